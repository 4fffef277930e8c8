package io.galena.kit.changelog;

/**
 * Names of what PostgreSQL keeps for capture. The storage service makes them before the first write that is to be captured
 * can be; a slot that is not there means that nothing of its shard was ever to be captured, or that it is lost.
 */
public final class ReplicationSlots {
    /** The publication, which names no tables: only messages are wanted. */
    public static final String PUBLICATION = "galena_changes";

    private ReplicationSlots() {}

    /** The slot of a shard. Slots of one server share their names, whatever their databases. */
    public static String name(int shard) {
        return "galena_changes_" + shard;
    }
}
