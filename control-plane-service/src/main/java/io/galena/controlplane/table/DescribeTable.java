package io.galena.controlplane.table;

import io.galena.dynamodb.model.Structure;
import io.galena.kit.catalog.TableReference;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** {@code DescribeTable}: a table in any status. */
@Component
final class DescribeTable implements Operation<TableReference, Table> {
    private final TableStore tables;
    private final InstantSource time;

    DescribeTable(TableStore tables, @Qualifier("controlPlaneTime") InstantSource time) {
        this.tables = tables;
        this.time = time;
    }

    @Override
    public String name() {
        return "DescribeTable";
    }

    @Override
    public TableReference read(Structure input, Caller caller) {
        return TableReference.of(input, caller);
    }

    @Override
    public Table handle(TableReference reference, Caller caller) {
        return tables.find(caller.account(), caller.region(), reference.name())
                .orElseThrow(() -> TableErrors.notFound(reference.name()));
    }

    @Override
    public void write(Table answer, JsonGenerator json) {
        TableDescription.write(json, "Table", answer, time.instant());
    }
}
