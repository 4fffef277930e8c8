package io.galena.stream.kafka;

import io.galena.kit.changelog.Topics;
import io.galena.kit.kafka.KafkaClients;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates, widens and removes the topics of the change log. Safe for several threads, and for several processes at once. */
public final class ChangeTopics implements AutoCloseable {
    private final TopicSettings settings;
    private final LazyAdmin admin;
    private final Map<String, Integer> known = new ConcurrentHashMap<>();

    public ChangeTopics(KafkaClients clients, TopicSettings settings) {
        this.admin = new LazyAdmin(clients);
        this.settings = settings;
    }

    /** Makes sure that the topics that do not belong to one table are there. */
    public void requireCommon() {
        for (var topic : List.of(Topics.POSITIONS, Topics.SHARD_SPANS)) {
            require(topic, 1, CompactedTopic.SETTINGS);
        }
    }

    /** Makes sure that a topic is there, with so many partitions at least; if it is not, it is made with these settings. */
    public void require(String topic, int partitions, Map<String, String> configuration) {
        if (known.getOrDefault(topic, 0) >= partitions) {
            return;
        }
        var wanted = new NewTopic(topic, Optional.of(partitions), settings.replication())
                .configs(settings.with(configuration));
        try {
            admin.await(open -> open.createTopics(List.of(wanted)).all());
            known.put(topic, partitions);
        } catch (TopicExistsException e) {
            known.put(topic, widen(topic, partitions));
        }
    }

    /** Makes sure that a topic is there which others read. */
    public void requireForeign(String topic) {
        require(topic, 1, Map.of());
    }

    /** Makes sure that a table's topic is there and has so many partitions at least. */
    public void requireChanges(long tableId, int partitions) {
        require(Topics.changes(tableId), partitions, settings.ofRecords());
    }

    /** Looks again, when it is next needed, whether topics are there: Kafka may have lost them, or somebody deleted them. */
    public void forget() {
        known.clear();
    }

    /** The numbers of the tables that have a topic. */
    public List<Long> tables() {
        return admin.await(open -> open.listTopics().names()).stream()
                .map(Topics::tableOf)
                .filter(OptionalLong::isPresent)
                .map(OptionalLong::getAsLong)
                .toList();
    }

    /** The time of the newest record in a table's topic; a long time ago if there is none, or no topic. */
    public Instant newest(long tableId) {
        var topic = Topics.changes(tableId);
        try {
            var description =
                    admin.await(open -> open.describeTopics(List.of(topic)).allTopicNames());
            var wanted = Objects.requireNonNull(description.get(topic)).partitions().stream()
                    .collect(Collectors.toMap(
                            partition -> new TopicPartition(topic, partition.partition()),
                            _ -> OffsetSpec.maxTimestamp()));
            return admin.await(open -> open.listOffsets(wanted).all()).values().stream()
                    .map(offset -> Instant.ofEpochMilli(offset.timestamp()))
                    .max(Comparator.naturalOrder())
                    .orElse(Instant.EPOCH);
        } catch (UnknownTopicOrPartitionException e) {
            return Instant.EPOCH;
        }
    }

    /** Removes a table's topic, if it is there. */
    public void removeChanges(long tableId) {
        var topic = Topics.changes(tableId);
        known.remove(topic);
        try {
            admin.await(open -> open.deleteTopics(List.of(topic)).all());
        } catch (UnknownTopicOrPartitionException e) {
            // Somebody else was faster, or nothing was ever published.
        }
    }

    @Override
    public void close() {
        admin.close();
    }

    private int widen(String topic, int partitions) {
        var description =
                admin.await(open -> open.describeTopics(List.of(topic)).allTopicNames());
        var existing =
                Objects.requireNonNull(description.get(topic)).partitions().size();
        if (existing >= partitions) {
            return existing;
        }
        try {
            admin.await(open -> open.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions)))
                    .all());
        } catch (InvalidPartitionsException e) {
            // Somebody else has widened it meanwhile.
            return widen(topic, partitions);
        }
        return partitions;
    }
}
