package io.galena.stream.destination;

import io.galena.kit.changelog.Topics;
import io.galena.kit.destination.DestinationDescriptor;
import io.galena.kit.kinesis.KinesisStreamDescriptor;
import io.galena.stream.slot.WorkKey;

/** A piece of work: the changes of one partition of a table are to go to a stream. */
record DestinationWork(DestinationDescriptor destination, KinesisStreamDescriptor stream, int partition) {
    WorkKey key() {
        return new WorkKey(Long.toString(destination.id()), Integer.toString(partition));
    }

    /** Where the changes are. */
    LogReader.Source source() {
        return new LogReader.Source(Topics.changes(destination.tableId()), partition, destination.partitions());
    }
}
