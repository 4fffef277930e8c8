package io.galena.kit.catalog;

import java.util.Optional;

/**
 * A shard of a stream: the changes to a range of partition-key hashes, over a span of one Kafka partition of the table's topic.
 * Where the span begins and ends is told by marks in the topic itself.
 *
 * @param id {@code shardId-<20-digit epoch milliseconds>-<8 hex>}
 * @param parent the closed shard whose range this one, or this one and its siblings, took over
 * @param epoch leads the sequence numbers; a child's is greater than its parent's
 * @param kafkaPartition the partition of the table's topic
 * @param first the lowest hash of the range, an unsigned 64-bit number
 * @param last the highest hash of the range, inclusive, unsigned
 */
public record StreamShardDescriptor(
        String id, Optional<String> parent, long epoch, int kafkaPartition, long first, long last) {
    /** Whether changes to items of this hash belong to this shard. */
    public boolean contains(long hash) {
        return Long.compareUnsigned(first, hash) <= 0 && Long.compareUnsigned(hash, last) <= 0;
    }
}
