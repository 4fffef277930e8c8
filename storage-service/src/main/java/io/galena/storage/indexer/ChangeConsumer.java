package io.galena.storage.indexer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * Follows some partitions of topics, each from the position reached. A topic that nothing was ever published to does not exist
 * yet: it is looked for now and then. Where changes are gone that were not read yet, that is reported, and all that there is
 * comes. For one thread.
 */
final class ChangeConsumer implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    /** A topic that is made anew under a consumer is rare, and found out at the next start at the latest. */
    private static final Duration BETWEEN_COMPARISONS = Duration.ofSeconds(15);

    private final Consumer<byte[], byte[]> consumer;
    private final TopicNumbers topics;
    private final LostChanges lost;
    private final Map<TopicPartition, Position> kept;
    private final Map<TopicPartition, Uuid> assigned = new HashMap<>();
    private final Map<String, Uuid> followed = new HashMap<>();
    private long nextLook = System.nanoTime();
    private long nextComparison = System.nanoTime() + BETWEEN_COMPARISONS.toNanos();

    /** @param positions those that have been reached, and kept */
    ChangeConsumer(
            Consumer<byte[], byte[]> consumer,
            TopicNumbers topics,
            Map<TopicPartition, Position> positions,
            LostChanges lost) {
        this.consumer = consumer;
        this.topics = topics;
        this.kept = new HashMap<>(positions);
        this.lost = lost;
    }

    /** Follows these partitions from now on, as far as they exist. */
    void follow(Set<TopicPartition> wanted) {
        var changed = assigned.keySet().retainAll(wanted);
        if (System.nanoTime() - nextComparison >= 0) {
            nextComparison = System.nanoTime() + BETWEEN_COMPARISONS.toNanos();
            changed |= leaveOthers(topics.find());
        }
        var missing = new HashSet<>(wanted);
        missing.removeAll(assigned.keySet());
        if (!missing.isEmpty() && System.nanoTime() - nextLook >= 0) {
            nextLook = System.nanoTime() + BETWEEN_LOOKS.toNanos();
            missing.retainAll(existing());
        } else {
            missing.clear();
        }
        if (!missing.isEmpty()) {
            begin(missing);
        } else if (changed) {
            consumer.assign(assigned.keySet());
        }
    }

    /** What has come. */
    List<ConsumerRecord<byte[], byte[]>> poll() {
        if (assigned.isEmpty()) {
            sleep();
            return List.of();
        }
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        consumer.poll(POLL).forEach(records::add);
        return records;
    }

    /** Lets those of some records that are of one topic come again. */
    void rewind(String topic, List<ConsumerRecord<byte[], byte[]>> records) {
        var first = new HashMap<TopicPartition, Long>();
        for (var entry : records) {
            if (entry.topic().equals(topic)) {
                first.merge(new TopicPartition(topic, entry.partition()), entry.offset(), Math::min);
            }
        }
        first.forEach(consumer::seek);
    }

    /** The number of a topic that is followed. */
    Uuid number(String topic) {
        return Objects.requireNonNull(followed.get(topic));
    }

    /**
     * The positions that are to be kept: behind the records that came there may be others, which readers do not see, and nothing
     * is lost when those expire.
     */
    Map<TopicPartition, Position> moved() {
        var moved = new HashMap<TopicPartition, Position>();
        assigned.forEach((partition, number) -> {
            var position = new Position(consumer.position(partition), Optional.of(number));
            if (!position.equals(kept.get(partition))) {
                moved.put(partition, position);
            }
        });
        return moved;
    }

    /** Positions have been kept. */
    void kept(Map<TopicPartition, Position> positions) {
        kept.putAll(positions);
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(POLL));
    }

    /** Leaves topics that are gone, or others than they were; they will be looked for as if they were new. */
    private boolean leaveOthers(Map<String, Uuid> numbers) {
        var others = new HashSet<TopicPartition>();
        assigned.forEach((partition, number) -> {
            if (!number.equals(numbers.get(partition.topic()))) {
                others.add(partition);
                kept.put(partition, new Position(consumer.position(partition), Optional.of(number)));
            }
        });
        return assigned.keySet().removeAll(others);
    }

    private Set<TopicPartition> existing() {
        var existing = new HashSet<TopicPartition>();
        consumer.listTopics()
                .values()
                .forEach(partitions -> partitions.forEach(
                        partition -> existing.add(new TopicPartition(partition.topic(), partition.partition()))));
        return existing;
    }

    private void begin(Set<TopicPartition> partitions) {
        var numbers = topics.find();
        partitions.removeIf(partition -> !numbers.containsKey(partition.topic()));
        partitions.forEach(
                partition -> assigned.put(partition, Objects.requireNonNull(numbers.get(partition.topic()))));
        consumer.assign(assigned.keySet());
        var beginnings = consumer.beginningOffsets(partitions);
        var ends = consumer.endOffsets(partitions);
        for (var partition : partitions) {
            var number = Objects.requireNonNull(numbers.get(partition.topic()));
            var first = beginnings.getOrDefault(partition, 0L);
            var position = kept.getOrDefault(partition, new Position(first, Optional.of(number)));
            var isThere =
                    position.topic().filter(known -> !known.equals(number)).isEmpty()
                            && position.next() >= first
                            && position.next() <= ends.getOrDefault(partition, first);
            if (!isThere) {
                lost.report(partition, position);
                kept.remove(partition);
            }
            consumer.seek(partition, isThere ? position.next() : first);
            followed.put(partition.topic(), number);
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
