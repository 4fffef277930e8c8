package io.galena.stream.slot;

import java.util.Collection;

/** Ends the work on slots that are about to be given back, and returns when it has ended. */
@FunctionalInterface
public interface SlotEnding {
    void accept(Collection<Integer> numbers);
}
