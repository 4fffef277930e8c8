package io.galena.controlplane.table;

import io.galena.controlplane.database.CatalogDatabase;
import io.galena.controlplane.definition.NotServed;
import io.galena.controlplane.definition.SettingsChange;
import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.catalog.TableReference;
import io.galena.kit.catalog.TableStatus;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/**
 * {@code UpdateTable}: changes settings of a table. None of them is part of what the data plane plans with, so one catalog
 * transaction is all there is to do: the answer says {@code UPDATING}, as clients expect, and the change is complete.
 */
@Component
final class UpdateTable implements Operation<UpdateTable.Request, Table> {
    private final CatalogDatabase database;
    private final TableStore tables;
    private final AccountLimits limits;
    private final InstantSource time;

    UpdateTable(
            CatalogDatabase database,
            TableStore tables,
            AccountLimits limits,
            @Qualifier("controlPlaneTime") InstantSource time) {
        this.database = database;
        this.tables = tables;
        this.limits = limits;
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
        if (change.isEmpty()) {
            throw DynamoDbException.validation(
                    "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates"
                            + " or SSESpecification or ReplicaUpdates is required");
        }
        return new Request(reference, change);
    }

    @Override
    public Table handle(Request request, Caller caller) {
        var name = request.table().name();
        return database.change(revision -> {
            var table =
                    tables.find(caller.account(), caller.region(), name).orElseThrow(() -> TableErrors.notFound(name));
            TableErrors.requireActive(table);
            var settings = request.change().update(table.settings(), name, time.instant(), limits.throughput());
            tables.updateSettings(table.id(), settings, revision);
            return table.with(TableStatus.UPDATING, settings);
        });
    }

    @Override
    public void write(Table answer, JsonGenerator json) {
        TableDescription.write(json, "TableDescription", answer, time.instant());
    }

    /** What is to be changed. */
    record Request(TableReference table, SettingsChange change) {}
}
