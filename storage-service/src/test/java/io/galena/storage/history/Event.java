package io.galena.storage.history;

/**
 * An operation on a register that holds a number, 0 at first, as its client saw it.
 *
 * @param invoked when it began
 * @param returned when it ended; for an unknown outcome it may still take effect later
 */
public record Event(Action action, Outcome outcome, long invoked, long returned) {
    /** What was asked for. */
    public sealed interface Action {
        /** Reads; the number is what was seen. */
        record Read(long seen) implements Action {}

        /** Writes, whatever is there. */
        record Write(long value) implements Action {}

        /** Writes if the expected number is there, or fails. */
        record Swap(long expected, long value) implements Action {}
    }

    /** How it ended. */
    public enum Outcome {
        OK,
        /** It says that it did nothing; for a swap: because something else was there. */
        FAILED,
        UNKNOWN
    }
}
