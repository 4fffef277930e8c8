package io.galena.stream.destination;

import io.galena.kit.changelog.Topics;
import io.galena.kit.destination.DestinationDescriptor;
import io.galena.kit.kinesis.KinesisStreamDescriptor;
import io.galena.stream.slot.WorkKey;
import java.util.List;
import java.util.stream.IntStream;

/** A piece of work: the changes of one partition of a table are to go to a stream. */
record DestinationWork(DestinationDescriptor destination, KinesisStreamDescriptor stream, int partition) {
    WorkKey key() {
        return key(destination, partition);
    }

    /** The keys of all work for a destination. */
    static List<WorkKey> keys(DestinationDescriptor destination) {
        return IntStream.range(0, destination.partitions())
                .mapToObj(partition -> key(destination, partition))
                .toList();
    }

    private static WorkKey key(DestinationDescriptor destination, int partition) {
        return new WorkKey(Long.toString(destination.id()), Integer.toString(partition));
    }

    /** Where the changes are. */
    LogSource source() {
        return new LogSource(Topics.changes(destination.tableId()), partition, destination.partitions());
    }
}
