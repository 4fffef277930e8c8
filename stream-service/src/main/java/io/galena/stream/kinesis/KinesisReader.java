package io.galena.stream.kinesis;

import io.galena.kit.kafka.KafkaClients;
import io.galena.kit.kinesis.KinesisStreamDescriptor;
import io.galena.stream.read.Readers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads records of Kinesis streams. Nothing is read that is older than the stream keeps records. Safe for several threads. */
public final class KinesisReader implements AutoCloseable {
    /** The most bytes of records in an answer. */
    private static final int PAGE_BYTES = 10 * 1024 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final byte[] NOTHING = {};

    private final Readers readers;
    private final InstantSource time;

    public KinesisReader(KafkaClients clients, InstantSource time) {
        this.readers = new Readers(clients);
        this.time = time;
    }

    /** The offset of the oldest record of a shard that can be read, or of the next one when there is none. */
    long oldest(KinesisStreamDescriptor stream, int shard) {
        return since(stream, shard, Instant.MIN);
    }

    /** The offset of the first record of that time or later, or of the next one when there is none. */
    long since(KinesisStreamDescriptor stream, int shard, Instant instant) {
        var partition = new TopicPartition(stream.topic(), shard);
        var horizon = horizon(stream);
        var from = instant.isAfter(horizon) ? instant : horizon;
        return readers.with(partition, consumer -> since(consumer, partition, from));
    }

    /** The offset of the next record that will come into a shard. */
    long latest(KinesisStreamDescriptor stream, int shard) {
        var partition = new TopicPartition(stream.topic(), shard);
        return readers.with(partition, consumer -> end(consumer, partition));
    }

    /**
     * Reads records of a shard from an offset on, or from the oldest one that is kept if that is later.
     *
     * @param limit the most records
     * @return empty when the offset is beyond all that was written
     */
    Optional<KinesisPage> read(KinesisStreamDescriptor stream, int shard, long offset, int limit) {
        var partition = new TopicPartition(stream.topic(), shard);
        return readers.with(partition, consumer -> {
            var end = end(consumer, partition);
            if (offset > end) {
                return Optional.empty();
            }
            var from = offset == end ? end : Math.max(offset, since(consumer, partition, horizon(stream)));
            return Optional.of(page(consumer, partition, from, end, limit));
        });
    }

    @Override
    public void close() {
        readers.close();
    }

    private Instant horizon(KinesisStreamDescriptor stream) {
        return time.instant().minus(stream.retention());
    }

    private KinesisPage page(
            Consumer<byte[], byte[]> consumer, TopicPartition partition, long from, long end, int limit) {
        var page = new PageOfRecords(limit);
        consumer.seek(partition, from);
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!page.full && consumer.position(partition) < end && System.nanoTime() < deadline) {
            consumer.poll(POLL).records(partition).forEach(page::add);
        }
        // Behind the last record there may be marks of transactions, which are read with nothing to show.
        var next = page.full ? page.next : Math.max(from, consumer.position(partition));
        var behind = next >= end ? 0 : Math.max(1, time.millis() - page.newest);
        return new KinesisPage(page.records, next, behind);
    }

    private static long since(Consumer<byte[], byte[]> consumer, TopicPartition partition, Instant instant) {
        var found = consumer.offsetsForTimes(Map.of(partition, instant.toEpochMilli()))
                .get(partition);
        return found != null ? found.offset() : end(consumer, partition);
    }

    private static long end(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
        return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }

    /** A page in the making. */
    private final class PageOfRecords {
        private final int limit;
        private final List<KinesisRecord> records = new ArrayList<>();
        private long bytes;
        private long next;
        private long newest = time.millis();
        private boolean full;

        PageOfRecords(int limit) {
            this.limit = limit;
        }

        void add(ConsumerRecord<byte[], byte[]> entry) {
            var key = entry.key() == null ? NOTHING : entry.key();
            var data = entry.value() == null ? NOTHING : entry.value();
            var size = key.length + data.length;
            if (full || (!records.isEmpty() && bytes + size > PAGE_BYTES)) {
                full = true;
                return;
            }
            records.add(new KinesisRecord(entry.offset(), entry.timestamp(), key, data));
            bytes += size;
            next = entry.offset() + 1;
            newest = entry.timestamp();
            full = records.size() >= limit;
        }
    }
}
