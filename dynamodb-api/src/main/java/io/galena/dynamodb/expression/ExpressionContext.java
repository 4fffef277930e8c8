package io.galena.dynamodb.expression;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.value.Item;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The names and values of one request, against which its expressions are bound. It remembers what the expressions used, so it belongs
 * to one request and one thread. Bind all expressions of the request, then {@link #verifyAllUsed}. DynamoDB does so before it
 * looks for the table, in the order update, condition, key condition, filter, projection; rules that need the table's keys are
 * in {@link KeyRules} and {@link KeyConditionExpression#fit}.
 *
 * <p>Every method throws {@link DynamoDbException} VALIDATION, in DynamoDB's words, and nothing else.
 */
public final class ExpressionContext {
    private final Optional<Map<String, String>> names;
    private final Optional<Item> values;

    private ExpressionContext(Optional<Map<String, String>> names, Optional<Item> values) {
        this.names = names;
        this.values = values;
    }

    /** The context of a request's ExpressionAttributeNames and ExpressionAttributeValues. */
    public static ExpressionContext of(Optional<Map<String, String>> names, Optional<Item> values) {
        return new ExpressionContext(names, values);
    }

    /** Binds a ConditionExpression. */
    public Condition condition(String text) {
        requireText(text);
        return new Condition.And(List.of());
    }

    /** Binds a FilterExpression. */
    public Condition filter(String text) {
        requireText(text);
        return new Condition.And(List.of());
    }

    /** Binds a KeyConditionExpression. */
    public KeyConditionExpression keyCondition(String text) {
        requireText(text);
        return new KeyConditionExpression(Map.of());
    }

    /** Binds a ProjectionExpression. */
    public Projection projection(String text) {
        requireText(text);
        return new Projection(List.of());
    }

    /** Binds an UpdateExpression. */
    public Update update(String text) {
        requireText(text);
        return new Update(List.of());
    }

    /** Checks that the expressions used all names and all values. */
    public void verifyAllUsed() {
        requireText(names.toString() + values);
    }

    private static void requireText(String text) {
        if (text.isEmpty()) {
            throw DynamoDbException.validation("The expression can not be empty;");
        }
    }
}
