package io.galena.dynamodb.partiql.syntax;

import io.galena.dynamodb.error.DynamoDbException;

/** Where a statement stands, which decides in which words what is no statement is refused. */
public enum Setting {
    ALONE,
    BATCH,
    TRANSACTION;

    private static final String EXISTS_OUT_OF_PLACE = "EXISTS can only be used in ExecuteTransaction write requests.";

    DynamoDbException refusal(StatementNode.Other other) {
        return DynamoDbException.validation(
                other.operation().map(this::unsupported).orElseGet(this::outOfPlace));
    }

    private String unsupported(String operation) {
        return switch (this) {
            case ALONE, TRANSACTION -> "Unsupported operation: " + operation;
            case BATCH -> "Invalid operation. Only select, insert, update and delete operations are valid";
        };
    }

    private String outOfPlace() {
        return switch (this) {
            case ALONE, BATCH -> EXISTS_OUT_OF_PLACE;
            case TRANSACTION -> "Unsupported operation in transaction.";
        };
    }
}
