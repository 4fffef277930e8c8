package io.galena.dynamodb.expression;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.key.KeySchema;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** A key condition bound to the names and values of one request, but not yet to a table. Immutable. */
public final class KeyConditionExpression {
    private final Supplier<Map<String, SortCondition>> conditions;

    /** One condition for each of some attributes. */
    public KeyConditionExpression(Map<String, SortCondition> conditions) {
        var copy = Collections.unmodifiableMap(new LinkedHashMap<>(conditions));
        this.conditions = () -> copy;
    }

    /** A condition of any form: only {@link #conditions} finds out whether it is one on keys. */
    KeyConditionExpression(Condition condition) {
        this.conditions = () -> KeyConditionBinder.conditions(condition);
    }

    /**
     * The conditions by attribute, whichever attributes those are. DynamoDB asks for these after {@link
     * ExpressionContext#verifyAllUsed}, but before it looks for the table.
     *
     * @throws DynamoDbException VALIDATION when this is more than one comparison with values for each attribute
     */
    public Map<String, SortCondition> conditions() {
        return conditions.get();
    }

    /**
     * Fits these conditions to the key of the table or index that is queried.
     *
     * @throws DynamoDbException VALIDATION as {@link #conditions}, or when they are not on that key, of wrong types, or not of the
     *     form that it asks for
     */
    public KeyCondition fit(KeySchema key) {
        return KeyConditionFit.of(conditions(), key);
    }
}
