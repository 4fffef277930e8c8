package io.galena.storage.insights;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** What is counted of one table or index since some moment. Safe for several threads. */
final class KeyCounts {
    /** A row's key begins with so many bytes that stand for the partition key. */
    static final int PARTITION_BYTES = 16;

    private static final int SPACE = 256;

    private final boolean accesses;
    private final long since;
    private final TopKeys accessedPartitions = new TopKeys(SPACE);
    private final TopKeys accessedItems = new TopKeys(SPACE);
    private final TopKeys throttledPartitions = new TopKeys(SPACE);
    private final TopKeys throttledItems = new TopKeys(SPACE);

    /**
     * Nothing yet.
     *
     * @param accesses whether all accesses count, or else only throttled ones
     * @param since the epoch millisecond
     */
    KeyCounts(boolean accesses, long since) {
        this.accesses = accesses;
        this.since = since;
    }

    boolean accesses() {
        return accesses;
    }

    long since() {
        return since;
    }

    /** An access to a row, or to no row where it would be, that cost so many units. */
    void accessed(byte[] rowKey, double units) {
        if (accesses) {
            accessedPartitions.add(partition(rowKey), units);
            accessedItems.add(ByteBuffer.wrap(rowKey), units);
        }
    }

    /** An access to a partition key that found nothing. */
    void accessedPartition(byte[] rowKey, double units) {
        if (accesses) {
            accessedPartitions.add(partition(rowKey), units);
        }
    }

    /** An access that was throttled; only the beginning of a row's key may be known. */
    void throttled(byte[] rowKey) {
        if (rowKey.length < PARTITION_BYTES) {
            return;
        }
        throttledPartitions.add(partition(rowKey), 1);
        throttledItems.add(ByteBuffer.wrap(rowKey), 1);
    }

    List<TopKeys.Entry> greatest(Rule rule, int most) {
        return switch (rule) {
            case ACCESSED_PARTITION_KEYS -> accessedPartitions.greatest(most);
            case ACCESSED_KEYS -> accessedItems.greatest(most);
            case THROTTLED_PARTITION_KEYS -> throttledPartitions.greatest(most);
            case THROTTLED_KEYS -> throttledItems.greatest(most);
        };
    }

    private static ByteBuffer partition(byte[] rowKey) {
        return ByteBuffer.wrap(Arrays.copyOf(rowKey, PARTITION_BYTES));
    }

    /** What is counted of keys. */
    enum Rule {
        ACCESSED_PARTITION_KEYS,
        ACCESSED_KEYS,
        THROTTLED_PARTITION_KEYS,
        THROTTLED_KEYS
    }
}
