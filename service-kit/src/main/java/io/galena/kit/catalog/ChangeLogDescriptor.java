package io.galena.kit.catalog;

import java.util.List;

/**
 * Says that a table's changes are read by somebody, and where they go. A writer whose descriptor has one emits a record of
 * every change in the write's own transaction.
 *
 * @param streamId the number of the stream that is on, or 0 when only others read
 * @param topicPartitions how many partitions the table's topic has at least
 * @param shards the open stream shards; their ranges cover all hashes, and none reaches over the end of a partition
 */
public record ChangeLogDescriptor(long streamId, int topicPartitions, List<StreamShardDescriptor> shards) {
    public ChangeLogDescriptor {
        shards = List.copyOf(shards);
    }

    /**
     * The shard that an item belongs to.
     *
     * @param hash the first eight bytes of the row's key
     */
    public StreamShardDescriptor shardOf(long hash) {
        for (var shard : shards) {
            if (shard.contains(hash)) {
                return shard;
            }
        }
        throw new IllegalStateException("No open stream shard has the hash " + Long.toUnsignedString(hash));
    }
}
