package io.galena.stream.capture;

import io.galena.stream.kafka.LogPlace;
import io.galena.kit.kafka.KafkaClients;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What the partitions of a shard hold already when a worker begins. The records themselves say so, the position does not: it
 * lies in a log of its own, and a crash of the machine can have taken the end of that, or of partitions, or some of each. What
 * is left of a partition is a beginning of what was published there, in the order of the shard's log; so its last record tells.
 *
 * <p>A partition is looked at when something that may be in it is to be published. For one thread.
 */
final class PublishedRecords {
    private static final Duration POLL = Duration.ofSeconds(1);

    /** Behind the last record lies the end of its transaction, and perhaps some transactions that were aborted. */
    private static final long FIRST_LOOK = 2;

    private static final int LONGER = 16;

    private final KafkaClients clients;
    private final SourceState source;
    private final long position;
    private final Map<TopicPartition, Predicate<LogPlace>> known = new HashMap<>();

    /**
     * Knows of a shard's server as it is when a worker begins.
     *
     * @param position how far Kafka is, as far as that counts; for partitions whose records do not tell
     */
    PublishedRecords(KafkaClients clients, SourceState source, long position) {
        this.clients = clients;
        this.source = source;
        this.position = position;
    }

    /** Whether something may have been published before the worker began. */
    boolean isOld(Outgoing record) {
        // The worker before may have gone on after the server was asked how far its log is written.
        return Long.compareUnsigned(record.place().end(), source.written()) <= 0 || isBeforePosition(record.place());
    }

    /** Whether a partition holds a record, or did. */
    boolean holds(Outgoing record) {
        return isOld(record)
                && known.computeIfAbsent(record.partition(), this::look).test(record.place());
    }

    /** Where a record lies that its partition holds, unless it is too old to be there still. */
    OptionalLong find(Outgoing wanted) {
        var partition = wanted.partition();
        try (var consumer = consumer(partition)) {
            var end = end(consumer, partition);
            var first = consumer.offsetsForTimes(
                            Map.of(partition, wanted.content().timestamp()))
                    .get(partition);
            if (first == null) {
                return OptionalLong.empty();
            }
            return read(consumer, partition, first.offset(), end, wanted.place()::isSame)
                    .filter(found -> LogPlace.of(found.headers())
                            .filter(wanted.place()::isSame)
                            .isPresent())
                    .map(found -> OptionalLong.of(found.offset()))
                    .orElse(OptionalLong.empty());
        }
    }

    private Predicate<LogPlace> look(TopicPartition partition) {
        try (var consumer = consumer(partition)) {
            var end = end(consumer, partition);
            var beginning = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
            for (var back = FIRST_LOOK; ; back *= LONGER) {
                var from = Math.max(beginning, end - back);
                var last = read(consumer, partition, from, end, _ -> false);
                if (last.isPresent()) {
                    return LogPlace.of(last.get().headers())
                            .<Predicate<LogPlace>>map(this::upTo)
                            .orElse(this::isBeforePosition);
                }
                if (from == beginning) {
                    // Nothing was ever there, or nothing is left because it was too old.
                    return beginning == 0 ? _ -> false : this::isBeforePosition;
                }
            }
        }
    }

    /** What is published when a record of that place is the last one. */
    private Predicate<LogPlace> upTo(LogPlace last) {
        var server = source.server();
        if (!last.server().system().equals(server.system())) {
            return _ -> false;
        }
        if (last.server().timeline() == server.timeline()) {
            return place -> !place.isBehind(last);
        }
        var fork = source.fork(last.server().timeline());
        if (fork.isEmpty()) {
            return _ -> false;
        }
        // What a promoted server does not have of the one before is of another history.
        return place -> !place.isBehind(last) && Long.compareUnsigned(place.end(), fork.getAsLong()) <= 0;
    }

    private boolean isBeforePosition(LogPlace place) {
        return Long.compareUnsigned(place.end(), position) <= 0;
    }

    private Consumer<byte[], byte[]> consumer(TopicPartition partition) {
        var consumer = clients.consumer();
        consumer.assign(List.of(partition));
        return consumer;
    }

    private static long end(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
        return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }

    /** The first record that has such a place, or else the last one there is. */
    private static Optional<ConsumerRecord<byte[], byte[]>> read(
            Consumer<byte[], byte[]> consumer,
            TopicPartition partition,
            long from,
            long end,
            Predicate<LogPlace> wanted) {
        Optional<ConsumerRecord<byte[], byte[]>> last = Optional.empty();
        consumer.seek(partition, from);
        while (consumer.position(partition) < end) {
            for (var found : consumer.poll(POLL).records(partition)) {
                last = Optional.of(found);
                if (LogPlace.of(found.headers()).filter(wanted).isPresent()) {
                    return last;
                }
            }
        }
        return last;
    }
}
