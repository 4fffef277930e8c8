package io.galena.kit.catalog;

/**
 * Internal operation of storage: removes a table from its shards. First each shard is fenced, so that no write and no
 * strongly consistent read can use an older version any more; then its PostgreSQL tables are dropped. It may be called
 * again, and for a table that never reached some of its shards.
 */
public final class DropTable {
    /** The operation's name. */
    public static final String NAME = "DropTable";

    private DropTable() {}

    /**
     * Asks to drop.
     *
     * @param table the last descriptor, with status {@code DELETING} and a version higher than any before
     */
    public record Request(TableDescriptor table) {}

    /** Says that nothing of the table is left. */
    public record Answer() {}
}
