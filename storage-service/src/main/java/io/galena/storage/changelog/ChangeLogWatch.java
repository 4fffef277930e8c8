package io.galena.storage.changelog;

import io.galena.kit.background.Rounds;
import io.galena.storage.shard.Shard;
import io.galena.storage.shard.Shards;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks all the time how much each shard keeps because capture has not read it, on a thread of its own. Far before the bound it
 * warns; shortly before, writes that would add to it are throttled, so that the slot is not lost; one that is lost all the same
 * is made anew.
 */
public final class ChangeLogWatch implements ChangeLogPressure, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ChangeLogWatch.class);
    private static final double WARN_AT = 0.7;
    private static final double THROTTLE_AT = 0.9;

    private final Shards shards;
    private final long bound;
    private final MeterRegistry metrics;
    private final Map<Integer, Watched> watched = new ConcurrentHashMap<>();
    private final Rounds rounds;

    /**
     * Makes one that does nothing yet.
     *
     * @param bound how many bytes a shard may keep for capture; a server whose own bound is lower counts
     * @param interval the time between two looks
     */
    public ChangeLogWatch(Shards shards, long bound, Duration interval, MeterRegistry metrics) {
        this.shards = shards;
        this.bound = bound;
        this.metrics = metrics;
        this.rounds = new Rounds("galena-change-log-watch", interval, this::round);
    }

    /** Begins to watch. */
    public void start() {
        rounds.start();
    }

    @Override
    public boolean isThrottled(int shard) {
        var state = watched.get(shard);
        return state != null && state.level == Level.THROTTLED;
    }

    /** Looks at all shards, now. */
    public void round() {
        shards.opened().forEach(this::look);
    }

    @Override
    public void close() {
        rounds.close();
    }

    private void look(Shard shard) {
        try {
            var changeLog = new ShardChangeLog(shard);
            changeLog.look().ifPresent(state -> take(shard, changeLog, state));
        } catch (RuntimeException e) {
            // The next round tries again.
            log.atDebug().addKeyValue("shard", shard.id()).setCause(e).log("The change log cannot be looked at");
        }
    }

    private void take(Shard shard, ShardChangeLog changeLog, SlotState state) {
        var current = watched.computeIfAbsent(shard.id(), id -> new Watched(id, metrics));
        if (state.lost() || state.untold()) {
            changeLog.require();
            current.gaps.increment();
            return;
        }
        current.take(state.retained(), state.bound(bound));
        if (current.level != Level.FINE) {
            changeLog.loosen();
        }
    }

    /** How near the bound is. */
    private enum Level {
        FINE,
        NEAR,
        THROTTLED
    }

    /** A shard as it was seen last. */
    private static final class Watched {
        private final int shard;
        private final Counter gaps;
        private volatile Level level = Level.FINE;
        private volatile long retained;
        private volatile long bound;

        Watched(int shard, MeterRegistry metrics) {
            this.shard = shard;
            var tags = Tags.of("shard", Integer.toString(shard));
            this.gaps = Counter.builder("galena.change.log.gaps")
                    .description("How often changes were lost")
                    .tags(tags)
                    .register(metrics);
            Gauge.builder("galena.change.log.retained", this, seen -> seen.retained)
                    .description("Write-ahead log that a shard keeps because capture has not read it")
                    .baseUnit("bytes")
                    .tags(tags)
                    .register(metrics);
            Gauge.builder("galena.change.log.bound", this, seen -> seen.bound)
                    .description("How much of it a shard may keep")
                    .baseUnit("bytes")
                    .tags(tags)
                    .register(metrics);
            Gauge.builder("galena.change.log.throttled", this, seen -> seen.level == Level.THROTTLED ? 1 : 0)
                    .description("Whether writes to tables with streams are throttled")
                    .tags(tags)
                    .register(metrics);
        }

        void take(long nowRetained, long nowBound) {
            retained = nowRetained;
            bound = nowBound;
            var now = nowRetained >= nowBound * THROTTLE_AT
                    ? Level.THROTTLED
                    : nowRetained >= nowBound * WARN_AT ? Level.NEAR : Level.FINE;
            if (now != level) {
                level = now;
                report(now);
            }
        }

        private void report(Level now) {
            var event = (now == Level.FINE ? log.atInfo() : log.atWarn())
                    .addKeyValue("shard", shard)
                    .addKeyValue("retained", retained)
                    .addKeyValue("bound", bound);
            switch (now) {
                case FINE -> event.log("Capture has caught up");
                case NEAR -> event.log("Capture is behind: the change log comes near its bound");
                case THROTTLED -> event.log("Writes to tables with streams are throttled until capture has caught up");
            }
        }
    }
}
