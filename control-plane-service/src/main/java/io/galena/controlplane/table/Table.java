package io.galena.controlplane.table;

import io.galena.controlplane.definition.AttributeDefinition;
import io.galena.controlplane.definition.KeyElement;
import io.galena.controlplane.definition.StreamSetting;
import io.galena.controlplane.definition.TableSettings;
import io.galena.controlplane.definition.TimeToLiveSetting;
import io.galena.controlplane.stream.NewStream;
import io.galena.controlplane.stream.StreamShard;
import io.galena.controlplane.stream.StreamShard.State;
import io.galena.kit.catalog.ChangeLogDescriptor;
import io.galena.kit.catalog.PartitionDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.catalog.TableStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A table as the catalog knows it.
 *
 * @param version of the descriptor that all its shards hold; while the table is being created or deleted, of the one that
 *     they are to take on
 * @param topicPartitions how many partitions the topic of its changes has ever needed
 * @param streamShards those of its stream that are not closed, in the order of their epochs
 */
public record Table(
        long id,
        UUID uuid,
        String account,
        String region,
        String name,
        TableStatus status,
        long version,
        Instant created,
        List<AttributeDefinition> attributes,
        List<KeyElement> keySchema,
        TableSettings settings,
        List<LocalIndex> localIndexes,
        List<PartitionDescriptor> partitions,
        int topicPartitions,
        List<StreamShard> streamShards,
        long itemCount,
        long sizeBytes) {
    public Table {
        attributes = List.copyOf(attributes);
        keySchema = List.copyOf(keySchema);
        localIndexes = List.copyOf(localIndexes);
        partitions = List.copyOf(partitions);
        streamShards = List.copyOf(streamShards);
    }

    /** The table's Amazon resource name. */
    public String arn() {
        return "arn:aws:dynamodb:" + region + ":" + account + ":table/" + name;
    }

    /** What the data plane must know of it until the change that is under way is complete. */
    public TableDescriptor descriptor() {
        return descriptor(status, version, State.HELD, settings.timeToLive().flatMap(TimeToLiveSetting::held));
    }

    /** What the data plane must know of it when the creation or the change that is under way is complete. */
    TableDescriptor next() {
        return descriptor(
                TableStatus.ACTIVE,
                nextVersion(),
                State.NEXT,
                settings.timeToLive().flatMap(TimeToLiveSetting::next));
    }

    long nextVersion() {
        return status == TableStatus.CREATING ? version : version + 1;
    }

    /** A stream of it that is to be turned on. */
    NewStream newStream(StreamSetting setting, Instant now) {
        return new NewStream(
                id, account, region, name, setting.label(), setting.viewType(), attributes, keySchema, now);
    }

    /** The stream shards that are open and stay so, as far as the change under way is concerned. */
    List<StreamShard> openStreamShards() {
        return streamShards.stream()
                .filter(shard -> shard.state() == State.OPEN)
                .toList();
    }

    private TableDescriptor descriptor(
            TableStatus status, long version, List<State> states, Optional<String> ttlAttribute) {
        return new TableDescriptor(
                id,
                uuid.toString(),
                account,
                region,
                name,
                status,
                version,
                KeyElement.typed(keySchema, attributes),
                localIndexes.stream().map(index -> index.descriptor(attributes)).toList(),
                List.of(),
                ttlAttribute,
                partitions,
                changeLog(states));
    }

    private Optional<ChangeLogDescriptor> changeLog(List<State> states) {
        var shards = streamShards.stream()
                .filter(shard -> states.contains(shard.state()))
                .toList();
        return shards.stream()
                .findFirst()
                .map(shard -> new ChangeLogDescriptor(
                        shard.stream(),
                        topicPartitions,
                        shards.stream().map(StreamShard::descriptor).toList()));
    }

    Table with(TableStatus status, TableSettings settings) {
        return new Table(
                id,
                uuid,
                account,
                region,
                name,
                status,
                version,
                created,
                attributes,
                keySchema,
                settings,
                localIndexes,
                partitions,
                topicPartitions,
                streamShards,
                itemCount,
                sizeBytes);
    }
}
