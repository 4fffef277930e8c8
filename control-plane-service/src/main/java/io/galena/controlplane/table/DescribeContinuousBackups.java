package io.galena.controlplane.table;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.catalog.TableReference;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/**
 * {@code DescribeContinuousBackups}: always disabled, since nothing can enable them yet. Deployment tools ask whenever they
 * look at a table.
 */
@Component
final class DescribeContinuousBackups implements Operation<TableReference, Table> {
    private final TableStore tables;

    DescribeContinuousBackups(TableStore tables) {
        this.tables = tables;
    }

    @Override
    public String name() {
        return "DescribeContinuousBackups";
    }

    @Override
    public TableReference read(Structure input, Caller caller) {
        return TableReference.of(input, caller);
    }

    @Override
    public Table handle(TableReference reference, Caller caller) {
        return tables.find(caller.account(), caller.region(), reference.name())
                .orElseThrow(
                        () -> new DynamoDbException(ErrorType.TABLE_NOT_FOUND, "Table not found: " + reference.name()));
    }

    @Override
    public void write(Table answer, JsonGenerator json) {
        json.writeObjectPropertyStart("ContinuousBackupsDescription");
        json.writeStringProperty("ContinuousBackupsStatus", "DISABLED");
        json.writeObjectPropertyStart("PointInTimeRecoveryDescription");
        json.writeStringProperty("PointInTimeRecoveryStatus", "DISABLED");
        json.writeEndObject();
        json.writeEndObject();
    }
}
