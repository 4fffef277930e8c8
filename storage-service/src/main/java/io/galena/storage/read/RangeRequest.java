package io.galena.storage.read;

import io.galena.kit.catalog.IndexDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import java.util.Arrays;
import java.util.Optional;

/**
 * Asks for a page of rows in the order of their keys. A Query reads a range within one partition key, a Scan the range of
 * all keys or of a segment's hashes.
 *
 * @param index the index to read, or empty for the table itself
 * @param from the lowest key of the range, inclusive; an empty array is below all keys
 * @param to where the range ends, exclusive; empty is above all keys
 * @param forward ascending if true, else descending from the end of the range
 * @param maxRows the page ends with this many rows, at least 1
 * @param maxBytes the page ends with the row that makes the sum of sizes reach this
 */
public record RangeRequest(
        TableDescriptor table,
        Optional<IndexDescriptor> index,
        byte[] from,
        Optional<byte[]> to,
        boolean forward,
        boolean consistent,
        int maxRows,
        long maxBytes) {
    /** The lowest key above that key: the {@code from} of a forward page that starts after it. */
    public static byte[] after(byte[] key) {
        return Arrays.copyOf(key, key.length + 1);
    }
}
