package io.galena.stream.trigger.work;

import java.util.Collection;

/** Ends the work on slots that are about to be given back, and returns when it has ended. */
@FunctionalInterface
interface SlotEnding {
    void accept(Collection<Integer> numbers);
}
