package io.galena.stream.kinesis;

import io.galena.kit.kinesis.KinesisStreamDescriptor;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** The meters of Kinesis streams, by stream. */
@Component
final class KinesisMetrics {
    private final MeterRegistry registry;

    KinesisMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A page was read. */
    void read(KinesisStreamDescriptor stream, KinesisPage page) {
        registry.counter("galena.kinesis.records", "stream", stream.name(), "direction", "read")
                .increment(page.records().size());
        registry.timer("galena.kinesis.iterator.age", "stream", stream.name())
                .record(Duration.ofMillis(page.millisBehind()));
    }

    /** Records were written. */
    void written(KinesisStreamDescriptor stream, int records) {
        registry.counter("galena.kinesis.records", "stream", stream.name(), "direction", "written")
                .increment(records);
    }
}
