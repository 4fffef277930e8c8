package io.galena.controlplane.table;

import io.galena.controlplane.database.CatalogDatabase;
import io.galena.controlplane.definition.NotServed;
import io.galena.controlplane.definition.SettingsChange;
import io.galena.controlplane.definition.StreamSetting;
import io.galena.controlplane.stream.Streams;
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
 * {@code UpdateTable}: changes settings of a table. Most of them are no part of what the data plane plans with, so one catalog
 * transaction is all there is to do. A stream is: every shard then takes on the next version of the table. The answer says
 * {@code UPDATING}, as clients expect; when nothing is slow, the change is complete by then.
 */
@Component
final class UpdateTable implements Operation<UpdateTable.Request, Table> {
    private final CatalogDatabase database;
    private final TableStore tables;
    private final Streams streams;
    private final TableLifecycle lifecycle;
    private final AccountLimits limits;
    private final InstantSource time;

    UpdateTable(
            CatalogDatabase database,
            TableStore tables,
            Streams streams,
            TableLifecycle lifecycle,
            AccountLimits limits,
            @Qualifier("controlPlaneTime") InstantSource time) {
        this.database = database;
        this.tables = tables;
        this.streams = streams;
        this.lifecycle = lifecycle;
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
        var table = database.change(revision -> {
            var before =
                    tables.find(caller.account(), caller.region(), name).orElseThrow(() -> TableErrors.notFound(name));
            TableErrors.requireActive(before);
            var after = changed(before, request.change());
            tables.updateSettings(after.id(), after.settings(), revision);
            if (!after.settings().stream().equals(before.settings().stream())) {
                startStreamChange(after, revision);
            }
            return after;
        });
        lifecycle.drive(table.id());
        return table;
    }

    @Override
    public void write(Table answer, JsonGenerator json) {
        TableDescription.write(json, "TableDescription", answer, time.instant());
    }

    private Table changed(Table before, SettingsChange change) {
        var now = time.instant();
        var label = streams.newLabel(before.account(), before.region(), before.name(), now);
        var settings = change.update(before.settings(), before.name(), label, now, limits.throughput());
        return before.with(TableStatus.UPDATING, settings);
    }

    private void startStreamChange(Table table, long revision) {
        var enabled = table.settings().stream().filter(StreamSetting::enabled);
        var topicPartitions = 0;
        if (enabled.isPresent()) {
            topicPartitions =
                    streams.enable(table.newStream(enabled.get(), time.instant()), table.partitions(), revision);
        } else {
            streams.disable(table.id(), revision);
        }
        tables.startUpdate(table.id(), topicPartitions, revision);
    }

    /** What is to be changed. */
    record Request(TableReference table, SettingsChange change) {}
}
