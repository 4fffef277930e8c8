package io.galena.benchmarks.load;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** When requests start. */
public sealed interface Pace {
    /** How long they do. */
    Duration duration();

    /** The arrivals of one of so many threads, which share the pace, on the clock of {@link System#nanoTime}. */
    Arrivals begin(long now, int thread, int threads);

    /** As soon as there is a free connection: the server sets the rate. */
    record Closed(Duration duration) implements Pace {
        @Override
        public Arrivals begin(long now, int thread, int threads) {
            return new Arrivals(now, 0, now + duration.toNanos());
        }
    }

    /**
     * At a fixed rate, in equal distances, whether there is a free connection or not.
     *
     * @param perSecond how many requests
     */
    record Open(double perSecond, Duration duration) implements Pace {
        @Override
        public Arrivals begin(long now, int thread, int threads) {
            var interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
            return new Arrivals(now + Math.round(thread * interval), threads * interval, now + duration.toNanos());
        }
    }
}
