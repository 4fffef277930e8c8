package io.galena.controlplane.table;

import io.galena.controlplane.database.CatalogDatabase;
import io.galena.controlplane.definition.TableDefinition;
import io.galena.controlplane.shard.HashSpace;
import io.galena.controlplane.shard.ShardStore;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.catalog.TableReference;
import io.galena.kit.catalog.TableStatus;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/**
 * {@code CreateTable}: the row first, then every shard, then the answer. The answer says {@code CREATING}; when nothing is
 * slow, the table is {@code ACTIVE} by then and known to all who follow the catalog.
 */
@Component
final class CreateTable implements Operation<CreateTable.Request, Table> {
    private static final long FIRST_VERSION = 1;

    private final CatalogDatabase database;
    private final TableStore tables;
    private final TagStore tags;
    private final ShardStore shards;
    private final TableLifecycle lifecycle;
    private final AccountLimits limits;
    private final InstantSource time;

    CreateTable(
            CatalogDatabase database,
            TableStore tables,
            TagStore tags,
            ShardStore shards,
            TableLifecycle lifecycle,
            AccountLimits limits,
            @Qualifier("controlPlaneTime") InstantSource time) {
        this.database = database;
        this.tables = tables;
        this.tags = tags;
        this.shards = shards;
        this.lifecycle = lifecycle;
        this.limits = limits;
        this.time = time;
    }

    @Override
    public String name() {
        return "CreateTable";
    }

    @Override
    public Request read(Structure input, Caller caller) {
        var reference = TableReference.of(input, caller);
        return new Request(reference, TableDefinition.read(input), Tag.read(input));
    }

    @Override
    public Table handle(Request request, Caller caller) {
        var table = design(request, caller);
        insert(table, request.tags());
        lifecycle.drive(table.id());
        return table;
    }

    @Override
    public void write(Table answer, JsonGenerator json) {
        TableDescription.write(json, "TableDescription", answer, time.instant());
    }

    private Table design(Request request, Caller caller) {
        var now = time.instant();
        var definition = request.definition();
        var indexes = new ArrayList<LocalIndex>();
        for (var index : definition.localIndexes()) {
            indexes.add(new LocalIndex(indexes.size() + 1, index, 0, 0));
        }
        return new Table(
                tables.nextId(),
                UUID.randomUUID(),
                caller.account(),
                caller.region(),
                request.table().name(),
                TableStatus.CREATING,
                FIRST_VERSION,
                now,
                definition.attributes(),
                definition.keySchema(),
                definition.settings().create(now, limits.throughput()),
                indexes,
                HashSpace.divide(shards.shards()),
                0,
                0);
    }

    private void insert(Table table, List<Tag> tagsOfTable) {
        database.change(revision -> {
            tables.find(table.account(), table.region(), table.name()).ifPresent(_ -> {
                throw TableErrors.alreadyExists(table.name());
            });
            limits.requireRoomForOneMore(tables.count(table.account(), table.region()));
            tables.insert(table, revision);
            tags.put(table.id(), tagsOfTable);
            return table;
        });
    }

    /** What is to be created. */
    record Request(TableReference table, TableDefinition definition, List<Tag> tags) {}
}
