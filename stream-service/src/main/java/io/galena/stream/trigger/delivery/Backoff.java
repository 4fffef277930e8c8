package io.galena.stream.trigger.delivery;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;

/** How long to wait before another attempt: ever longer, up to a bound, and not all at the same time. */
public final class Backoff {
    private static final int MANY = 30;

    private final IntervalFunction intervals;

    public Backoff(Duration first, Duration longest) {
        this.intervals = IntervalFunction.ofExponentialRandomBackoff(first, 2, 0.3, longest);
    }

    /** Waits after so many failures in a row, at least one. */
    void pause(int failures) throws InterruptedException {
        Thread.sleep(intervals.apply(Math.min(failures, MANY)));
    }
}
