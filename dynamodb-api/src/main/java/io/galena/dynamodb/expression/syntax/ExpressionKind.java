package io.galena.dynamodb.expression.syntax;

import io.galena.dynamodb.error.DynamoDbException;

/** The kinds of expressions, by the request parameters that carry them; the last one is what a PartiQL statement contains. */
public enum ExpressionKind {
    CONDITION("ConditionExpression"),
    FILTER("FilterExpression"),
    KEY_CONDITION("KeyConditionExpression"),
    PROJECTION("ProjectionExpression"),
    UPDATE("UpdateExpression"),
    STATEMENT("Statement");

    private final String parameter;

    ExpressionKind(String parameter) {
        this.parameter = parameter;
    }

    /** The name of the request parameter. */
    public String parameter() {
        return parameter;
    }

    /** The error for an expression of this kind. */
    public DynamoDbException invalid(String problem) {
        var prefix = this == STATEMENT ? "" : "Invalid " + parameter + ": ";
        return DynamoDbException.validation(prefix + problem);
    }
}
