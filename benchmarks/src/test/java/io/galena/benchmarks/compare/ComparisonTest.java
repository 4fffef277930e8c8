package io.galena.benchmarks.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.galena.benchmarks.http.Complaint;
import io.galena.benchmarks.workload.Workload;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final Complaint SLOWER = new Complaint(Complaint.Kind.REFUSED, "400 Throttling", "slower");
    private static final Complaint WRONG = new Complaint(Complaint.Kind.WRONG, "wrong answer to GetItem", "no item");

    private final List<String> turns = new ArrayList<>();
    private final TestingContestant first = new TestingContestant("first", turns);
    private final TestingContestant second = new TestingContestant("second", turns);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Comparison comparison = new Comparison(List.of(first, second), new PrintStream(out, true, UTF_8));

    @Test
    void theOrderIsTheOtherWayRoundInEverySecondRound() throws Exception {
        first.then(1).then(1).then(1).then(1);
        second.then(1).then(1).then(1).then(1);

        compare(3);

        assertThat(turns).containsExactly("first", "second", "first", "second", "second", "first", "first", "second");
    }

    @Test
    void aLineHasTheMediansOfTheRoundsAndTheRatiosOfTheSameRound() throws Exception {
        first.then(9).then(100).then(400).then(90);
        second.then(9).then(50).then(100).then(30);

        compare(3);

        assertThat(cells(0))
                .containsExactly(
                        "get", "first", "32", "100", "1.00", "1.00", "0", "0.000", "0.000", "0.00", "1.00", "1.00",
                        "1.00");
        assertThat(cells(1))
                .containsExactly(
                        "get", "second", "32", "50", "1.00", "1.00", "0", "0.000", "0.000", "0.00", "3.00", "2.00",
                        "4.00");
        assertThat(comparison.hasErrors()).isFalse();
    }

    @Test
    void failuresOfAllRoundsAreAddedUpAndToldByType() throws Exception {
        first.then(9).then(9).then(9);
        second.then(9).then(9, SLOWER, WRONG).then(9, SLOWER);

        compare(2);

        assertThat(cells(0)).element(6).isEqualTo("0");
        assertThat(cells(1)).element(6).isEqualTo("3");
        assertThat(lines().skip(2))
                .containsExactly("  ! 2 x 400 Throttling, as: slower", "  ! 1 x wrong answer to GetItem, as: no item");
        assertThat(comparison.hasErrors()).isTrue();
    }

    @Test
    void whatIsWrongWhileOneWarmsUpIsWrong() throws Exception {
        first.then(9, WRONG).then(9);
        second.then(9).then(9);

        compare(1);

        assertThat(cells(0)).element(6).isEqualTo("1");
        assertThat(lines().skip(1).findFirst()).contains("  ! 1 x wrong answer to GetItem, as: no item");
        assertThat(comparison.hasErrors()).isTrue();
    }

    @Test
    void aRunWithoutASingleSuccessFails() throws Exception {
        first.then(9).then(9);
        second.then(9).then(0);

        compare(1);

        assertThat(lines().skip(2)).containsExactly("  ! in a run no request was a success");
        assertThat(comparison.hasErrors()).isTrue();
    }

    private void compare(int rounds) throws Exception {
        comparison.compare(Workload.GET, 32, new Comparison.Rounds(rounds, Duration.ZERO, Duration.ZERO));
    }

    private Stream<String> lines() {
        return out.toString(UTF_8).lines();
    }

    private List<String> cells(int line) {
        var text = lines().skip(line).findFirst().orElseThrow();
        return Arrays.asList(text.substring(1, text.length() - 1).strip().split(" *\\| *", -1));
    }
}
