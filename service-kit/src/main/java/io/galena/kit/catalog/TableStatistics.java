package io.galena.kit.catalog;

import java.util.List;

/**
 * Internal operation of storage: about how many items tables and their indexes hold, and how large they are by DynamoDB's
 * measure, over all shards. Cheap estimates, not counts.
 */
public final class TableStatistics {
    /** The operation's name. */
    public static final String NAME = "TableStatistics";

    private TableStatistics() {}

    /**
     * Asks for statistics of these tables.
     *
     * @param tableIds the numbers of the tables; those that storage does not know are left out of the answer
     */
    public record Request(List<Long> tableIds) {
        public Request {
            tableIds = List.copyOf(tableIds);
        }
    }

    /** The statistics, one entry for each table known. */
    public record Answer(List<Entry> tables) {
        public Answer {
            tables = List.copyOf(tables);
        }
    }

    /** Statistics of a table, its indexes included. */
    public record Entry(long tableId, long itemCount, long sizeBytes, List<IndexEntry> indexes) {
        public Entry {
            indexes = List.copyOf(indexes);
        }
    }

    /** Statistics of an index. */
    public record IndexEntry(int indexId, long itemCount, long sizeBytes) {}
}
