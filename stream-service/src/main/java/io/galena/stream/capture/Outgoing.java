package io.galena.stream.capture;

import io.galena.stream.kafka.LogPlace;
import io.galena.kit.changelog.LogEntry.ShardSpan;
import io.galena.stream.kafka.SpanEdge.Kind;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A record on its way to a table's topic.
 *
 * @param place where it comes from
 * @param mark what it marks, if it is a mark
 */
record Outgoing(ProducerRecord<byte[], byte[]> content, LogPlace place, Optional<Mark> mark) {
    TopicPartition partition() {
        return new TopicPartition(content.topic(), content.partition());
    }

    /** An edge of a stream shard, or a gap in it. */
    record Mark(Kind kind, long tableId, ShardSpan span) {}
}
