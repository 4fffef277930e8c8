package io.galena.kit.catalog;

/**
 * A partition: a range of partition-key hashes and the shard that holds it.
 *
 * @param id unique within its table
 * @param first the lowest hash of the range, an unsigned 64-bit number
 * @param last the highest hash of the range, inclusive, unsigned
 * @param shard the number of the shard
 * @param epoch grows each time the range changes its owner
 */
public record PartitionDescriptor(int id, long first, long last, int shard, long epoch) {
    public boolean contains(long hash) {
        return Long.compareUnsigned(first, hash) <= 0 && Long.compareUnsigned(hash, last) <= 0;
    }
}
