package io.galena.benchmarks.workload;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Picks items, by number, from 0 on. */
@FunctionalInterface
public interface Keys {
    /** Many more than distributions need that pick many items. */
    int MOST_TRIES = 100_000;

    /** The next one. */
    int next(Random random);

    /**
     * So many different ones.
     *
     * @throws IllegalArgumentException if it picks the same ones all the time
     */
    default List<Integer> distinct(int count, Random random) {
        Set<Integer> keys = new LinkedHashSet<>();
        for (var tries = 0; keys.size() < count; tries++) {
            if (tries == MOST_TRIES) {
                throw new IllegalArgumentException("The distribution does not pick " + count + " different items");
            }
            keys.add(next(random));
        }
        return List.copyOf(keys);
    }

    /** All of so many items alike. */
    static Keys uniform(int items) {
        return random -> random.nextInt(items);
    }

    /** The same one all the time. */
    static Keys one() {
        return _ -> 0;
    }

    /** A few of so many items very often, and these scattered among the others, as in YCSB. */
    static Keys zipfian(int items) {
        var ranks = new Zipfian(items);
        return random -> scattered(ranks.next(random), items);
    }

    /** Which item is that popular: a hash, so that popular ones are no neighbours; some share an item then. */
    private static int scattered(int rank, int items) {
        var hash = 0xCBF29CE484222325L;
        var rest = (long) rank;
        for (var octet = 0; octet < Long.BYTES; octet++) {
            hash = (hash ^ (rest & 0xFF)) * 0x100000001B3L;
            rest >>>= Byte.SIZE;
        }
        return (int) Long.remainderUnsigned(hash, items);
    }
}
