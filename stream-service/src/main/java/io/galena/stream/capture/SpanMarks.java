package io.galena.stream.capture;

import io.galena.kit.changelog.ChangeJson;
import io.galena.kit.changelog.LogEntry;
import io.galena.kit.changelog.LogEntry.OpenSpan;
import io.galena.kit.changelog.LogEntry.ShardSpan;
import io.galena.kit.changelog.Topics;
import io.galena.stream.kafka.SpanEdge;
import io.galena.stream.kafka.SpanEdge.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** The marks of stream shards in one Kafka transaction, and at its end the record of where they lie. */
final class SpanMarks {
    private final int shard;
    private final Producer<byte[], byte[]> producer;
    private final List<Mark> marks = new ArrayList<>();

    SpanMarks(int shard, Producer<byte[], byte[]> producer) {
        this.shard = shard;
        this.producer = producer;
    }

    void send(LogEntry.Turn turn, long committed) {
        turn.closed().forEach(span -> close(turn.tableId(), span, committed));
        turn.opened().forEach(span -> open(turn.tableId(), span, committed));
    }

    /**
     * Marks a gap in every stream shard that is open, or was. Marks that were lost with the changes are made up for.
     *
     * @param known the stream shards that are open as far as Kafka knows
     */
    void send(LogEntry.Gap gap, long committed, Set<OpenSpan> known) {
        for (var open : gap.open()) {
            if (!known.contains(open)) {
                open(open.tableId(), open.span(), committed);
            }
            gap(open, gap.reason(), committed);
        }
        var ended = new HashSet<>(known);
        gap.open().forEach(ended::remove);
        for (var open : ended) {
            gap(open, gap.reason(), committed);
            close(open.tableId(), open.span(), committed);
        }
    }

    /** Says where the marks came to lie, which is known once the broker has them. */
    void sendEdges() {
        if (marks.isEmpty()) {
            return;
        }
        producer.flush();
        for (var mark : marks) {
            var written = await(mark.written());
            var edge = new SpanEdge(
                    mark.kind(), shard, mark.tableId(), mark.span(), written.offset(), written.timestamp());
            var _ = producer.send(edge.toRecord());
        }
    }

    private void open(long tableId, ShardSpan span, long committed) {
        mark(Kind.OPENED, tableId, span, committed, ChangeJson.opened(span, committed));
    }

    private void close(long tableId, ShardSpan span, long committed) {
        mark(Kind.CLOSED, tableId, span, committed, ChangeJson.closed(span, committed));
    }

    private void gap(OpenSpan open, String reason, long committed) {
        mark(Kind.GAP, open.tableId(), open.span(), committed, ChangeJson.gap(open.span(), reason, committed));
    }

    private void mark(Kind kind, long tableId, ShardSpan span, long committed, byte[] value) {
        var written = producer.send(
                new ProducerRecord<>(Topics.changes(tableId), span.kafkaPartition(), committed, null, value));
        marks.add(new Mark(kind, tableId, span, written));
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
    private record Mark(Kind kind, long tableId, ShardSpan span, Future<RecordMetadata> written) {}
}
