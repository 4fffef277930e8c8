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

    private final Map<ByteBuffer, Counter> counters = new HashMap<>();

    /** A binary heap: no counter is smaller than the one at half its place, so that the smallest is the first. */
    private final Counter[] heap;

    /** @param space how many keys are counted at once */
    TopKeys(int space) {
        this.heap = new Counter[space];
    }

    /** Adds to the sum of a key, which is not to be changed afterwards. */
    synchronized void add(ByteBuffer key, double units) {
        var counter = counters.get(key);
        if (counter == null) {
            counter = counters.size() < heap.length ? beginLast(key) : beginInPlaceOfSmallest(key);
        }
        counter.sum += units;
        sink(counter);
    }

    /** The greatest sums, in their order. */
    synchronized List<Entry> greatest(int most) {
        return counters.values().stream()
                .sorted(BY_SUM.reversed())
                .limit(most)
                .map(counter -> new Entry(counter.key, counter.sum, counter.excess))
                .toList();
    }

    private Counter beginLast(ByteBuffer key) {
        var counter = new Counter(key, 0);
        counters.put(key, counter);
        rise(counter, counters.size() - 1);
        return counter;
    }

    private Counter beginInPlaceOfSmallest(ByteBuffer key) {
        var smallest = heap[0];
        counters.remove(smallest.key);
        var counter = new Counter(key, smallest.sum);
        counters.put(key, counter);
        put(counter, 0);
        return counter;
    }

    private void rise(Counter counter, int free) {
        var place = free;
        while (place > 0 && heap[(place - 1) / 2].sum > counter.sum) {
            put(heap[(place - 1) / 2], place);
            place = (place - 1) / 2;
        }
        put(counter, place);
    }

    private void sink(Counter counter) {
        var place = counter.place;
        for (var child = smallerChild(place);
                child >= 0 && heap[child].sum < counter.sum;
                child = smallerChild(place)) {
            put(heap[child], place);
            place = child;
        }
        put(counter, place);
    }

    private int smallerChild(int place) {
        var left = 2 * place + 1;
        var right = left + 1;
        if (left >= counters.size()) {
            return -1;
        }
        return right < counters.size() && heap[right].sum < heap[left].sum ? right : left;
    }

    private void put(Counter counter, int place) {
        heap[place] = counter;
        counter.place = place;
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
        private int place;

        Counter(ByteBuffer key, double excess) {
            this.key = key;
            this.excess = excess;
            this.sum = excess;
        }
    }
}
