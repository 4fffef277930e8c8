package io.galena.storage.read;

import io.galena.kit.catalog.PartitionDescriptor;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * A span of keys, compared as unsigned bytes.
 *
 * @param from the lowest key, inclusive
 * @param to where it ends, exclusive; empty is above all keys
 */
record KeySpan(byte[] from, Optional<byte[]> to) {
    private static final long HIGHEST_HASH = -1;

    /** All keys whose hashes fall into a partition. */
    static KeySpan of(PartitionDescriptor partition) {
        var to = partition.last() == HIGHEST_HASH ? Optional.<byte[]>empty() : Optional.of(bytes(partition.last() + 1));
        return new KeySpan(bytes(partition.first()), to);
    }

    /** The keys in both spans. */
    KeySpan intersect(KeySpan other) {
        var higher = Arrays.compareUnsigned(from, other.from) >= 0 ? from : other.from;
        if (to.isEmpty() || other.to.isEmpty()) {
            return new KeySpan(higher, to.isPresent() ? to : other.to);
        }
        var lower = Arrays.compareUnsigned(to.get(), other.to.get()) <= 0 ? to : other.to;
        return new KeySpan(higher, lower);
    }

    boolean isEmpty() {
        return to.filter(end -> Arrays.compareUnsigned(from, end) >= 0).isPresent();
    }

    /** What is left of the span when a reader has come to that key. */
    KeySpan beyond(byte[] key, boolean forward) {
        return forward ? new KeySpan(RangeRequest.after(key), to) : new KeySpan(from, Optional.of(key));
    }

    private static byte[] bytes(long hash) {
        return ByteBuffer.allocate(Long.BYTES).putLong(hash).array();
    }
}
