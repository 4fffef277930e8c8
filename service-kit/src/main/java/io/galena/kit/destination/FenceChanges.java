package io.galena.kit.destination;

import io.galena.kit.catalog.PartitionDescriptor;
import java.util.List;

/**
 * Internal operation of storage: puts a fence into every partition of a table's topic. What was committed before lies before it. It may
 * be asked again, and when the table is gone.
 */
public final class FenceChanges {
    /** The operation's name. */
    public static final String NAME = "FenceChanges";

    private FenceChanges() {}

    /**
     * Asks for fences.
     *
     * @param partitions those of the table
     * @param topicPartitions how many partitions the topic has
     * @param destination what the fences are for
     */
    public record Request(long tableId, List<PartitionDescriptor> partitions, int topicPartitions, long destination) {
        public Request {
            partitions = List.copyOf(partitions);
        }
    }

    /** They are put. */
    public record Answer() {}
}
