package io.galena.storage.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.storage.history.Event.Outcome;
import io.galena.storage.history.ListTransaction.Step;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListAppendCheckerTest {
    @Test
    void whatIsInAnOrderIsFine() {
        assertFine(
                ok(1, 2, append("x", 1), append("y", 2)),
                ok(1, 4, read("x", 1), append("x", 3)),
                ok(3, 5, read("x", 1), read("y", 2)),
                ok(6, 7, read("x", 1, 3), read("y", 2)));
    }

    @Test
    void aLostAppendIsFound() {
        assertFound("lost", ok(1, 2, append("x", 1)), ok(1, 2, append("x", 2)), ok(3, 4, read("x", 2)));
    }

    @Test
    void anAppendThatIsDoneTwiceIsFound() {
        assertFound("twice", ok(1, 2, append("x", 1)), ok(3, 4, read("x", 1, 1)));
    }

    @Test
    void twoOrdersOfAListAreFound() {
        assertFound(
                "was read as",
                ok(1, 2, append("x", 1)),
                ok(1, 2, append("x", 2)),
                ok(3, 4, read("x", 2)),
                ok(3, 4, read("x", 1, 2)));
    }

    @Test
    void whatFailedMustNotBeSeenAndWhatIsUnknownMay() {
        var failed = new ListTransaction(List.of(append("x", 1)), Outcome.FAILED, 1, 2);
        var unknown = new ListTransaction(List.of(append("x", 1)), Outcome.UNKNOWN, 1, 2);

        assertFound("nobody appended", failed, ok(3, 4, read("x", 1)));
        assertFine(unknown, ok(3, 4, read("x", 1)));
        assertFine(unknown, ok(3, 4, read("x")));
        assertFine(unknown, ok(3, 4, read("x")), ok(5, 6, read("x", 1)));
    }

    @Test
    void writesInOppositeOrdersAreFound() {
        assertFound(
                "cycle",
                ok(1, 5, append("x", 1), append("y", 1001)),
                ok(1, 5, append("x", 2), append("y", 1002)),
                ok(6, 7, read("x", 1, 2), read("y", 1002, 1001)));
    }

    @Test
    void aReadOfHalfATransactionIsFound() {
        assertFound(
                "cycle",
                ok(1, 5, append("x", 1), append("y", 2)),
                ok(1, 5, read("x", 1), read("y")),
                ok(6, 7, read("x", 1), read("y", 2)));
    }

    @Test
    void writeSkewIsFound() {
        assertFound(
                "cycle",
                ok(1, 5, read("x"), append("y", 1)),
                ok(1, 5, read("y"), append("x", 2)),
                ok(6, 7, read("x", 2), read("y", 1)));
    }

    @Test
    void aReadOfThePastIsFound() {
        assertFound("cycle", ok(1, 2, append("x", 1)), ok(3, 4, read("x")), ok(5, 6, read("x", 1)));
        assertFine(ok(1, 4, append("x", 1)), ok(3, 5, read("x")), ok(6, 7, read("x", 1)));
    }

    private static Step append(String list, int number) {
        return new Step.Append(list, number);
    }

    private static Step read(String list, Integer... seen) {
        return new Step.Read(list, Arrays.asList(seen));
    }

    private static ListTransaction ok(long invoked, long returned, Step... steps) {
        return new ListTransaction(List.of(steps), Outcome.OK, invoked, returned);
    }

    private static void assertFine(ListTransaction... history) {
        assertThat(ListAppendChecker.anomaly(List.of(history))).isEmpty();
    }

    private static void assertFound(String what, ListTransaction... history) {
        assertThat(ListAppendChecker.anomaly(List.of(history)).orElse("nothing"))
                .contains(what);
    }
}
