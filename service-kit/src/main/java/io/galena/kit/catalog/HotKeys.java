package io.galena.kit.catalog;

import java.util.List;

/**
 * Internal operation of storage: the keys that took most of a table's or an index's throughput, and those that were throttled most, as the
 * instance that answers has counted them.
 */
public final class HotKeys {
    /** The operation's name. */
    public static final String NAME = "HotKeys";

    private HotKeys() {}

    /**
     * Asks for keys.
     *
     * @param account whose table it is
     * @param index the name of a global index, or an empty text for the table itself
     * @param most how many keys of each rule
     */
    public record Request(String account, String table, String index, int most) {}

    /**
     * What has been counted.
     *
     * @param since the epoch millisecond from which on; 0 if nothing is counted
     */
    public record Answer(
            long since,
            List<Key> accessedPartitions,
            List<Key> accessed,
            List<Key> throttledPartitions,
            List<Key> throttled) {
        public Answer {
            accessedPartitions = List.copyOf(accessedPartitions);
            accessed = List.copyOf(accessed);
            throttledPartitions = List.copyOf(throttledPartitions);
            throttled = List.copyOf(throttled);
        }
    }

    /**
     * A key.
     *
     * @param key its attributes as DynamoDB's JSON; an empty text if no item has it any more
     * @param hash the beginning of the item's row key, in hexadecimal digits
     * @param count units of capacity, or requests that were throttled
     * @param excess by how much the count may be too great
     */
    public record Key(String key, String hash, double count, double excess) {}
}
