package io.galena.kit.catalog;

import java.util.List;
import java.util.Optional;

/** The catalog in memory. No call waits for the catalog database, except the first for a table not seen yet. */
public interface Catalog {
    /** The table of that account and name, in any status, or empty if there is none. */
    Optional<TableDescriptor> find(String account, String name);

    /** The table of that number. */
    Optional<TableDescriptor> find(long tableId);

    /**
     * Asks the control plane anew, because a shard refused this version: returns a descriptor of a later version, or empty
     * if the table is gone.
     */
    Optional<TableDescriptor> reload(TableDescriptor stale);

    /** Every table known at the moment. */
    List<TableDescriptor> tables();

    List<ShardDescriptor> shards();
}
