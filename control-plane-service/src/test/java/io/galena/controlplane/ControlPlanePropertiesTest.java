package io.galena.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ControlPlanePropertiesTest {
    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withUserConfiguration(Properties.class)
            .withPropertyValues(
                    "galena.control-plane.database.url=jdbc:postgresql://host/catalog",
                    "galena.control-plane.database.user=galena",
                    "galena.control-plane.database.password=hidden",
                    "galena.control-plane.shards=jdbc:postgresql://host/a,jdbc:postgresql://host/b");

    @Test
    void whatIsNotSetHasADefault() {
        context.run(started -> {
            var controlPlane = started.getBean(ControlPlaneProperties.class);
            assertThat(controlPlane.maxTables()).isEqualTo(2_500);
            assertThat(controlPlane.maxTablesInTransition()).isEqualTo(500);
            assertThat(controlPlane.recoveryInterval()).isEqualTo(Duration.ofSeconds(2));
            assertThat(controlPlane.statisticsInterval()).isEqualTo(Duration.ofSeconds(30));
            assertThat(controlPlane.streamShards()).isOne();
            assertThat(controlPlane.streamRetention()).isEqualTo(Duration.ofHours(24));
            assertThat(controlPlane.endpoint()).isEqualTo("localhost:8000");
            assertThat(controlPlane.database().maxPoolSize()).isEqualTo(10);
            assertThat(controlPlane.shards()).containsExactly("jdbc:postgresql://host/a", "jdbc:postgresql://host/b");
            var deployment = started.getBean(DeploymentProperties.class);
            assertThat(deployment.region()).isEqualTo("us-east-1");
            assertThat(deployment.account()).isEqualTo("000000000000");
            assertThat(deployment.rootCredential()).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "galena.control-plane.shards=",
                "galena.control-plane.max-tables=0",
                "galena.control-plane.max-tables-in-transition=0",
                "galena.control-plane.recovery-interval=0s",
                "galena.control-plane.stream-shards=0",
                "galena.control-plane.stream-shards=1025",
                "galena.control-plane.stream-retention=0s",
                "galena.control-plane.statistics-interval=-1s",
                "galena.control-plane.database.max-pool-size=1",
                "galena.account=12345",
                "galena.region=Somewhere Else",
                "galena.root.access-key=alone",
                "galena.root.secret-key=alone",
            })
    void badValueKeepsTheServiceFromStarting(String property) {
        context.withPropertyValues(property).run(started -> assertThat(started).hasFailed());
    }

    @Test
    void passwordsAreNotPrinted() {
        context.withPropertyValues("galena.root.access-key=mine", "galena.root.secret-key=hidden")
                .run(started -> {
                    assertThat(started.getBean(ControlPlaneProperties.class).toString())
                            .doesNotContain("hidden");
                    assertThat(started.getBean(DeploymentProperties.class).toString())
                            .doesNotContain("hidden");
                });
    }

    @EnableConfigurationProperties({ControlPlaneProperties.class, DeploymentProperties.class})
    static class Properties {}
}
