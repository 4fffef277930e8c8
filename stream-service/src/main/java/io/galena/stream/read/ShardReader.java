package io.galena.stream.read;

import io.galena.kit.changelog.ChangeJsonReader;
import io.galena.kit.changelog.LogEntry.Cause;
import io.galena.kit.changelog.TopicRecord;
import io.galena.kit.kafka.KafkaClients;
import io.galena.stream.kafka.Generation;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads records of stream shards. Safe for several threads. */
public final class ShardReader implements AutoCloseable {
    /** The most bytes of records in an answer. */
    private static final int PAGE_BYTES = 1024 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Readers readers;
    private final InstantSource time;
    private final Duration retention;

    /** @param retention how old a record may be to be read */
    public ShardReader(KafkaClients clients, InstantSource time, Duration retention) {
        this.readers = new Readers(clients);
        this.time = time;
        this.retention = retention;
    }

    /** The offset of the oldest record of a partition that can be read, or of the next one when there is none. */
    public long oldest(TopicPartition partition) {
        return readers.with(partition, consumer -> oldest(consumer, partition));
    }

    /** The offset of the next record that will come into a partition. */
    public long latest(TopicPartition partition) {
        return readers.with(partition, consumer -> end(consumer, partition));
    }

    /**
     * Reads records of a stream shard from a position on.
     *
     * @param epoch that of the shard: records of other shards in its span are not its own
     * @param end the offset of the shard's closing mark, if it is closed
     * @param limit the most records
     * @throws TrimmedException when records from the position on were there and are no longer, or were lost
     */
    public ReadPage read(TopicPartition partition, long epoch, Position from, OptionalLong end, int limit) {
        return readers.with(partition, consumer -> {
            var written = end(consumer, partition);
            if (from.offset() < oldest(consumer, partition) || from.offset() > written) {
                throw new TrimmedException();
            }
            var until = Math.min(end.orElse(Long.MAX_VALUE), written);
            var page =
                    page(consumer, partition, from.offset(), until, new PageOfRecords(epoch, from.generation(), limit));
            return new ReadPage(page.records, from.at(page.next), end.isPresent() && page.next >= end.getAsLong());
        });
    }

    @Override
    public void close() {
        readers.close();
    }

    private static PageOfRecords page(
            Consumer<byte[], byte[]> consumer, TopicPartition partition, long offset, long until, PageOfRecords page) {
        consumer.seek(partition, offset);
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!page.full && consumer.position(partition) < until && System.nanoTime() < deadline) {
            for (var entry : consumer.poll(POLL).records(partition)) {
                if (!page.full && entry.offset() < until) {
                    page.add(entry);
                }
            }
        }
        if (!page.full) {
            page.next = Math.max(offset, Math.min(until, consumer.position(partition)));
        }
        return page;
    }

    private long oldest(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
        var kept = consumer.offsetsForTimes(
                        Map.of(partition, time.instant().minus(retention).toEpochMilli()))
                .get(partition);
        return kept != null ? kept.offset() : end(consumer, partition);
    }

    private static long end(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
        return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }

    /** A page in the making. */
    private static final class PageOfRecords {
        private final long epoch;
        private final long generation;
        private final int limit;
        private final List<ReadRecord> records = new ArrayList<>();
        private long bytes;
        private long next;
        private boolean full;

        PageOfRecords(long epoch, long generation, int limit) {
            this.epoch = epoch;
            this.generation = generation;
            this.limit = limit;
        }

        void add(ConsumerRecord<byte[], byte[]> entry) {
            if (!records.isEmpty() && bytes + entry.serializedValueSize() > PAGE_BYTES) {
                full = true;
                return;
            }
            next = entry.offset() + 1;
            var found = ChangeJsonReader.read(entry.value());
            if (found.epoch() != epoch) {
                return;
            }
            var published = Generation.of(entry.headers());
            if (published > generation) {
                stopBefore(entry.offset());
                return;
            }
            switch (found) {
                // Nothing changed: an index gets to know an older item.
                case TopicRecord.Change change when change.cause() == Cause.REINDEXING -> {}
                case TopicRecord.Change change -> {
                    records.add(new ReadRecord(change, new Position(published, entry.offset())));
                    bytes += entry.serializedValueSize();
                    full = records.size() >= limit;
                }
                case TopicRecord.Gap _ -> stopBefore(entry.offset());
                case TopicRecord.Opened _, TopicRecord.Closed _, TopicRecord.Fence _ -> {}
            }
        }

        /** Who has read up to a gap must be told before he reads on. */
        private void stopBefore(long gap) {
            if (records.isEmpty()) {
                throw new TrimmedException();
            }
            next = gap;
            full = true;
        }
    }
}
