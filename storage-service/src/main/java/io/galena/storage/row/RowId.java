package io.galena.storage.row;

import io.galena.dynamodb.value.Binary;

/** Names a row among all tables: the table's number and the row's key. */
public record RowId(long tableId, Binary key) {
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    public RowId(long tableId, byte[] key) {
        this(tableId, new Binary(key));
    }

    /**
     * The number that stands for this row among key locks: 63 bits of a hash, so that the numbers with the highest bit set are
     * free for another class of locks. Rows that share a number only get in each other's way.
     */
    public long lockNumber() {
        var hash = tableId * MULTIPLIER;
        for (var octet : key.bytes()) {
            hash = (hash ^ (octet & 0xff)) * MULTIPLIER;
            hash ^= hash >>> 29;
        }
        return hash >>> 1;
    }
}
