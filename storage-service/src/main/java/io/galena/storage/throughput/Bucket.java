package io.galena.storage.throughput;

/**
 * A token bucket. It may be overdrawn: what a request costs is known only afterwards, and a debt is paid off before the next
 * request is let in. Safe for several threads; calls are a few instructions under the bucket's own lock. Times are nanoseconds of
 * one clock that never goes back.
 */
final class Bucket {
    private static final double NANOS = 1e9;

    private double rate;
    private double capacity;
    private double level;
    private long at;
    private double unreported;
    private boolean reported;

    /** A full bucket. */
    Bucket(double rate, double capacity, long now) {
        this.rate = rate;
        this.capacity = capacity;
        this.level = capacity;
        this.at = now;
    }

    /** Takes so many tokens if there are any at all. */
    synchronized boolean take(double units, long now) {
        refill(now);
        if (level <= 0) {
            return false;
        }
        spend(units);
        return true;
    }

    /** Takes so many tokens whether there are any or not, or gives some back if it is less than none. */
    synchronized void charge(double units, long now) {
        refill(now);
        spend(units);
    }

    /** Until when there is nothing to take; in the past if there is something. */
    synchronized long emptyUntil(long now) {
        refill(now);
        return level > 0 ? now : now + (long) (-level / rate * NANOS) + 1;
    }

    /** From now on the bucket fills at this rate, up to this capacity. */
    synchronized void resize(double otherRate, double otherCapacity, long now) {
        refill(now);
        rate = otherRate;
        capacity = otherCapacity;
        level = Math.min(level, capacity);
    }

    /** What has been spent since the last report; empty if that is nothing and there was a report before. */
    synchronized Report report() {
        var report = new Report(rate, capacity, unreported, reported);
        unreported = 0;
        reported = true;
        return report;
    }

    /** A report that did not arrive: the next one has it. */
    synchronized void takeBack(Report report) {
        unreported += report.spent();
        reported = report.again();
    }

    /** The level that all instances together have come to, reports included; what was spent here since then comes off. */
    synchronized void settle(double shared, long now) {
        level = Math.min(shared, capacity) - unreported;
        at = now;
    }

    private void spend(double units) {
        level -= units;
        unreported += units;
    }

    private void refill(long now) {
        if (now > at) {
            level = Math.min(capacity, level + (now - at) / NANOS * rate);
            at = now;
        }
    }

    /**
     * What one instance has to tell the others.
     *
     * @param again whether there was a report before
     */
    record Report(double rate, double capacity, double spent, boolean again) {
        boolean isEmpty() {
            return spent == 0 && again;
        }
    }
}
