package io.galena.stream.destination;

import io.galena.kit.kafka.KafkaClients;
import io.galena.kit.kafka.LostRecords;
import io.galena.kit.kafka.TopicAdmin;
import io.galena.kit.kafka.TopicFollower;
import io.galena.kit.kafka.TopicPosition;
import io.galena.stream.kafka.LogPlace;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads what tells of one partition of a table. It comes from one shard's log, and may lie in several partitions of the table's topic: when a
 * stream is turned on or off, or cut, items go from one to another. Here all of it is put into the order of the shard's log again,
 * in which those of an item are in order. For one thread.
 *
 * <p>A record is next if every other partition shows a later one, or nothing that was written to it before the record was seen is still to be
 * read: what is before a record in the shard's log is in Kafka, though perhaps not committed, when the record can be read.
 */
final class LogReader implements AutoCloseable {
    private static final int MOST = 2_000;
    private static final long MOST_BYTES = 4L * 1024 * 1024;
    private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(15);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final TopicFollower follower;
    private final TopicAdmin topics;
    private final LogSource source;
    private final Map<Integer, TopicPosition> known;
    private final Map<TopicPartition, Deque<LogRecord>> buffers = new HashMap<>();
    private Set<TopicPartition> wanted = Set.of();
    private long nextCount = System.nanoTime();

    /**
     * Begins to read.
     *
     * @param source what is to be read
     * @param positions how far it has been read
     */
    LogReader(
            KafkaClients clients,
            TopicAdmin topics,
            LogSource source,
            Map<Integer, TopicPosition> positions,
            LostRecords lost) {
        this.topics = topics;
        this.source = source;
        this.known = new HashMap<>(positions);
        this.follower = new TopicFollower(
                clients.follower(),
                topics,
                positions.entrySet().stream()
                        .collect(Collectors.toMap(
                                entry -> new TopicPartition(source.topic(), entry.getKey()), Map.Entry::getValue)),
                lost);
    }

    /** What comes next, perhaps nothing after a moment. A mark is the last of what comes at once. */
    List<LogRecord> next() {
        if (System.nanoTime() - nextCount >= 0) {
            count();
        }
        follower.follow(wanted);
        follower.hold(full());
        for (var entry : follower.poll()) {
            buffers.computeIfAbsent(new TopicPartition(source.topic(), entry.partition()), _ -> new ArrayDeque<>())
                    .add(new LogRecord(entry, LogPlace.of(entry.headers())));
        }
        return merged();
    }

    /** Where to go on, behind what came last. */
    Map<Integer, TopicPosition> positions() {
        for (var each : follower.partitions()) {
            var next = Optional.ofNullable(buffer(each).peek())
                    .map(entry -> entry.content().offset())
                    .orElseGet(() -> follower.position(each));
            known.put(each.partition(), new TopicPosition(next, Optional.of(follower.number(source.topic()))));
        }
        return Map.copyOf(known);
    }

    @Override
    public void close() {
        follower.close();
    }

    /** Finds out which partitions of the topic there are. Those that a stream needs are there before the mark that it begins with. */
    private void count() {
        wanted = Set.copyOf(source.topicPartitions(topics.partitions(source.topic())));
        nextCount = System.nanoTime() + (wanted.isEmpty() ? BETWEEN_LOOKS : BETWEEN_COUNTS).toNanos();
    }

    private Set<TopicPartition> full() {
        return follower.partitions().stream()
                .filter(each -> buffer(each).size() >= MOST)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Deque<LogRecord> buffer(TopicPartition each) {
        return buffers.computeIfAbsent(each, _ -> new ArrayDeque<>());
    }

    private List<LogRecord> merged() {
        var page = new ArrayList<LogRecord>();
        var bytes = 0L;
        Optional<Map<TopicPartition, Long>> ends = Optional.empty();
        while (page.size() < MOST && bytes < MOST_BYTES && isComplete()) {
            var first = first();
            if (first.isEmpty()) {
                break;
            }
            var silent = silent();
            if (!silent.isEmpty() && ends.isEmpty()) {
                ends = Optional.of(topics.ends(follower.partitions()));
            }
            if (isBehind(silent, ends.orElse(Map.of()))) {
                break;
            }
            var entry = first.get().remove();
            page.add(entry);
            bytes += entry.content().serializedValueSize();
            if (entry.isMark()) {
                // Behind it items may lie in partitions that were not there before.
                count();
                break;
            }
        }
        return page;
    }

    /** Whether all partitions are followed that there are: a new one may have what comes next. */
    private boolean isComplete() {
        return follower.partitions().containsAll(wanted);
    }

    private boolean isBehind(List<TopicPartition> silent, Map<TopicPartition, Long> ends) {
        return silent.stream().anyMatch(each -> follower.position(each) < ends.getOrDefault(each, 0L));
    }

    /** The buffer with the record that is the first in the shard's log. */
    private Optional<Deque<LogRecord>> first() {
        Optional<Deque<LogRecord>> first = Optional.empty();
        for (var buffer : buffers.values()) {
            if (!buffer.isEmpty()
                    && (first.isEmpty()
                            || buffer.getFirst().isBefore(first.get().getFirst()))) {
                first = Optional.of(buffer);
            }
        }
        return first;
    }

    /** The partitions that show nothing. */
    private List<TopicPartition> silent() {
        return follower.partitions().stream()
                .filter(each -> buffer(each).isEmpty())
                .toList();
    }
}
