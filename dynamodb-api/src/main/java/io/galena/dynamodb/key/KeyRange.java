package io.galena.dynamodb.key;

import java.util.Arrays;
import java.util.Optional;

/**
 * A range of row keys or index keys. The arrays must not be changed.
 *
 * @param from inclusive; an empty array is below all keys
 * @param to exclusive; empty is above all keys
 */
public record KeyRange(byte[] from, Optional<byte[]> to) {
    /** All keys that begin with those bytes. */
    public static KeyRange startingWith(byte[] prefix) {
        return new KeyRange(prefix, afterAllStartingWith(prefix));
    }

    public boolean contains(byte[] key) {
        return Arrays.compareUnsigned(from, key) <= 0
                && to.map(end -> Arrays.compareUnsigned(key, end) < 0).orElse(true);
    }

    /** Whether no key can be in this range: its end is not above its beginning. */
    public boolean isEmpty() {
        return to.map(end -> Arrays.compareUnsigned(from, end) >= 0).orElse(false);
    }

    /** What is left of this range after a key of it, in the direction of reading: where a page goes on after its predecessor. */
    public KeyRange after(byte[] key, boolean forward) {
        return forward ? new KeyRange(successor(key), to) : new KeyRange(from, Optional.of(key));
    }

    /** The lowest key above that key. */
    static byte[] successor(byte[] key) {
        return Arrays.copyOf(key, key.length + 1);
    }

    /** The lowest key above all that begin with those bytes; empty if there is none. */
    static Optional<byte[]> afterAllStartingWith(byte[] prefix) {
        int last = prefix.length - 1;
        while (last >= 0 && prefix[last] == (byte) 0xFF) {
            last--;
        }
        if (last < 0) {
            return Optional.empty();
        }
        var end = Arrays.copyOf(prefix, last + 1);
        end[last]++;
        return Optional.of(end);
    }
}
