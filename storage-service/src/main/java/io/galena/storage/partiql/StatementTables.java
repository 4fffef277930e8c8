package io.galena.storage.partiql;

import io.galena.dynamodb.partiql.Statement;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.catalog.TableReference;
import io.galena.kit.operation.Caller;
import io.galena.storage.request.Tables;
import org.springframework.stereotype.Component;

/** The tables that statements name. */
@Component
final class StatementTables {
    private final Tables tables;

    StatementTables(Tables tables) {
        this.tables = tables;
    }

    /**
     * The table of a statement.
     *
     * @throws io.galena.dynamodb.error.DynamoDbException RESOURCE_NOT_FOUND when there is none
     */
    TableDescriptor require(Statement statement, Caller caller) {
        return tables.require(reference(statement), caller);
    }

    static TableReference reference(Statement statement) {
        return new TableReference(statement.table(), statement.table());
    }
}
