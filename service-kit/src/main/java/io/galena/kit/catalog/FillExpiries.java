package io.galena.kit.catalog;

import java.util.Optional;

/**
 * Internal operation of storage: notes the expiry of some of the items that a shard holds of a table, as the table's time to
 * live attribute says. It changes nothing about the items themselves, and nobody who reads changes hears of it. It may be
 * called again, and by several at once: what is noted already is passed over.
 */
public final class FillExpiries {
    /** The operation's name. */
    public static final String NAME = "FillExpiries";

    private FillExpiries() {}

    /**
     * Asks to go on.
     *
     * @param tableId the number of the table
     * @param version of the descriptor that names the attribute; every shard holds it or a later one
     * @param shard whose items to look at
     * @param after the row key up to which all is done; empty at the beginning
     */
    public record Request(long tableId, long version, int shard, Optional<byte[]> after) {}

    /**
     * Says how far it has come.
     *
     * @param reached the row key up to which all is done; empty when nothing is left, or the table is gone
     */
    public record Answer(Optional<byte[]> reached) {}
}
