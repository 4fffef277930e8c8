package io.galena.kit.catalog;

/**
 * Internal operation of storage: makes every shard of a table hold this descriptor. PostgreSQL tables that are missing are
 * created, owner rows take the descriptor's version and epochs. When it answers, no write can commit with an older version.
 * It may be called again for the same descriptor, and changes nothing then; an older version than a shard holds leaves
 * that shard as it is.
 */
public final class ApplyTable {
    /** The operation's name. */
    public static final String NAME = "ApplyTable";

    private ApplyTable() {}

    /**
     * Asks to apply.
     *
     * @param table the descriptor as it is to be; its status is {@code ACTIVE}
     */
    public record Request(TableDescriptor table) {}

    /** Says that every shard holds the descriptor. */
    public record Answer() {}
}
