package io.galena.storage.backfill;

import java.time.Duration;
import java.util.Arrays;

/**
 * Fences that were put into the change log. What loses changes loses fences too, so those that do not come are put anew.
 *
 * @param round their number
 * @param count how many
 * @param at when, milliseconds since 1970
 */
record PutFences(long round, int count, long at) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Fences that are put now. */
    static PutFences now(long round, int count) {
        return new PutFences(round, count, System.currentTimeMillis());
    }

    /** Whether they should have arrived by now. */
    boolean isLate() {
        return System.currentTimeMillis() - at > PATIENCE.toMillis();
    }

    /** The text that {@link #parse} understands. */
    String text() {
        return round + "/" + count + "/" + at;
    }

    static PutFences parse(String text) {
        var numbers =
                Arrays.stream(text.split("/", -1)).mapToLong(Long::parseLong).toArray();
        return new PutFences(numbers[0], (int) numbers[1], numbers[2]);
    }
}
