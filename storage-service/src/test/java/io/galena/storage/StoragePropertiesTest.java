package io.galena.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.storage.schema.ItemCompression;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.util.unit.DataSize;

class StoragePropertiesTest {
    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(Properties.class);

    @Test
    void defaults() {
        context.run(started -> assertThat(started.getBean(StorageProperties.class))
                .isEqualTo(new StorageProperties(
                        "galena",
                        "",
                        1,
                        1,
                        128,
                        DataSize.ofMegabytes(1),
                        16384,
                        DataSize.ofMegabytes(64),
                        Duration.ofSeconds(5),
                        8,
                        Duration.ofMillis(20),
                        4,
                        0,
                        Duration.ofSeconds(5),
                        1500,
                        ItemCompression.DEFAULT,
                        DataSize.ofGigabytes(10),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(15),
                        Duration.ofHours(1),
                        DataSize.ofGigabytes(8),
                        true,
                        Duration.ofMinutes(1))));
    }

    @Test
    void startupFailsWithoutALane() {
        context.withPropertyValues("galena.storage.write-lanes=0")
                .run(started -> assertThat(started).hasFailed());
    }

    @EnableConfigurationProperties(StorageProperties.class)
    static class Properties {}
}
