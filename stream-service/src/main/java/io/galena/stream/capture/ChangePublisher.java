package io.galena.stream.capture;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.kit.changelog.ChangeJson;
import io.galena.kit.changelog.LogEntry;
import io.galena.kit.changelog.LogEntry.ShardSpan;
import io.galena.kit.changelog.Topics;
import io.galena.stream.kafka.ChangeTopics;
import io.galena.stream.kafka.KafkaClients;
import io.galena.stream.kafka.SpanEdge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Publishes transactions of a shard to Kafka, some of them in one Kafka transaction and none of them in two, together with the
 * position reached. After any exception the publisher is of no use any more: whether the last Kafka transaction was committed
 * is told by the position in Kafka. For one thread.
 */
final class ChangePublisher implements AutoCloseable {
    private final int shard;
    private final ServerIdentity server;
    private final ChangeTopics topics;
    private final Producer<byte[], byte[]> producer;

    /** A publisher that excludes all publishers of the shard before it: none of their transactions can commit any more. */
    ChangePublisher(int shard, ServerIdentity server, ChangeTopics topics, KafkaClients clients) {
        this.shard = shard;
        this.server = server;
        this.topics = topics;
        this.producer = clients.transactionalProducer("galena-capture-" + shard);
        try {
            producer.initTransactions();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Publishes. When it returns, every reader of committed records can see them.
     *
     * @throws KafkaException when they may be published or not
     */
    void publish(List<WalTransaction> transactions, long end) {
        requireTopics(transactions);
        producer.beginTransaction();
        var edges = new ArrayList<PendingEdge>();
        for (var transaction : transactions) {
            for (var entry : transaction.entries()) {
                switch (entry) {
                    case LogEntry.Change change -> send(change, transaction.committed());
                    case LogEntry.Turn turn -> send(turn, transaction.committed(), edges);
                }
            }
        }
        sendEdges(edges);
        send(CapturePositions.record(shard, new CapturePosition(server, end)));
        producer.commitTransaction();
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }

    private void requireTopics(List<WalTransaction> transactions) {
        for (var transaction : transactions) {
            for (var entry : transaction.entries()) {
                switch (entry) {
                    case LogEntry.Change change -> topics.requireChanges(change.tableId(), change.kafkaPartition() + 1);
                    case LogEntry.Turn turn -> topics.requireChanges(turn.tableId(), turn.topicPartitions());
                }
            }
        }
    }

    private void send(LogEntry.Change change, long committed) {
        send(new ProducerRecord<>(
                Topics.changes(change.tableId()),
                change.kafkaPartition(),
                committed,
                change.keys(),
                ChangeJson.write(change, committed)));
    }

    private void send(LogEntry.Turn turn, long committed, List<PendingEdge> edges) {
        for (var span : turn.closed()) {
            edges.add(new PendingEdge(span, true, mark(turn, span, committed, ChangeJson.closed(span, committed))));
        }
        for (var span : turn.opened()) {
            edges.add(new PendingEdge(span, false, mark(turn, span, committed, ChangeJson.opened(span, committed))));
        }
    }

    private Future<RecordMetadata> mark(LogEntry.Turn turn, ShardSpan span, long committed, byte[] value) {
        return producer.send(
                new ProducerRecord<>(Topics.changes(turn.tableId()), span.kafkaPartition(), committed, null, value));
    }

    /** Where the marks came to lie is known once the broker has them. */
    private void sendEdges(List<PendingEdge> edges) {
        if (edges.isEmpty()) {
            return;
        }
        producer.flush();
        for (var edge : edges) {
            var written = await(edge.mark());
            var value = new SpanEdge(edge.span().shardId(), edge.closes(), written.offset(), written.timestamp());
            send(new ProducerRecord<>(
                    Topics.SHARD_SPANS,
                    0,
                    value.key().getBytes(UTF_8),
                    value.value().getBytes(UTF_8)));
        }
    }

    /** What cannot be sent makes the commit fail. */
    private void send(ProducerRecord<byte[], byte[]> record) {
        var _ = producer.send(record);
    }

    private static RecordMetadata await(Future<RecordMetadata> sent) {
        try {
            return sent.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw new KafkaException("A mark could not be published", e.getCause());
        }
    }

    /** A mark that has been sent. */
    private record PendingEdge(ShardSpan span, boolean closes, Future<RecordMetadata> mark) {}
}
