package io.galena.stream.kafka;

import io.galena.kit.changelog.Topics;
import io.galena.kit.kafka.KafkaClients;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates, widens and removes the topics of the change log. Safe for several threads, and for several processes at once. */
public final class ChangeTopics implements AutoCloseable {
    /** Small, so that compaction, which leaves the newest file alone, keeps up. */
    private static final String COMPACTED_SEGMENT_BYTES = Integer.toString(4 * 1024 * 1024);

    private static final Map<String, String> COMPACTED = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_COMPACT,
            TopicConfig.SEGMENT_BYTES_CONFIG,
            COMPACTED_SEGMENT_BYTES);

    /** What an admin client is still about to do may wait for a broker that is not there. */
    private static final Duration CLOSING = Duration.ofMillis(500);

    private final KafkaClients clients;
    private final TopicSettings settings;
    private final Map<String, Integer> known = new ConcurrentHashMap<>();
    private final Object lock = new Object();
    private Optional<Admin> admin = Optional.empty();

    public ChangeTopics(KafkaClients clients, TopicSettings settings) {
        this.clients = clients;
        this.settings = settings;
    }

    /** Makes sure that the topics that do not belong to one table are there. */
    public void requireCommon() {
        for (var topic : List.of(Topics.POSITIONS, Topics.SHARD_SPANS)) {
            require(topic, 1, COMPACTED);
        }
    }

    /** Makes sure that the topic of the triggers' checkpoints is there, with so many partitions at least. */
    public void requireTriggers(int partitions) {
        require(Topics.TRIGGERS, partitions, COMPACTED);
    }

    /** Makes sure that a topic is there which others read. */
    public void requireForeign(String topic) {
        require(topic, 1, Map.of());
    }

    /**
     * Makes sure that a table's topic is there and has so many partitions at least. It takes records from any time: a shard's
     * clock that is ahead of the broker's must not stop capture.
     */
    public void requireChanges(long tableId, int partitions) {
        require(
                Topics.changes(tableId),
                partitions,
                Map.of(
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(settings.retention().toMillis()),
                        TopicConfig.SEGMENT_MS_CONFIG,
                        Long.toString(settings.segment().toMillis()),
                        TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
                        Long.toString(Long.MAX_VALUE),
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        Integer.toString(KafkaClients.MAX_MESSAGE_BYTES)));
    }

    /** Looks again, when it is next needed, whether topics are there: Kafka may have lost them, or somebody deleted them. */
    public void forget() {
        known.clear();
    }

    /** The numbers of the tables that have a topic. */
    public List<Long> tables() {
        return await(admin().listTopics().names()).stream()
                .map(Topics::tableOf)
                .filter(OptionalLong::isPresent)
                .map(OptionalLong::getAsLong)
                .toList();
    }

    /** The time of the newest record in a table's topic; a long time ago if there is none, or no topic. */
    public Instant newest(long tableId) {
        var topic = Topics.changes(tableId);
        var description = await(admin().describeTopics(List.of(topic)).allTopicNames());
        var wanted = Objects.requireNonNull(description.get(topic)).partitions().stream()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(topic, partition.partition()), _ -> OffsetSpec.maxTimestamp()));
        return await(admin().listOffsets(wanted).all()).values().stream()
                .map(offset -> Instant.ofEpochMilli(offset.timestamp()))
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    /** Removes a table's topic, if it is there. */
    public void removeChanges(long tableId) {
        var topic = Topics.changes(tableId);
        known.remove(topic);
        try {
            await(admin().deleteTopics(List.of(topic)).all());
        } catch (UnknownTopicOrPartitionException e) {
            // Somebody else was faster, or nothing was ever published.
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            admin.ifPresent(open -> open.close(CLOSING));
            admin = Optional.empty();
        }
    }

    private void require(String topic, int partitions, Map<String, String> configuration) {
        if (known.getOrDefault(topic, 0) >= partitions) {
            return;
        }
        var wanted = new NewTopic(topic, Optional.of(partitions), settings.replication())
                .configs(settings.with(configuration));
        try {
            await(admin().createTopics(List.of(wanted)).all());
            known.put(topic, partitions);
        } catch (TopicExistsException e) {
            known.put(topic, widen(topic, partitions));
        }
    }

    private int widen(String topic, int partitions) {
        var description = await(admin().describeTopics(List.of(topic)).allTopicNames());
        var existing =
                Objects.requireNonNull(description.get(topic)).partitions().size();
        if (existing >= partitions) {
            return existing;
        }
        try {
            await(admin().createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions)))
                    .all());
        } catch (InvalidPartitionsException e) {
            // Somebody else has widened it meanwhile.
            return widen(topic, partitions);
        }
        return partitions;
    }

    private Admin admin() {
        synchronized (lock) {
            if (admin.isPresent()) {
                return admin.get();
            }
        }
        // Not under the lock: it waits for the broker's address, and an end must not wait for that.
        var made = clients.admin();
        synchronized (lock) {
            if (admin.isPresent()) {
                made.close();
            } else {
                admin = Optional.of(made);
            }
            return admin.get();
        }
    }

    private static <T> T await(org.apache.kafka.common.KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        }
    }
}
