package io.galena.stream.kafka;

import io.galena.kit.kafka.KafkaClients;
import io.galena.kit.kinesis.KinesisStreamDescriptor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics of Kinesis streams, a partition for each shard. Safe for several threads, and for several processes at once. */
public final class KinesisTopics implements AutoCloseable {
    private final TopicSettings settings;
    private final LazyAdmin admin;

    /** @param settings of the change log's topics; how long records are kept is each stream's own matter */
    public KinesisTopics(KafkaClients clients, TopicSettings settings) {
        this.settings = settings;
        this.admin = new LazyAdmin(clients);
    }

    /** What Kafka calls a stream's topic by, if it is there. */
    public Optional<String> idOf(KinesisStreamDescriptor stream) {
        var topic = stream.topic();
        try {
            var found = admin.await(open -> open.describeTopics(List.of(topic)).allTopicNames());
            return Optional.of(
                    Objects.requireNonNull(found.get(topic)).topicId().toString());
        } catch (UnknownTopicOrPartitionException e) {
            return Optional.empty();
        }
    }

    /** Makes a stream's topic; says what Kafka calls it by, unless somebody else has made it meanwhile. */
    public Optional<String> create(KinesisStreamDescriptor stream) {
        var topic = stream.topic();
        var wanted = new NewTopic(topic, Optional.of(stream.shards()), settings.replication())
                .configs(settings.with(configuration(stream)));
        try {
            Uuid id = admin.await(open -> open.createTopics(List.of(wanted)).topicId(topic));
            return Optional.of(id.toString());
        } catch (TopicExistsException e) {
            return Optional.empty();
        }
    }

    /** Has a stream's topic keep records for as long as the stream does, if it does not yet. */
    public void keepRetention(KinesisStreamDescriptor stream) {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, stream.topic());
        var present = Objects.requireNonNull(
                admin.await(open -> open.describeConfigs(List.of(resource)).all())
                        .get(resource));
        var changes = configuration(stream).entrySet().stream()
                .filter(entry -> !entry.getValue()
                        .equals(Objects.requireNonNull(present.get(entry.getKey()))
                                .value()))
                .map(entry ->
                        new AlterConfigOp(new ConfigEntry(entry.getKey(), entry.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        if (!changes.isEmpty()) {
            admin.await(open ->
                    open.incrementalAlterConfigs(Map.of(resource, changes)).all());
        }
    }

    /** Removes the topic of the stream of that number, if it is there. */
    public void remove(long stream) {
        try {
            admin.await(open -> open.deleteTopics(List.of(KinesisStreamDescriptor.topic(stream)))
                    .all());
        } catch (UnknownTopicOrPartitionException e) {
            // Somebody else was faster, or it was never made.
        }
    }

    /** The numbers of the streams that have a topic. */
    public Set<Long> streams() {
        return admin.await(open -> open.listTopics().names()).stream()
                .flatMap(topic -> KinesisStreamDescriptor.streamOf(topic).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether nothing was ever written to the topic of the stream of that number, or it is not there. */
    public boolean isEmpty(long stream) {
        var topic = KinesisStreamDescriptor.topic(stream);
        try {
            var description = Objects.requireNonNull(
                    admin.await(open -> open.describeTopics(List.of(topic)).allTopicNames())
                            .get(topic));
            var wanted = description.partitions().stream()
                    .collect(Collectors.toMap(
                            partition -> new TopicPartition(topic, partition.partition()), _ -> OffsetSpec.latest()));
            return admin.await(open -> open.listOffsets(wanted).all()).values().stream()
                    .allMatch(end -> end.offset() == 0);
        } catch (UnknownTopicOrPartitionException e) {
            return true;
        }
    }

    @Override
    public void close() {
        admin.close();
    }

    private Map<String, String> configuration(KinesisStreamDescriptor stream) {
        return settings.keptFor(stream.retention()).ofRecords();
    }
}
