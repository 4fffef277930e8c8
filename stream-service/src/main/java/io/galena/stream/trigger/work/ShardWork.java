package io.galena.stream.trigger.work;

import io.galena.stream.slot.WorkKey;
import io.galena.kit.catalog.StreamDescriptor;
import io.galena.kit.catalog.StreamShardDescriptor;
import io.galena.kit.changelog.Topics;
import io.galena.kit.trigger.MappingDescriptor;
import io.galena.stream.trigger.delivery.Payload;
import org.apache.kafka.common.TopicPartition;

/** The work that a mapping makes in one stream shard. */
record ShardWork(MappingDescriptor mapping, StreamDescriptor stream, StreamShardDescriptor shard) {
    WorkKey key() {
        return new WorkKey(mapping.uuid(), shard.id());
    }

    /** Where the records are. */
    TopicPartition partition() {
        return new TopicPartition(Topics.changes(stream.tableId()), shard.kafkaPartition());
    }

    Payload.Source source() {
        return new Payload.Source(stream.arn(), shard.id());
    }

    /** Whether who does that work need not begin anew to do this. */
    boolean isSameAs(ShardWork other) {
        return mapping.function().equals(other.mapping.function())
                && mapping.settings().equals(other.mapping.settings());
    }
}
