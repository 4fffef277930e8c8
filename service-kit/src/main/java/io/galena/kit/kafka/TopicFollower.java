package io.galena.kit.kafka;

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
public final class TopicFollower implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    /** A topic that is made anew under a consumer is rare, and found out at the next start at the latest. */
    private static final Duration BETWEEN_COMPARISONS = Duration.ofSeconds(15);

    private final Consumer<byte[], byte[]> consumer;
    private final TopicAdmin topics;
    private final LostRecords lost;
    private final Map<TopicPartition, TopicPosition> kept;
    private final Map<TopicPartition, Uuid> assigned = new HashMap<>();
    private final Map<String, Uuid> followed = new HashMap<>();
    private long nextLook = System.nanoTime();
    private long nextComparison = System.nanoTime() + BETWEEN_COMPARISONS.toNanos();

    /** @param positions those that have been reached, and kept */
    public TopicFollower(
            Consumer<byte[], byte[]> consumer,
            TopicAdmin topics,
            Map<TopicPartition, TopicPosition> positions,
            LostRecords lost) {
        this.consumer = consumer;
        this.topics = topics;
        this.kept = new HashMap<>(positions);
        this.lost = lost;
    }

    /** Follows these partitions from now on, as far as they exist. */
    public void follow(Set<TopicPartition> wanted) {
        var changed = assigned.keySet().retainAll(wanted);
        if (System.nanoTime() - nextComparison >= 0) {
            nextComparison = System.nanoTime() + BETWEEN_COMPARISONS.toNanos();
            changed |= leaveOthers(topics.numbers());
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
    public List<ConsumerRecord<byte[], byte[]>> poll() {
        if (assigned.isEmpty()) {
            sleep();
            return List.of();
        }
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        consumer.poll(POLL).forEach(records::add);
        return records;
    }

    /** Lets those of some records that are of one topic come again. */
    public void rewind(String topic, List<ConsumerRecord<byte[], byte[]>> records) {
        var first = new HashMap<TopicPartition, Long>();
        for (var entry : records) {
            if (entry.topic().equals(topic)) {
                first.merge(new TopicPartition(topic, entry.partition()), entry.offset(), Math::min);
            }
        }
        first.forEach(consumer::seek);
    }

    /** The partitions that are followed. */
    public Set<TopicPartition> partitions() {
        return assigned.keySet();
    }

    /** The offset behind what has come of a partition. */
    public long position(TopicPartition partition) {
        return consumer.position(partition);
    }

    /** Lets nothing come of some of the partitions, and of all others. */
    public void hold(Set<TopicPartition> partitions) {
        var held = consumer.paused();
        if (!held.equals(partitions)) {
            consumer.resume(held);
            consumer.pause(partitions);
        }
    }

    /** The number of a topic that is followed. */
    public Uuid number(String topic) {
        return Objects.requireNonNull(followed.get(topic));
    }

    /**
     * The positions that are to be kept: behind the records that came there may be others, which readers do not see, and nothing
     * is lost when those expire.
     */
    public Map<TopicPartition, TopicPosition> moved() {
        var moved = new HashMap<TopicPartition, TopicPosition>();
        assigned.forEach((partition, number) -> {
            var position = new TopicPosition(consumer.position(partition), Optional.of(number));
            if (!position.equals(kept.get(partition))) {
                moved.put(partition, position);
            }
        });
        return moved;
    }

    /** Positions have been kept. */
    public void kept(Map<TopicPartition, TopicPosition> positions) {
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
                kept.put(partition, new TopicPosition(consumer.position(partition), Optional.of(number)));
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
        var numbers = topics.numbers();
        partitions.removeIf(partition -> !numbers.containsKey(partition.topic()));
        partitions.forEach(
                partition -> assigned.put(partition, Objects.requireNonNull(numbers.get(partition.topic()))));
        consumer.assign(assigned.keySet());
        var beginnings = consumer.beginningOffsets(partitions);
        var ends = consumer.endOffsets(partitions);
        for (var partition : partitions) {
            var number = Objects.requireNonNull(numbers.get(partition.topic()));
            var first = beginnings.getOrDefault(partition, 0L);
            var position = kept.getOrDefault(partition, new TopicPosition(first, Optional.of(number)));
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
