package io.galena.controlplane.table;

import io.galena.controlplane.definition.AttributeDefinition;
import io.galena.controlplane.definition.BillingMode;
import io.galena.controlplane.definition.OnDemandThroughput;
import io.galena.controlplane.definition.KeyElement;
import io.galena.controlplane.definition.StreamSetting;
import io.galena.controlplane.definition.TableSettings;
import io.galena.controlplane.stream.NewStream;
import io.galena.controlplane.stream.StreamShard;
import io.galena.controlplane.stream.StreamShard.State;
import io.galena.kit.catalog.CapacityDescriptor;
import io.galena.kit.catalog.ChangeLogDescriptor;
import io.galena.kit.catalog.PartitionDescriptor;
import io.galena.kit.catalog.StreamShardDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.catalog.TableStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

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
        List<GlobalIndex> globalIndexes,
        List<PartitionDescriptor> partitions,
        int topicPartitions,
        List<StreamShard> streamShards,
        long itemCount,
        long sizeBytes) {
    public Table {
        attributes = List.copyOf(attributes);
        keySchema = List.copyOf(keySchema);
        localIndexes = List.copyOf(localIndexes);
        globalIndexes = List.copyOf(globalIndexes);
        partitions = List.copyOf(partitions);
        streamShards = List.copyOf(streamShards);
    }

    /** The table's Amazon resource name. */
    public String arn() {
        return arn(region, account, name);
    }

    static String arn(String region, String account, String name) {
        return "arn:aws:dynamodb:" + region + ":" + account + ":table/" + name;
    }

    /** What the data plane must know of it until the change that is under way is complete. */
    public TableDescriptor descriptor() {
        return descriptor(status, version, false);
    }

    /** What the data plane must know of it when the creation or the change that is under way is complete. */
    TableDescriptor next() {
        return descriptor(TableStatus.ACTIVE, nextVersion(), true);
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

    private TableDescriptor descriptor(TableStatus status, long version, boolean next) {
        var global = globalIndexes.stream()
                .filter(index -> next ? index.state().isNext() : index.state().isHeld())
                .map(index -> index.descriptor(attributes, next))
                .toList();
        var ttl = settings.timeToLive();
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
                global,
                ttl.flatMap(setting -> next ? setting.next() : setting.held()),
                partitions,
                changeLog(
                        next ? State.NEXT : State.HELD,
                        (!global.isEmpty() && spansShards())
                                || settings.destinationLog()
                                        .filter(log -> next ? log.isNext() : log.isHeld())
                                        .isPresent()),
                capacity(next),
                settings.insightsDescriptors());
    }

    private Optional<CapacityDescriptor> capacity(boolean next) {
        var provisioned = settings.billingMode() == BillingMode.PROVISIONED;
        var indexes = globalIndexes.stream()
                .filter(index -> next ? index.state().isNext() : index.state().isHeld())
                .map(index -> index.capacity(provisioned))
                .toList();
        var own = OnDemandThroughput.limit(provisioned, settings.throughput(), settings.onDemandThroughput());
        return Optional.of(new CapacityDescriptor(provisioned, own.maxRead(), own.maxWrite(), indexes))
                .filter(CapacityDescriptor::isLimited);
    }

    /** @param others whether indexes or destinations read changes */
    private Optional<ChangeLogDescriptor> changeLog(List<State> states, boolean others) {
        var shards = streamShards.stream()
                .filter(shard -> states.contains(shard.state()))
                .toList();
        return shards.stream()
                .findFirst()
                .map(shard -> new ChangeLogDescriptor(
                        shard.stream(),
                        topicPartitions,
                        shards.stream().map(StreamShard::descriptor).toList()))
                .or(() -> others ? Optional.of(changeLogOfOthers()) : Optional.empty());
    }

    /** No stream is on: each partition's changes go where those of its first stream shard would. */
    private ChangeLogDescriptor changeLogOfOthers() {
        var places = IntStream.range(0, partitions.size())
                .mapToObj(place -> new StreamShardDescriptor(
                        "",
                        Optional.empty(),
                        0,
                        place,
                        partitions.get(place).first(),
                        partitions.get(place).last()))
                .toList();
        return new ChangeLogDescriptor(0, placesOfChanges(), places);
    }

    /** How many partitions the topic of its changes has at least, if there is one. */
    int placesOfChanges() {
        return Math.max(topicPartitions, partitions.size());
    }

    private boolean spansShards() {
        return partitions.stream().map(PartitionDescriptor::shard).distinct().count() > 1;
    }

    Table with(TableStatus other, TableSettings changed) {
        return copy(other, changed, attributes, globalIndexes);
    }

    Table with(List<AttributeDefinition> changedAttributes, List<GlobalIndex> changedIndexes) {
        return copy(status, settings, changedAttributes, changedIndexes);
    }

    private Table copy(
            TableStatus status,
            TableSettings settings,
            List<AttributeDefinition> attributes,
            List<GlobalIndex> globalIndexes) {
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
                globalIndexes,
                partitions,
                topicPartitions,
                streamShards,
                itemCount,
                sizeBytes);
    }
}
