package io.galena.controlplane.table;

import io.galena.controlplane.database.CatalogDatabase;
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
 * {@code DeleteTable}: marks the row, clears every shard, removes the row. The answer says {@code DELETING}; when nothing is
 * slow, the table is gone by then and its name free. Its stream stays for a day.
 */
@Component
final class DeleteTable implements Operation<TableReference, Table> {
    private final CatalogDatabase database;
    private final TableStore tables;
    private final Streams streams;
    private final TableLifecycle lifecycle;
    private final InstantSource time;

    DeleteTable(
            CatalogDatabase database,
            TableStore tables,
            Streams streams,
            TableLifecycle lifecycle,
            @Qualifier("controlPlaneTime") InstantSource time) {
        this.database = database;
        this.tables = tables;
        this.streams = streams;
        this.lifecycle = lifecycle;
        this.time = time;
    }

    @Override
    public String name() {
        return "DeleteTable";
    }

    @Override
    public TableReference read(Structure input, Caller caller) {
        return TableReference.of(input, caller);
    }

    @Override
    public Table handle(TableReference reference, Caller caller) {
        var table = database.change(revision -> {
            var current = require(reference, caller);
            if (current.status() != TableStatus.DELETING) {
                tables.startDeletion(current.id(), revision);
                streams.disable(current.id(), revision);
            }
            return current;
        });
        lifecycle.drive(table.id());
        return table.with(TableStatus.DELETING, table.settings());
    }

    @Override
    public void write(Table answer, JsonGenerator json) {
        TableDescription.write(json, "TableDescription", answer, time.instant());
    }

    private Table require(TableReference reference, Caller caller) {
        var table = tables.find(caller.account(), caller.region(), reference.name())
                .orElseThrow(() -> TableErrors.notFound(reference.name()));
        if (table.status() == TableStatus.DELETING) {
            // As documented: deleting a table that is being deleted is no error.
            return table;
        }
        TableErrors.requireActive(table);
        if (table.settings().deletionProtection()) {
            throw DynamoDbException.validation(
                    "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection"
                            + " first.");
        }
        return table;
    }
}
