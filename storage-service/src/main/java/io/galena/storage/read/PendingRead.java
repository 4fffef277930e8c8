package io.galena.storage.read;

import io.galena.kit.catalog.PartitionDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.lane.LaneOperation;
import io.galena.storage.row.Owner;
import io.galena.storage.row.StoredRow;
import java.util.List;
import java.util.Optional;

/** A read of some rows of one partition on its way through a read lane, planned with one descriptor of the table. */
final class PendingRead extends LaneOperation<List<Optional<StoredRow>>> {
    private final TableDescriptor table;
    private final PartitionDescriptor partition;
    private final List<byte[]> keys;
    private final boolean consistent;
    private final int bytes;

    PendingRead(TableDescriptor table, PartitionDescriptor partition, List<byte[]> keys, boolean consistent) {
        this.table = table;
        this.partition = partition;
        this.keys = keys;
        this.consistent = consistent;
        this.bytes = length(keys);
    }

    private static int length(List<byte[]> keys) {
        int length = 0;
        for (var key : keys) {
            length += key.length;
        }
        return length;
    }

    long tableId() {
        return table.id();
    }

    int shard() {
        return partition.shard();
    }

    List<byte[]> keys() {
        return keys;
    }

    boolean isConsistent() {
        return consistent;
    }

    /** What the owner row must be for this plan to hold, if the read is to be consistent. */
    Owner expectedOwner() {
        return Owner.expected(table, partition);
    }

    @Override
    protected int weight() {
        return keys.size();
    }

    @Override
    protected int bytes() {
        return bytes;
    }
}
