package io.galena.stream.capture;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.kit.changelog.LogEntry;
import io.galena.kit.changelog.LogEntry.OpenSpan;
import io.galena.kit.changelog.Topics;
import io.galena.kit.kafka.KafkaClients;
import io.galena.stream.kafka.ChangeTopics;
import io.galena.stream.kafka.ShardLoss;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Publishes transactions of a shard to Kafka, some of them in one Kafka transaction and none of them in two, together with the
 * position reached; not again what Kafka holds already. After any exception the publisher is of no use any more: whether the last
 * Kafka transaction was committed is told by what is in Kafka. For one thread.
 */
final class ChangePublisher implements AutoCloseable {
    private final int shard;
    private final SourceState source;
    private final CaptureTarget kafka;
    private final KafkaClients clients;
    private final ChangeTopics topics;
    private final Producer<byte[], byte[]> producer;
    private PublishedRecords published;
    private long last;
    private long generation;

    /** A publisher that excludes all publishers of the shard before it: none of their transactions can commit any more. */
    ChangePublisher(int shard, SourceState source, CaptureTarget kafka) {
        this.shard = shard;
        this.source = source;
        this.kafka = kafka;
        this.clients = kafka.clients();
        this.topics = kafka.topics();
        this.published = new PublishedRecords(clients, source, 0);
        this.producer = AbandonedTransactions.exclude(clients, "galena-capture-" + shard);
    }

    /** Says behind which position this publisher goes on, and in which generation of Kafka's data. */
    void goOn(long position, long generation) {
        published = new PublishedRecords(clients, source, position);
        last = position;
        this.generation = generation;
    }

    /** Takes back what is told of stream shards by those keys: their next marks tell it anew. */
    void forget(Set<String> edges) {
        if (edges.isEmpty()) {
            return;
        }
        producer.beginTransaction();
        edges.forEach(key -> send(new ProducerRecord<>(Topics.SHARD_SPANS, 0, key.getBytes(UTF_8), null)));
        send(CapturePositions.record(shard, new CapturePosition(source.server(), last, generation)));
        producer.commitTransaction();
    }

    /**
     * Publishes what is not published. When it returns, every reader of committed records can see it, or will in a moment; and
     * all that was published before is complete in all of Kafka's logs.
     *
     * @throws KafkaException when it may be published or not
     */
    void publish(List<WalTransaction> transactions, long end) {
        var known = transactions.stream().anyMatch(WalTransaction::isGap) ? openSpans() : Set.<OpenSpan>of();
        requireTopics(transactions, known);
        var records = OutgoingRecords.of(source.server(), generation, transactions, known);
        var marks = new SpanMarks(shard, generation, producer);
        var missing = new ArrayList<Outgoing>();
        for (var record : records) {
            if (!published.holds(record)) {
                missing.add(record);
            } else if (record.mark().isPresent()) {
                published.find(record).ifPresent(offset -> marks.found(record, offset));
            }
        }
        skipUsedOffsets(missing);
        producer.beginTransaction();
        for (var record : missing) {
            var written = producer.send(record.content());
            record.mark().ifPresent(mark -> marks.sent(mark, written));
        }
        transactions.stream()
                .filter(WalTransaction::isGap)
                .forEach(gap -> send(new ShardLoss(shard, gap.committed()).toRecord()));
        marks.sendEdges();
        // What is looked at once more lies before the position.
        last = Long.compareUnsigned(last, end) > 0 ? last : end;
        send(CapturePositions.record(shard, new CapturePosition(source.server(), last, generation)));
        producer.commitTransaction();
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }

    /**
     * Who was ahead of what a crash has left of a partition reads on at the offset that he has reached. What is published again
     * must not lie before that, or he would never see it. Where each record lay is not known, but not further behind than by one
     * end of a transaction each.
     */
    private void skipUsedOffsets(List<Outgoing> missing) {
        if (!kafka.mayHaveForgotten()) {
            return;
        }
        var again = missing.stream().filter(published::isOld).toList();
        if (!again.isEmpty()) {
            producer.beginTransaction();
            again.forEach(this::sendPadding);
            producer.flush();
            producer.abortTransaction();
        }
    }

    private void sendPadding(Outgoing record) {
        var partition = record.partition();
        send(new ProducerRecord<>(partition.topic(), partition.partition(), null, new byte[0]));
    }

    /** The stream shards of this shard that have begun and not ended, those too that this publisher has just published. */
    private Set<OpenSpan> openSpans() {
        publish(List.of(), last);
        return ToldSpans.read(clients, shard).open();
    }

    private void requireTopics(List<WalTransaction> transactions, Set<OpenSpan> known) {
        for (var transaction : transactions) {
            for (var entry : transaction.entries()) {
                switch (entry) {
                    case LogEntry.Change change -> topics.requireChanges(change.tableId(), change.kafkaPartition() + 1);
                    case LogEntry.Turn turn -> topics.requireChanges(turn.tableId(), turn.topicPartitions());
                    case LogEntry.Gap gap -> requireTopics(gap);
                    case LogEntry.Fence fence -> topics.requireChanges(fence.tableId(), fence.kafkaPartition() + 1);
                }
            }
        }
        known.forEach(this::requireTopic);
    }

    private void requireTopics(LogEntry.Gap gap) {
        gap.open().forEach(this::requireTopic);
        gap.others().forEach(place -> topics.requireChanges(place.tableId(), place.kafkaPartition() + 1));
    }

    private void requireTopic(OpenSpan open) {
        topics.requireChanges(open.tableId(), open.span().kafkaPartition() + 1);
    }

    /** What cannot be sent makes the commit fail. */
    private void send(ProducerRecord<byte[], byte[]> record) {
        var _ = producer.send(record);
    }
}
