package io.galena.storage.version;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hybrid logical clock of an instance: 48 bits of milliseconds, 16 bits of counter. Every version that it gives is greater
 * than all that it gave before or has met. Safe for several threads.
 */
public final class HybridClock {
    private static final Logger log = LoggerFactory.getLogger(HybridClock.class);
    private static final int COUNTER_BITS = 16;
    private static final long SKEW_ALARM_MILLIS = 500;
    private static final long ALARM_EVERY_MILLIS = 60_000;

    private final InstantSource time;
    private final AtomicLong last = new AtomicLong();
    private final AtomicLong lastAlarm = new AtomicLong(-ALARM_EVERY_MILLIS);

    public HybridClock(InstantSource time) {
        this.time = time;
    }

    /**
     * The next version.
     *
     * @param floor a version that it must exceed: that of the item before, 0 if there is none
     */
    public long next(long floor) {
        var millis = time.millis();
        alarmIfAhead(floor, millis);
        return last.accumulateAndGet(
                millis << COUNTER_BITS, (previous, now) -> Math.max(now, Math.max(previous, floor) + 1));
    }

    /** The milliseconds since the epoch that a version holds. */
    public static long millis(long version) {
        return version >>> COUNTER_BITS;
    }

    private void alarmIfAhead(long met, long millis) {
        var skew = millis(met) - millis;
        var alarmed = lastAlarm.get();
        if (skew > SKEW_ALARM_MILLIS
                && millis - alarmed >= ALARM_EVERY_MILLIS
                && lastAlarm.compareAndSet(alarmed, millis)) {
            log.atWarn()
                    .addKeyValue("skewMillis", skew)
                    .log("The clock of another instance is ahead of this one's; clocks must be kept in step");
        }
    }
}
