package io.galena.stream.trigger.work;

import io.galena.kit.changelog.ChangeJsonReader;
import io.galena.kit.changelog.LogEntry.Cause;
import io.galena.kit.changelog.TopicRecord;
import io.galena.kit.kafka.KafkaClients;
import io.galena.stream.kafka.Generation;
import io.galena.stream.read.Position;
import io.galena.stream.read.ReadRecord;
import io.galena.stream.read.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a stream shard as it grows, on a connection of its own. For use by one thread. */
final class ShardTail implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ShardTail.class);
    private static final Duration POLL = Duration.ofMillis(200);

    /** Clocks of shards need not agree. */
    private static final Duration SKEW = Duration.ofSeconds(10);

    private final Consumer<byte[], byte[]> consumer;
    private final TopicPartition partition;
    private final long epoch;
    private final Span span;
    private final LongSupplier processed;
    private long generation;

    /**
     * Begins to read.
     *
     * @param processed says when the last processed record was written
     */
    ShardTail(KafkaClients clients, ShardWork work, Span span, Checkpoint begin, LongSupplier processed) {
        this.consumer = clients.follower();
        this.partition = work.partition();
        this.epoch = work.shard().epoch();
        this.span = span;
        this.processed = processed;
        this.generation = Math.max(span.generation(), begin.generation());
        consumer.assign(List.of(partition));
        if (span.generation() > begin.generation()) {
            seekToWhatIsThere();
        } else {
            consumer.seek(partition, begin.offset());
        }
    }

    /** What has come, after a moment if nothing has. */
    Page next() {
        var records = new ArrayList<ReadRecord>();
        var ended = false;
        try {
            for (var entry : consumer.poll(POLL).records(partition)) {
                ended |= take(entry, records);
            }
        } catch (InvalidOffsetException e) {
            seekToWhatIsThere();
        }
        var next = consumer.position(partition);
        return new Page(
                records,
                new Position(generation, next),
                ended || (span.end().isPresent() && next > span.end().getAsLong()));
    }

    @Override
    public void close() {
        consumer.close();
    }

    /** Takes a record of the partition; says whether the shard ends with it. */
    private boolean take(ConsumerRecord<byte[], byte[]> entry, List<ReadRecord> records) {
        var found = ChangeJsonReader.read(entry.value());
        if (found.epoch() != epoch) {
            return false;
        }
        return switch (found) {
            case TopicRecord.Change change when change.cause() == Cause.REINDEXING -> false;
            case TopicRecord.Change change -> {
                generation = Math.max(generation, Generation.of(entry.headers()));
                records.add(new ReadRecord(change, new Position(Generation.of(entry.headers()), entry.offset())));
                yield false;
            }
            case TopicRecord.Gap gap -> {
                log.atWarn().addKeyValue("shard", gap.shardId()).log("Changes of a stream shard may be missing");
                yield false;
            }
            case TopicRecord.Closed _ -> true;
            case TopicRecord.Opened _, TopicRecord.Fence _ -> false;
        };
    }

    /**
     * The offset is of a record that is too old, or means nothing any more because Kafka has lost its data: then it goes on with what was written at the time of the
     * last processed record, rather twice than never.
     */
    private void seekToWhatIsThere() {
        var parts = List.of(partition);
        var oldest = consumer.beginningOffsets(parts).getOrDefault(partition, 0L);
        var place = Math.max(oldest, span.horizon());
        if (processed.getAsLong() > 0) {
            var since = processed.getAsLong() - SKEW.toMillis();
            var found = consumer.offsetsForTimes(Map.of(partition, since)).get(partition);
            place = Math.max(
                    oldest,
                    found != null ? found.offset() : consumer.endOffsets(parts).getOrDefault(partition, 0L));
        }
        log.atWarn()
                .addKeyValue("partition", partition)
                .addKeyValue("offset", place)
                .log("A trigger goes on elsewhere");
        consumer.seek(partition, place);
    }

    /**
     * Some records.
     *
     * @param next where to go on
     * @param ended whether nothing follows
     */
    record Page(List<ReadRecord> records, Position next, boolean ended) {}
}
