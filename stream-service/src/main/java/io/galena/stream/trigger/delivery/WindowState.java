package io.galena.stream.trigger.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * A tumbling window that is open, and what the function has made of its records.
 *
 * @param state the function's state, a JSON object
 */
public record WindowState(Instant start, String state) {
    /** What a function begins with. */
    public static final String NOTHING = "{}";

    /** The window that a time falls into. */
    static WindowState at(long millis, Duration length) {
        return new WindowState(Instant.ofEpochMilli(millis - Math.floorMod(millis, length.toMillis())), NOTHING);
    }

    Instant end(Duration length) {
        return start.plus(length);
    }

    /** The same window with another state. */
    WindowState with(String next) {
        return new WindowState(start, next);
    }

    /**
     * An invocation within a window.
     *
     * @param last whether it is the last one of the window
     * @param early whether the window ends because its state is too large
     */
    record Turn(WindowState window, Duration length, boolean last, boolean early) {
        Instant end() {
            return window.end(length);
        }
    }
}
