package io.galena.stream.capture;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** What can be seen of a shard's capture from outside: metrics. */
final class CaptureProgress {
    private final InstantSource time;
    private final AtomicBoolean active = new AtomicBoolean();
    private final Counter changes;
    private final Timer delay;

    CaptureProgress(int shard, MeterRegistry metrics, InstantSource time) {
        this.time = time;
        var tags = Tags.of("shard", Integer.toString(shard));
        this.changes = Counter.builder("galena.capture.changes")
                .description("Changes published to Kafka")
                .tags(tags)
                .register(metrics);
        this.delay = Timer.builder("galena.capture.delay")
                .description("Time from a commit to its publication")
                .publishPercentileHistogram()
                .tags(tags)
                .register(metrics);
        Gauge.builder("galena.capture.active", active, worker -> worker.get() ? 1 : 0)
                .description("Whether this process captures the shard")
                .tags(tags)
                .register(metrics);
    }

    void published(List<WalTransaction> batch) {
        active.set(true);
        var now = time.millis();
        for (var transaction : batch) {
            changes.increment(transaction.entries().size());
            delay.record(Duration.ofMillis(Math.max(0, now - transaction.committed())));
        }
    }

    void stopped() {
        active.set(false);
    }
}
