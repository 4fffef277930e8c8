package io.galena.storage.history;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Decides whether a history of one register is linearizable: whether there is an order of its operations that respects real
 * time and explains every answer. Searches all orders, remembering the states that led nowhere. Operations with unknown
 * outcomes may take effect at any time after they began, or never.
 */
public final class LinearizabilityChecker {
    private final List<Event> events;
    private final Set<State> seen = new HashSet<>();

    private LinearizabilityChecker(List<Event> events) {
        this.events = events;
    }

    /** Whether the history can be explained. */
    public static boolean isLinearizable(List<Event> events) {
        return new LinearizabilityChecker(List.copyOf(events)).search(new BitSet(), 0);
    }

    private boolean search(BitSet done, long value) {
        if (isExplained(done)) {
            return true;
        }
        if (!seen.add(new State((BitSet) done.clone(), value))) {
            return false;
        }
        var firstReturn = firstReturn(done);
        for (var i = done.nextClearBit(0); i < events.size(); i = done.nextClearBit(i + 1)) {
            var event = events.get(i);
            if (event.invoked() > firstReturn) {
                continue;
            }
            var after = apply(event, value);
            if (after.isPresent()) {
                done.set(i);
                if (search(done, after.getAsLong())) {
                    return true;
                }
                done.clear(i);
            }
        }
        return false;
    }

    private boolean isExplained(BitSet done) {
        for (var i = done.nextClearBit(0); i < events.size(); i = done.nextClearBit(i + 1)) {
            if (events.get(i).outcome() != Event.Outcome.UNKNOWN) {
                return false;
            }
        }
        return true;
    }

    /** What has not taken effect by now cannot have returned before something that begins later. */
    private long firstReturn(BitSet done) {
        var first = Long.MAX_VALUE;
        for (var i = done.nextClearBit(0); i < events.size(); i = done.nextClearBit(i + 1)) {
            if (events.get(i).outcome() != Event.Outcome.UNKNOWN) {
                first = Math.min(first, events.get(i).returned());
            }
        }
        return first;
    }

    /** The value after an event that takes effect now, or empty if it cannot have answered what it did. */
    private static OptionalLong apply(Event event, long value) {
        return switch (event.action()) {
            case Event.Action.Read(var seen) -> seen == value ? OptionalLong.of(value) : OptionalLong.empty();
            case Event.Action.Write(var written) -> OptionalLong.of(written);
            case Event.Action.Swap(var expected, var written) ->
                switch (event.outcome()) {
                    case OK -> expected == value ? OptionalLong.of(written) : OptionalLong.empty();
                    case FAILED -> expected == value ? OptionalLong.empty() : OptionalLong.of(value);
                    case UNKNOWN -> OptionalLong.of(expected == value ? written : value);
                };
        };
    }

    private record State(BitSet done, long value) {}
}
