package io.galena.controlplane.table;

import io.galena.controlplane.database.CatalogDatabase;
import io.galena.controlplane.definition.PolicyDocument;
import io.galena.controlplane.definition.TableDefinition;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.catalog.TableReference;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/**
 * {@code CreateTable}: the row first, then every shard, then the answer. The answer says {@code CREATING}; when nothing is
 * slow, the table is {@code ACTIVE} by then and known to all who follow the catalog.
 */
@Component
final class CreateTable implements Operation<CreateTable.Request, Table> {
    private final CatalogDatabase database;
    private final NewTables newTables;
    private final PolicyStore policies;
    private final TableLifecycle lifecycle;
    private final InstantSource time;

    CreateTable(
            CatalogDatabase database,
            NewTables newTables,
            PolicyStore policies,
            TableLifecycle lifecycle,
            @Qualifier("controlPlaneTime") InstantSource time) {
        this.database = database;
        this.newTables = newTables;
        this.policies = policies;
        this.lifecycle = lifecycle;
        this.time = time;
    }

    @Override
    public String name() {
        return "CreateTable";
    }

    @Override
    public Request read(Structure input, Caller caller) {
        var reference = TableReference.of(input, caller);
        var arn = Table.arn(caller.region(), caller.account(), reference.name());
        return new Request(
                reference,
                TableDefinition.read(input),
                Tag.read(input),
                PolicyDocument.read(input, "ResourcePolicy", arn));
    }

    @Override
    public Table handle(Request request, Caller caller) {
        var table = database.change(revision -> put(request, caller, revision));
        lifecycle.drive(table.id());
        return table;
    }

    @Override
    public void write(Table answer, JsonGenerator json) {
        TableDescription.write(json, "TableDescription", answer, time.instant());
    }

    private Table put(Request request, Caller caller, long revision) {
        var table = newTables.put(request, caller, revision);
        request.policy().ifPresent(policy -> policies.put(table.id(), "", policy, Long.toString(time.millis())));
        return table;
    }

    /** What is to be created. */
    record Request(TableReference table, TableDefinition definition, List<Tag> tags, Optional<PolicyDocument> policy) {}
}
