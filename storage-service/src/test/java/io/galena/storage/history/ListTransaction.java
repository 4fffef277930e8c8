package io.galena.storage.history;

import java.util.List;

/**
 * A transaction on lists of numbers, all empty at first, as its client saw it. No number is ever appended twice by intent.
 *
 * @param invoked when it began
 * @param returned when it ended; for an unknown outcome it may still take effect later
 */
public record ListTransaction(List<Step> steps, Event.Outcome outcome, long invoked, long returned) {
    public ListTransaction {
        steps = List.copyOf(steps);
    }

    /** What it does to one list. A list that it reads and appends to is read as it was before. */
    public sealed interface Step {
        String list();

        /** Appends a number. */
        record Append(String list, int number) implements Step {}

        /** Reads; the numbers are what was seen. */
        record Read(String list, List<Integer> seen) implements Step {
            public Read {
                seen = List.copyOf(seen);
            }
        }
    }
}
