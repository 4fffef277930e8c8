package io.galena.benchmarks.compare;

import io.galena.benchmarks.load.Measured;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** How many times as many requests a second one contestant did as another, round by round. */
record Ratios(double median, double lowest, double highest) {
    /** The ratios of the runs of the one to those of the other, in the order of the rounds. */
    static Ratios of(List<Measured> one, List<Measured> other) {
        return of(rates(one), rates(other));
    }

    static Ratios of(double[] one, double[] other) {
        var ratios = IntStream.range(0, one.length)
                .mapToDouble(round -> one[round] / other[round])
                .toArray();
        return new Ratios(
                median(ratios),
                Arrays.stream(ratios).min().orElseThrow(),
                Arrays.stream(ratios).max().orElseThrow());
    }

    static double median(double[] numbers) {
        var sorted = numbers.clone();
        Arrays.sort(sorted);
        var middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static double[] rates(List<Measured> runs) {
        return runs.stream().mapToDouble(run -> run.outcome().perSecond()).toArray();
    }
}
