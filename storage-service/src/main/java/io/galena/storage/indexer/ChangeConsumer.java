package io.galena.storage.indexer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows some partitions of topics, each from the position reached. A topic that nothing was ever published to does not exist
 * yet: it is looked for now and then. For one thread.
 */
final class ChangeConsumer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ChangeConsumer.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> positions;
    private final IndexLag lag;
    private Set<TopicPartition> assigned = Set.of();
    private long nextLook = System.nanoTime();

    /** @param positions those that have been reached */
    ChangeConsumer(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> positions, IndexLag lag) {
        this.consumer = consumer;
        this.positions = Map.copyOf(positions);
        this.lag = lag;
    }

    /** Follows these partitions from now on, as far as they exist. */
    void follow(Set<TopicPartition> wanted) {
        var kept = new HashSet<>(assigned);
        kept.retainAll(wanted);
        var missing = new HashSet<>(wanted);
        missing.removeAll(assigned);
        if (!missing.isEmpty() && System.nanoTime() - nextLook >= 0) {
            nextLook = System.nanoTime() + BETWEEN_LOOKS.toNanos();
            missing.retainAll(existing());
        } else {
            missing.clear();
        }
        if (missing.isEmpty() && kept.size() == assigned.size()) {
            return;
        }
        kept.addAll(missing);
        consumer.assign(kept);
        assigned = Set.copyOf(kept);
        seek(missing);
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

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(POLL));
    }

    private Set<TopicPartition> existing() {
        var existing = new HashSet<TopicPartition>();
        consumer.listTopics()
                .values()
                .forEach(partitions -> partitions.forEach(
                        partition -> existing.add(new TopicPartition(partition.topic(), partition.partition()))));
        return existing;
    }

    private void seek(Set<TopicPartition> partitions) {
        consumer.beginningOffsets(partitions).forEach((partition, beginning) -> {
            var position = positions.getOrDefault(partition, beginning);
            if (position < beginning) {
                lag.gap();
                log.atError()
                        .addKeyValue("partition", partition)
                        .addKeyValue("position", position)
                        .addKeyValue("beginning", beginning)
                        .log(
                                "Changes that indexes needed have expired: delete the table's global indexes and add them again");
            }
            consumer.seek(partition, Math.max(position, beginning));
        });
    }

    private static void sleep() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
