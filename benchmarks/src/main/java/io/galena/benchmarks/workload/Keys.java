package io.galena.benchmarks.workload;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Picks items, by number, from 0 on. */
@FunctionalInterface
public interface Keys {
    /** The next one. */
    int next(Random random);

    /** So many different ones. */
    default List<Integer> distinct(int count, Random random) {
        Set<Integer> keys = new LinkedHashSet<>();
        while (keys.size() < count) {
            keys.add(next(random));
        }
        return List.copyOf(keys);
    }

    /** All of so many items alike. */
    static Keys uniform(int items) {
        return random -> random.nextInt(items);
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
