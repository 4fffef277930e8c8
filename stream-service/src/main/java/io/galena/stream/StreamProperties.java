package io.galena.stream;

import io.galena.stream.capture.CaptureWorkers;
import io.galena.stream.kafka.TopicSettings;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the stream service works. Where Kafka is, and how to log in there, is said by {@code spring.kafka}.
 *
 * @param username the PostgreSQL role that reads the write-ahead logs: it needs REPLICATION
 * @param password its password
 * @param retention how long changes can be read
 * @param replication copies of each topic; the broker's default if not set
 * @param minInSync copies that must have a record before it counts; the broker's default if not set
 * @param session how long an instance may be silent before others deliver to its destinations; brokers have bounds for it
 */
@Validated
@ConfigurationProperties("galena.stream")
record StreamProperties(
        @DefaultValue("galena") String username,
        @DefaultValue("") String password,
        @DefaultValue("24h") @NotNull Duration retention,
        @Nullable Short replication,
        @Nullable Integer minInSync,
        @DefaultValue("10s") @NotNull Duration session) {
    TopicSettings topics() {
        return new TopicSettings(Optional.ofNullable(replication), Optional.ofNullable(minInSync), retention);
    }

    CaptureWorkers.Database database() {
        return new CaptureWorkers.Database(username, password);
    }
}
