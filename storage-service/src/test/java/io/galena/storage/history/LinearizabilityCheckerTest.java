package io.galena.storage.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.storage.history.Event.Action;
import io.galena.storage.history.Event.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinearizabilityCheckerTest {
    @Test
    void operationsOneAfterTheOtherMustSeeEachOther() {
        var write = new Event(new Action.Write(1), Outcome.OK, 1, 2);

        assertThat(isLinearizable(write, read(1, 3, 4))).isTrue();
        assertThat(isLinearizable(write, read(0, 3, 4))).isFalse();
    }

    @Test
    void operationsAtTheSameTimeMaySeeEachOtherOrNot() {
        var write = new Event(new Action.Write(1), Outcome.OK, 1, 5);

        assertThat(isLinearizable(write, read(0, 2, 3))).isTrue();
        assertThat(isLinearizable(write, read(1, 2, 3))).isTrue();
        assertThat(isLinearizable(write, read(1, 2, 3), read(0, 4, 6))).isFalse();
    }

    @Test
    void onlyOneOfTwoSwapsFromTheSameValueSucceeds() {
        var first = new Event(new Action.Swap(0, 1), Outcome.OK, 1, 5);

        assertThat(isLinearizable(first, new Event(new Action.Swap(0, 2), Outcome.OK, 2, 6)))
                .isFalse();
        assertThat(isLinearizable(first, new Event(new Action.Swap(0, 2), Outcome.FAILED, 2, 6)))
                .isTrue();
    }

    @Test
    void anUnknownWriteMayTakeEffectLateOrNeverButNotTwice() {
        var unknown = new Event(new Action.Write(1), Outcome.UNKNOWN, 1, 2);
        var other = new Event(new Action.Write(2), Outcome.OK, 3, 4);

        assertThat(isLinearizable(unknown, other, read(2, 5, 6))).isTrue();
        assertThat(isLinearizable(unknown, other, read(2, 5, 6), read(1, 7, 8))).isTrue();
        assertThat(isLinearizable(
                        unknown, read(1, 3, 4), new Event(new Action.Write(2), Outcome.OK, 5, 6), read(1, 7, 8)))
                .isFalse();
    }

    @Test
    void aSwapThatSaysItFailedMustNotHaveTakenEffect() {
        var failed = new Event(new Action.Swap(0, 1), Outcome.FAILED, 1, 2);

        assertThat(isLinearizable(failed, read(1, 3, 4))).isFalse();
    }

    private static Event read(long seen, long invoked, long returned) {
        return new Event(new Action.Read(seen), Outcome.OK, invoked, returned);
    }

    private static boolean isLinearizable(Event... events) {
        return LinearizabilityChecker.isLinearizable(List.of(events));
    }
}
