package io.galena.stream.capture;

import io.galena.kit.changelog.ChangeJson;
import io.galena.kit.changelog.LogEntry;
import io.galena.kit.changelog.LogEntry.OpenSpan;
import io.galena.kit.changelog.Topics;
import io.galena.stream.kafka.ChangeTopics;
import io.galena.stream.kafka.CompactedTopic;
import io.galena.kit.kafka.KafkaClients;
import io.galena.stream.kafka.SpanEdge;
import io.galena.stream.kafka.SpanEdge.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Publishes transactions of a shard to Kafka, some of them in one Kafka transaction and none of them in two, together with the
 * position reached. After any exception the publisher is of no use any more: whether the last Kafka transaction was committed
 * is told by the position in Kafka. For one thread.
 */
final class ChangePublisher implements AutoCloseable {
    private final int shard;
    private final ServerIdentity server;
    private final ChangeTopics topics;
    private final KafkaClients clients;
    private final Producer<byte[], byte[]> producer;
    private long last;

    /** A publisher that excludes all publishers of the shard before it: none of their transactions can commit any more. */
    ChangePublisher(int shard, ServerIdentity server, ChangeTopics topics, KafkaClients clients) {
        this.shard = shard;
        this.server = server;
        this.topics = topics;
        this.clients = clients;
        this.producer = clients.transactionalProducer("galena-capture-" + shard);
        try {
            producer.initTransactions();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Says behind which position this publisher goes on. */
    void goOn(long position) {
        last = position;
    }

    /**
     * Publishes. When it returns, every reader of committed records can see them, or will in a moment; and all that was
     * published before is complete in all of Kafka's logs.
     *
     * @throws KafkaException when they may be published or not
     */
    void publish(List<WalTransaction> transactions, long end) {
        var known = transactions.stream().anyMatch(WalTransaction::isGap) ? openSpans() : Set.<OpenSpan>of();
        requireTopics(transactions, known);
        producer.beginTransaction();
        var marks = new SpanMarks(shard, producer);
        for (var transaction : transactions) {
            for (var entry : transaction.entries()) {
                switch (entry) {
                    case LogEntry.Change change -> send(change, transaction.committed());
                    case LogEntry.Turn turn -> marks.send(turn, transaction.committed());
                    case LogEntry.Gap gap -> marks.send(gap, transaction.committed(), known);
                    case LogEntry.Fence fence -> send(fence, transaction.committed());
                }
            }
        }
        marks.sendEdges();
        send(CapturePositions.record(shard, new CapturePosition(server, end)));
        producer.commitTransaction();
        last = end;
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }

    /** The stream shards of this shard that have begun and not ended, those too that this publisher has just published. */
    private Set<OpenSpan> openSpans() {
        publish(List.of(), last);
        var edges = CompactedTopic.read(clients, Topics.SHARD_SPANS);
        return edges.entrySet().stream()
                .flatMap(entry -> SpanEdge.parse(entry.getKey(), entry.getValue()).stream())
                .filter(edge -> edge.shard() == shard && edge.kind() == Kind.OPENED)
                .filter(edge -> !edges.containsKey(SpanEdge.key(edge.span().shardId(), Kind.CLOSED)))
                .map(edge -> new OpenSpan(edge.tableId(), edge.span()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private void requireTopics(List<WalTransaction> transactions, Set<OpenSpan> known) {
        for (var transaction : transactions) {
            for (var entry : transaction.entries()) {
                switch (entry) {
                    case LogEntry.Change change -> topics.requireChanges(change.tableId(), change.kafkaPartition() + 1);
                    case LogEntry.Turn turn -> topics.requireChanges(turn.tableId(), turn.topicPartitions());
                    case LogEntry.Gap gap -> gap.open().forEach(this::requireTopic);
                    case LogEntry.Fence fence -> topics.requireChanges(fence.tableId(), fence.kafkaPartition() + 1);
                }
            }
        }
        known.forEach(this::requireTopic);
    }

    private void requireTopic(OpenSpan open) {
        topics.requireChanges(open.tableId(), open.span().kafkaPartition() + 1);
    }

    private void send(LogEntry.Change change, long committed) {
        send(new ProducerRecord<>(
                Topics.changes(change.tableId()),
                change.kafkaPartition(),
                committed,
                change.keys(),
                ChangeJson.write(change, committed)));
    }

    private void send(LogEntry.Fence fence, long committed) {
        send(new ProducerRecord<>(
                Topics.changes(fence.tableId()),
                fence.kafkaPartition(),
                committed,
                null,
                ChangeJson.write(fence, committed)));
    }

    /** What cannot be sent makes the commit fail. */
    private void send(ProducerRecord<byte[], byte[]> record) {
        var _ = producer.send(record);
    }
}
