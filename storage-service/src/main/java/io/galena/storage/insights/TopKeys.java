package io.galena.storage.insights;

import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The keys with the greatest sums, found in a bounded space by the algorithm Space-Saving: a key that comes anew takes the place of the
 * smallest and begins with its sum. So no key with a great sum is missed, and no sum is too small; how much too great it may be is known.
 * Safe for several threads.
 */
final class TopKeys {
    private static final Comparator<Counter> BY_SUM = Comparator.comparingDouble(counter -> counter.sum);

    private final int space;
    private final Map<ByteBuffer, Counter> counters = new HashMap<>();

    /** @param space how many keys are counted at once */
    TopKeys(int space) {
        this.space = space;
    }

    /** Adds to the sum of a key, which is not to be changed afterwards. */
    synchronized void add(ByteBuffer key, double units) {
        var counter = counters.get(key);
        if (counter == null) {
            counter = begin(key);
        }
        counter.sum += units;
    }

    /** The greatest sums, in their order. */
    synchronized List<Entry> greatest(int most) {
        return counters.values().stream()
                .sorted(BY_SUM.reversed())
                .limit(most)
                .map(counter -> new Entry(counter.key, counter.sum, counter.excess))
                .toList();
    }

    private Counter begin(ByteBuffer key) {
        var excess = 0.0;
        if (counters.size() == space) {
            var smallest = counters.values().stream().min(BY_SUM).orElseThrow();
            counters.remove(smallest.key);
            excess = smallest.sum;
        }
        var counter = new Counter(key, excess);
        counters.put(key, counter);
        return counter;
    }

    /**
     * A key and its sum.
     *
     * @param excess by how much the sum may be too great
     */
    record Entry(ByteBuffer key, double sum, double excess) {
        Entry {
            Objects.requireNonNull(key);
        }

        /** The sum of two sums of one key. */
        Entry plus(Entry other) {
            return new Entry(key, sum + other.sum, excess + other.excess);
        }
    }

    private static final class Counter {
        private final ByteBuffer key;
        private final double excess;
        private double sum;

        Counter(ByteBuffer key, double excess) {
            this.key = key;
            this.excess = excess;
            this.sum = excess;
        }
    }
}
