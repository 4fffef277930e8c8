package io.galena.stream.capture;

import io.galena.kit.changelog.LogEntry.OpenSpan;
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

/**
 * What is told of the stream shards of a shard that have begun and not ended, as it was when it was read. To be read after the worker before
 * has been shut out.
 */
final class ToldSpans {
    private final KafkaClients clients;

    /** All edges of each. */
    private final List<List<SpanEdge>> spans;

    private ToldSpans(KafkaClients clients, List<List<SpanEdge>> spans) {
        this.clients = clients;
        this.spans = spans;
    }

    static ToldSpans read(KafkaClients clients, int shard) {
        var edges = CompactedTopic.read(clients, Topics.SHARD_SPANS).entrySet().stream()
                .flatMap(entry -> SpanEdge.parse(entry.getKey(), entry.getValue()).stream())
                .filter(edge -> edge.shard() == shard)
                .collect(Collectors.groupingBy(edge -> edge.span().shardId()));
        return new ToldSpans(
                clients,
                edges.values().stream()
                        .filter(told -> told.stream().noneMatch(edge -> edge.kind() == Kind.CLOSED))
                        .toList());
    }

    /** Those whose beginning is told. */
    Set<OpenSpan> open() {
        return spans.stream()
                .flatMap(List::stream)
                .filter(edge -> edge.kind() == Kind.OPENED)
                .map(edge -> new OpenSpan(edge.tableId(), edge.span()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The keys of all that is told of those whose marks are not where they were: their topic is lost while the rest of Kafka's data stayed;
     * somebody deleted it, or its disk is gone. Not to be asked of a broker that may have forgotten what it acknowledged.
     */
    Set<String> lost() {
        var ends = ends(
                spans.stream().flatMap(List::stream).map(ToldSpans::partition).collect(Collectors.toSet()));
        return spans.stream()
                .filter(told -> told.stream().anyMatch(edge -> ends.getOrDefault(partition(edge), 0L) <= edge.offset()))
                .flatMap(List::stream)
                .map(SpanEdge::key)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Where those of the partitions end that are there. */
    private Map<TopicPartition, Long> ends(Set<TopicPartition> partitions) {
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
