package io.galena.dynamodb.expression;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.key.KeySchema;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A key condition bound to the values of one request, but not yet to a table: one condition per attribute, whichever attributes
 * those are. It can be checked before the table is known, as DynamoDB does.
 */
public record KeyConditionExpression(Map<String, SortCondition> conditions) {
    public KeyConditionExpression {
        conditions = Collections.unmodifiableMap(new LinkedHashMap<>(conditions));
    }

    /**
     * Fits these conditions to the key of the table or index that is queried.
     *
     * @throws DynamoDbException VALIDATION when they are not on that key, of wrong types, or not of the form that it asks for
     */
    public KeyCondition fit(KeySchema key) {
        return KeyConditionFit.of(conditions, key);
    }
}
