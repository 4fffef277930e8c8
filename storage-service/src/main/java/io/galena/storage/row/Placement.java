package io.galena.storage.row;

import io.galena.kit.catalog.PartitionDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import java.nio.ByteBuffer;
import java.util.List;

/** Where rows of a table are. */
public final class Placement {
    private Placement() {}

    /** The partition that holds the key. */
    public static PartitionDescriptor partition(TableDescriptor table, byte[] rowKey) {
        return partition(table.partitions(), ByteBuffer.wrap(rowKey).getLong());
    }

    private static PartitionDescriptor partition(List<PartitionDescriptor> partitions, long hash) {
        var low = 0;
        var high = partitions.size() - 1;
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (Long.compareUnsigned(hash, partitions.get(middle).last()) <= 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return partitions.get(low);
    }
}
