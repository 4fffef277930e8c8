package io.galena.stream.capture;

import io.galena.stream.capture.Outgoing.Mark;
import io.galena.stream.kafka.SpanEdge;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** The marks of stream shards in one Kafka transaction, and at its end the records of where they lie. */
final class SpanMarks {
    private final int shard;
    private final long generation;
    private final Producer<byte[], byte[]> producer;
    private final List<Sent> marks = new ArrayList<>();

    SpanMarks(int shard, long generation, Producer<byte[], byte[]> producer) {
        this.shard = shard;
        this.generation = generation;
        this.producer = producer;
    }

    /** A mark was sent. */
    void sent(Mark mark, Future<RecordMetadata> written) {
        marks.add(new Sent(mark, written));
    }

    /** A mark was there already; where it lies may still have been lost. */
    void found(Outgoing mark, long offset) {
        var written = new RecordMetadata(
                mark.partition(), offset, 0, mark.content().timestamp(), RecordMetadata.UNKNOWN_PARTITION, -1);
        mark.mark().ifPresent(kind -> sent(kind, CompletableFuture.completedFuture(written)));
    }

    /** Says where the marks came to lie, which is known once the broker has them. */
    void sendEdges() {
        if (marks.isEmpty()) {
            return;
        }
        producer.flush();
        for (var sent : marks) {
            var written = await(sent.written());
            var mark = sent.mark();
            var edge = new SpanEdge(
                    mark.kind(), shard, mark.tableId(), mark.span(), written.offset(), written.timestamp(), generation);
            var _ = producer.send(edge.toRecord());
        }
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

    private record Sent(Mark mark, Future<RecordMetadata> written) {}
}
