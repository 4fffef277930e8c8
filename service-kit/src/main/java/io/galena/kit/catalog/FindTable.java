package io.galena.kit.catalog;

import java.util.Optional;

/**
 * Internal operation of the control plane: one table by account and name, or by number. It sees what {@link
 * CatalogChanges} shows: tables that every shard holds.
 */
public final class FindTable {
    /** The operation's name. */
    public static final String NAME = "FindTable";

    private FindTable() {}

    /**
     * Names the table: either account and name are given, or the number.
     *
     * @param tableId the number, which counts when account and name are absent
     */
    public record Request(Optional<String> account, Optional<String> name, Optional<Long> tableId) {
        /** The table of that account and name. */
        public static Request named(String account, String name) {
            return new Request(Optional.of(account), Optional.of(name), Optional.empty());
        }

        /** The table of that number. */
        public static Request numbered(long tableId) {
            return new Request(Optional.empty(), Optional.empty(), Optional.of(tableId));
        }
    }

    /**
     * The table, if there is one.
     *
     * @param catalog identifies the catalog database, as in {@link CatalogChanges.Answer}
     * @param revision the revision of the catalog at which this was so
     */
    public record Answer(String catalog, long revision, Optional<TableDescriptor> table) {}
}
