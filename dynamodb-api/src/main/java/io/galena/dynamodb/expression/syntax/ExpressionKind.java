package io.galena.dynamodb.expression.syntax;

import io.galena.dynamodb.error.DynamoDbException;

/** The five kinds of expressions, by the request parameters that carry them. */
public enum ExpressionKind {
    CONDITION("ConditionExpression"),
    FILTER("FilterExpression"),
    KEY_CONDITION("KeyConditionExpression"),
    PROJECTION("ProjectionExpression"),
    UPDATE("UpdateExpression");

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
        return DynamoDbException.validation("Invalid " + parameter + ": " + problem);
    }
}
