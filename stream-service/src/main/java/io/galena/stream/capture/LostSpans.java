package io.galena.stream.capture;

import io.galena.kit.changelog.Topics;
import io.galena.kit.kafka.KafkaClients;
import io.galena.stream.kafka.CompactedTopic;
import io.galena.stream.kafka.SpanEdge;
import io.galena.stream.kafka.SpanEdge.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** Stream shards whose topic is lost while the rest of Kafka's data stayed: somebody deleted it, or its disk is gone. */
final class LostSpans {
    private LostSpans() {}

    /**
     * The keys of all that is told of the open stream shards of a shard whose marks are not where they were. To be asked after
     * the worker before has been shut out, and not of a broker that may have forgotten what it acknowledged.
     */
    static Set<String> keys(KafkaClients clients, int shard) {
        var edges = CompactedTopic.read(clients, Topics.SHARD_SPANS).entrySet().stream()
                .flatMap(entry -> SpanEdge.parse(entry.getKey(), entry.getValue()).stream())
                .filter(edge -> edge.shard() == shard)
                .collect(Collectors.groupingBy(edge -> edge.span().shardId()));
        var open = edges.values().stream()
                .filter(told -> told.stream().noneMatch(edge -> edge.kind() == Kind.CLOSED))
                .toList();
        var ends = ends(
                clients,
                open.stream().flatMap(List::stream).map(LostSpans::partition).collect(Collectors.toSet()));
        return open.stream()
                .filter(told -> told.stream().anyMatch(edge -> ends.getOrDefault(partition(edge), 0L) <= edge.offset()))
                .flatMap(List::stream)
                .map(SpanEdge::key)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Where those of the partitions end that are there. */
    private static Map<TopicPartition, Long> ends(KafkaClients clients, Set<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return Map.of();
        }
        try (var consumer = clients.consumer()) {
            var there = consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .map(found -> new TopicPartition(found.topic(), found.partition()))
                    .filter(partitions::contains)
                    .toList();
            return consumer.endOffsets(there);
        }
    }

    private static TopicPartition partition(SpanEdge edge) {
        return new TopicPartition(Topics.changes(edge.tableId()), edge.span().kafkaPartition());
    }
}
