package io.galena.benchmarks.workload;

import java.util.Random;

/**
 * Ranks of popularity from 0 on: rank r comes up in proportion to (r + 1) to the power of -0.99, as in YCSB, by the method of Gray
 * et al., "Quickly generating billion-record synthetic databases" (1994), whose first two ranks are exact.
 */
final class Zipfian {
    private static final double EXPONENT = 0.99;

    private final int items;
    private final double total;
    private final double eta;
    private final double firstTwo = 1 + Math.pow(0.5, EXPONENT);

    Zipfian(int items) {
        this.items = items;
        this.total = sum(items);
        this.eta = (1 - Math.pow(2.0 / items, 1 - EXPONENT)) / (1 - sum(2) / total);
    }

    int next(Random random) {
        var share = random.nextDouble();
        var weight = share * total;
        if (weight < 1) {
            return 0;
        }
        if (weight < firstTwo) {
            return Math.min(1, items - 1);
        }
        return (int) Math.min(items - 1.0, items * Math.pow(eta * share - eta + 1, 1 / (1 - EXPONENT)));
    }

    /** How much of all comes to a rank. */
    double share(int rank) {
        return Math.pow(rank + 1.0, -EXPONENT) / total;
    }

    private static double sum(int items) {
        var sum = 0.0;
        for (var n = 1; n <= items; n++) {
            sum += Math.pow(n, -EXPONENT);
        }
        return sum;
    }
}
