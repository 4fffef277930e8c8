package io.galena.controlplane.table;

import io.galena.controlplane.database.CatalogDatabase;
import io.galena.controlplane.definition.AttributeDefinition;
import io.galena.controlplane.definition.GlobalIndexUpdate;
import io.galena.controlplane.definition.NotServed;
import io.galena.controlplane.definition.SettingsChange;
import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.catalog.TableReference;
import io.galena.kit.catalog.TableStatus;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/**
 * {@code UpdateTable}: changes settings of a table. Most of them are no part of what the data plane plans with, so one catalog
 * transaction is all there is to do. A stream or an index is: every shard then takes on the next version of the table. The
 * answer says {@code UPDATING} and shows the throughput that was, as clients expect; when nothing is slow, the change is complete
 * by then, except that a new index is yet to be backfilled.
 */
@Component
final class UpdateTable implements Operation<UpdateTable.Request, TableUpdate> {
    private final CatalogDatabase database;
    private final TableUpdates updates;
    private final TableLifecycle lifecycle;
    private final IndexBackfills backfills;
    private final InstantSource time;

    UpdateTable(
            CatalogDatabase database,
            TableUpdates updates,
            TableLifecycle lifecycle,
            IndexBackfills backfills,
            @Qualifier("controlPlaneTime") InstantSource time) {
        this.database = database;
        this.updates = updates;
        this.lifecycle = lifecycle;
        this.backfills = backfills;
        this.time = time;
    }

    @Override
    public String name() {
        return "UpdateTable";
    }

    @Override
    public Request read(Structure input, Caller caller) {
        var reference = TableReference.of(input, caller);
        NotServed.requireAbsent(input, NotServed.AT_UPDATE);
        var change = SettingsChange.read(input);
        var indexes = GlobalIndexUpdate.readAll(input);
        if (change.isEmpty() && indexes.isEmpty()) {
            throw DynamoDbException.validation(
                    "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates"
                            + " or SSESpecification or ReplicaUpdates is required");
        }
        return new Request(
                reference,
                change,
                indexes,
                indexes.isEmpty() ? List.of() : AttributeDefinition.read(input).orElse(List.of()));
    }

    @Override
    public TableUpdate handle(Request request, Caller caller) {
        var update = database.change(revision -> updates.update(request, caller, revision));
        lifecycle.drive(update.after().id());
        backfills.start(update.after().id());
        return update;
    }

    @Override
    public void write(TableUpdate answer, JsonGenerator json) {
        TableDescription.writeUpdate(json, "TableDescription", answer, time.instant());
    }

    /**
     * What is to be changed.
     *
     * @param attributes those of the keys of new indexes, and perhaps others that the table has already
     */
    record Request(
            TableReference table,
            SettingsChange change,
            List<GlobalIndexUpdate> indexes,
            List<AttributeDefinition> attributes) {
        Request {
            indexes = List.copyOf(indexes);
            attributes = List.copyOf(attributes);
        }

        /** The status of the table meanwhile: warm throughput changes beside it. */
        TableStatus status() {
            var isOfWarmThroughput =
                    change.isOfWarmThroughput() && indexes.stream().allMatch(GlobalIndexUpdate::isOfWarmThroughput);
            return isOfWarmThroughput ? TableStatus.ACTIVE : TableStatus.UPDATING;
        }
    }
}
