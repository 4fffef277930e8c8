package io.galena.storage.indexer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** How far the entries of a shard are behind the writes. */
final class IndexLag {
    private final Timer lag;
    private final Counter gaps;
    private final AtomicInteger active = new AtomicInteger();

    IndexLag(int shard, MeterRegistry metrics) {
        var tag = Integer.toString(shard);
        this.lag = Timer.builder("galena.index.lag")
                .description("From the commit of a write to that of the index entries that it changed")
                .tag("shard", tag)
                .publishPercentileHistogram()
                .register(metrics);
        this.gaps = Counter.builder("galena.index.gaps")
                .description("How often changes were lost that indexes needed: they are repaired then")
                .tag("shard", tag)
                .register(metrics);
        Gauge.builder("galena.index.active", active, AtomicInteger::get)
                .description("Whether this process keeps the index entries of the shard")
                .tag("shard", tag)
                .register(metrics);
    }

    void applied(long committed) {
        lag.record(Duration.ofMillis(Math.max(0, System.currentTimeMillis() - committed)));
    }

    void gap() {
        gaps.increment();
    }

    void active(boolean isActive) {
        active.set(isActive ? 1 : 0);
    }
}
