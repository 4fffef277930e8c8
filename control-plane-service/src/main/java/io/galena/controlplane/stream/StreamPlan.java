package io.galena.controlplane.stream;

import io.galena.controlplane.stream.StreamShard.State;
import io.galena.dynamodb.error.DynamoDbException;
import io.galena.kit.catalog.PartitionDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Cuts the ranges of a table's partitions into stream shards. No shard reaches over the end of a partition. A Kafka partition
 * belongs to one partition of the table for good: its records come from one shard's log, so that a shard's span there has
 * nothing of another shard between its ends.
 */
final class StreamPlan {
    private final long stream;
    private final List<PartitionDescriptor> partitions;
    private final long millis;
    private final LongSupplier epochs;
    private final List<StreamShard> planned = new ArrayList<>();

    /**
     * @param millis the time that goes into the names of shards
     * @param epochs gives ever greater numbers
     */
    StreamPlan(long stream, List<PartitionDescriptor> partitions, long millis, LongSupplier epochs) {
        this.stream = stream;
        this.partitions = partitions;
        this.millis = millis;
        this.epochs = epochs;
    }

    /** The shards of a new stream: at least so many, equally many for each partition. */
    List<StreamShard> begin(int shards) {
        var perPartition = Math.ceilDiv(shards, partitions.size());
        for (int place = 0; place < partitions.size(); place++) {
            var partition = partitions.get(place);
            cut(Optional.empty(), partition.first(), partition.last(), perPartition, new Numbers(place));
        }
        return planned;
    }

    /**
     * The children of shards that are open.
     *
     * @throws DynamoDbException VALIDATION when a partition has more than so many
     */
    List<StreamShard> cut(List<StreamShard> open, int perPartition) {
        for (int place = 0; place < partitions.size(); place++) {
            var partition = partitions.get(place);
            var parents = open.stream()
                    .filter(shard -> partition.contains(shard.first()))
                    .toList();
            if (parents.size() > perPartition) {
                throw DynamoDbException.validation(
                        "A stream shard can be cut, not joined with others: each partition has " + parents.size()
                                + " already");
            }
            var numbers = new Numbers(place);
            var children = Math.ceilDiv(perPartition, parents.size());
            parents.forEach(parent -> cut(Optional.of(parent.id()), parent.first(), parent.last(), children, numbers));
        }
        return planned;
    }

    /** How many partitions of a topic such shards need. */
    static int topicPartitions(List<StreamShard> shards) {
        return shards.stream().mapToInt(StreamShard::kafkaPartition).max().orElse(-1) + 1;
    }

    private void cut(Optional<String> parent, long first, long last, int parts, Numbers numbers) {
        var width = Long.divideUnsigned(last - first, parts);
        for (int part = 0; part < parts; part++) {
            var start = first + part * width;
            var end = part == parts - 1 ? last : start + width - 1;
            var epoch = epochs.getAsLong();
            var id = StreamShard.id(millis, epoch);
            planned.add(new StreamShard(stream, id, parent, epoch, numbers.next(), start, end, State.OPENING));
        }
    }

    /** The Kafka partitions of one partition of the table, in order. */
    private final class Numbers {
        private int next;

        Numbers(int place) {
            this.next = place;
        }

        int next() {
            var number = next;
            next += partitions.size();
            return number;
        }
    }
}
