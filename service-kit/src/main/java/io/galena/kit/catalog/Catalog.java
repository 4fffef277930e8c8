package io.galena.kit.catalog;

import io.galena.kit.kinesis.KinesisStreamDescriptor;
import io.galena.kit.destination.DestinationDescriptor;
import io.galena.kit.trigger.TriggerSet;
import java.util.List;
import java.util.Optional;

/** The catalog in memory. No call waits for the catalog database, except the first for a table not seen yet. */
public interface Catalog {
    /** The table of that account and name, in any status, or empty if there is none. */
    Optional<TableDescriptor> find(String account, String name);

    /** The table of that number. */
    Optional<TableDescriptor> find(long tableId);

    /**
     * Asks the control plane anew, because a shard refused this version. Returns the table that has the name now: a later
     * version, or another table with another number if the name was given anew, or empty if the table is gone. While a
     * change is on its way through the shards it may still be the same version: then try again a little later.
     */
    Optional<TableDescriptor> reload(TableDescriptor stale);

    /**
     * Takes in a descriptor that the control plane has just handed to this process, ahead of the feed. What is known
     * already in a later version stays.
     */
    void put(TableDescriptor table);

    /** Every table known at the moment. */
    List<TableDescriptor> tables();

    List<ShardDescriptor> shards();

    /** Every stream known at the moment: those that are on, and those that were within the last 24 hours. */
    List<StreamDescriptor> streams();

    /** The triggers known at the moment. */
    TriggerSet triggers();

    /** The Kinesis streams known at the moment. */
    List<KinesisStreamDescriptor> kinesisStreams();

    /** The Kinesis streaming destinations known at the moment, as far as they are on. */
    List<DestinationDescriptor> destinations();
}
