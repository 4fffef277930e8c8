package io.galena.controlplane.table;

import io.galena.controlplane.definition.StreamSetting;
import io.galena.controlplane.definition.TableDefinition;
import io.galena.controlplane.shard.HashSpace;
import io.galena.controlplane.shard.ShardStore;
import io.galena.controlplane.stream.Streams;
import io.galena.kit.catalog.TableStatus;
import io.galena.kit.operation.Caller;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Puts new tables into the catalog: the row, with its partitions, tags and stream. */
@Component
final class NewTables {
    private static final long FIRST_VERSION = 1;

    private final TableStore tables;
    private final TagStore tags;
    private final Streams streams;
    private final ShardStore shards;
    private final AccountLimits limits;
    private final InstantSource time;

    NewTables(
            TableStore tables,
            TagStore tags,
            Streams streams,
            ShardStore shards,
            AccountLimits limits,
            @Qualifier("controlPlaneTime") InstantSource time) {
        this.tables = tables;
        this.tags = tags;
        this.streams = streams;
        this.shards = shards;
        this.limits = limits;
        this.time = time;
    }

    /**
     * Puts a table there, with status {@code CREATING}.
     *
     * @throws io.galena.dynamodb.error.DynamoDbException RESOURCE_IN_USE when the name is taken, LIMIT_EXCEEDED when the
     *     account may not have it, VALIDATION for settings that contradict each other
     */
    Table put(CreateTable.Request request, Caller caller, long revision) {
        var now = time.instant();
        var name = request.table().name();
        var table = design(name, request.definition(), caller, now);
        tables.find(caller.account(), caller.region(), name).ifPresent(_ -> {
            throw TableErrors.alreadyExists(name);
        });
        limits.requireRoomForOneMore(tables.count(caller.account(), caller.region()));
        tables.insert(table, revision);
        tags.put(table.id(), request.tags());
        table.settings().stream().ifPresent(stream -> addStream(table, stream, now, revision));
        return table;
    }

    private Table design(String name, TableDefinition definition, Caller caller, Instant now) {
        var indexes = new ArrayList<LocalIndex>();
        for (var index : definition.localIndexes()) {
            indexes.add(new LocalIndex(indexes.size() + 1, index, 0, 0));
        }
        var mode = definition.settings().newBillingMode();
        var globalIndexes = new ArrayList<GlobalIndex>();
        for (var index : definition.globalIndexes()) {
            globalIndexes.add(new GlobalIndex(
                    indexes.size() + globalIndexes.size() + 1,
                    index.define(mode, limits.throughput()),
                    GlobalIndex.State.ACTIVE,
                    Optional.empty(),
                    0,
                    0));
        }
        var label = streams.newLabel(caller.account(), caller.region(), name, now);
        return new Table(
                tables.nextId(),
                UUID.randomUUID(),
                caller.account(),
                caller.region(),
                name,
                TableStatus.CREATING,
                FIRST_VERSION,
                now,
                definition.attributes(),
                definition.keySchema(),
                definition.settings().create(label, now, limits.throughput()),
                indexes,
                globalIndexes,
                HashSpace.divide(shards.shards()),
                0,
                List.of(),
                0,
                0);
    }

    private void addStream(Table table, StreamSetting stream, Instant now, long revision) {
        var topicPartitions = streams.enable(table.newStream(stream, now), table.partitions(), revision);
        tables.requireTopicPartitions(table.id(), topicPartitions);
    }
}
