package io.galena.controlplane.table;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;

/** The service's words about tables that are not there, or not in the state that an operation needs. */
final class TableErrors {
    private TableErrors() {}

    static DynamoDbException notFound(String name) {
        return new DynamoDbException(
                ErrorType.RESOURCE_NOT_FOUND, "Requested resource not found: Table: " + name + " not found");
    }

    static DynamoDbException alreadyExists(String name) {
        return new DynamoDbException(ErrorType.RESOURCE_IN_USE, "Table already exists: " + name);
    }

    /** @throws DynamoDbException RESOURCE_IN_USE when the table is being created, updated or deleted */
    static void requireActive(Table table) {
        switch (table.status()) {
            case ACTIVE -> {}
            case CREATING -> throw inUse(table, "created");
            case UPDATING -> throw inUse(table, "updated");
            case DELETING -> throw inUse(table, "deleted");
        }
    }

    private static DynamoDbException inUse(Table table, String doing) {
        return new DynamoDbException(
                ErrorType.RESOURCE_IN_USE,
                "Attempt to change a resource which is still in use: Table is being " + doing + ": " + table.name());
    }
}
