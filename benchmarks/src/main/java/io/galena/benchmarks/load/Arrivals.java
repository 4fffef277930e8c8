package io.galena.benchmarks.load;

/** The times at which one thread's requests should start, one after the other. Times are in nanoseconds. For that thread. */
final class Arrivals {
    private final long first;
    private final double interval;
    private final long end;
    private long started;

    /**
     * Arrivals from the first until the end.
     *
     * @param interval between two of them, or 0 for one whenever asked for
     */
    Arrivals(long first, double interval, long end) {
        this.first = first;
        this.interval = interval;
        this.end = end;
    }

    /** Whether there are no more of them, at this time. */
    boolean isOver(long now) {
        return due(now) - end >= 0;
    }

    /** When the next request should start, or should have. */
    long due(long now) {
        return interval == 0 ? now : first + Math.round(started * interval);
    }

    /** Goes on to the next: one has started. */
    void start() {
        started++;
    }

    /** When the last of them should have started. */
    long end() {
        return end;
    }
}
