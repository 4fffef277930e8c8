package io.galena.controlplane.shard;

import io.galena.kit.catalog.PartitionDescriptor;
import io.galena.kit.catalog.ShardDescriptor;
import java.util.ArrayList;
import java.util.List;

/** The 64-bit hashes of partition keys, and how a new table's are spread over shards. */
public final class HashSpace {
    private static final long LAST = -1L;

    private HashSpace() {}

    /** One partition for each shard, in equal ranges; the last takes the remainder. */
    public static List<PartitionDescriptor> divide(List<ShardDescriptor> shards) {
        var width = Long.divideUnsigned(LAST, shards.size());
        var partitions = new ArrayList<PartitionDescriptor>(shards.size());
        for (int i = 0; i < shards.size(); i++) {
            var first = i * width;
            var last = i == shards.size() - 1 ? LAST : first + width - 1;
            partitions.add(new PartitionDescriptor(i, first, last, shards.get(i).id(), 1));
        }
        return partitions;
    }
}
