package io.galena.dynamodb.expression;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.key.KeySchema;
import java.util.Map;

/**
 * A key condition bound to the names and values of one request, but not yet to a table.
 *
 * @param condition a condition of any form: only the methods here find out whether it is one on keys
 */
public record KeyConditionExpression(Condition condition) {
    /**
     * The conditions by attribute, whichever attributes those are. DynamoDB asks for these after {@link
     * ExpressionContext#verifyAllUsed}, but before it looks for the table.
     *
     * @throws DynamoDbException VALIDATION when this is more than one comparison with values for each attribute
     */
    public Map<String, SortCondition> conditions() {
        return KeyConditionBinder.conditions(condition);
    }

    /**
     * Fits these conditions to the key of the table or index that is queried.
     *
     * @throws DynamoDbException VALIDATION as {@link #conditions}, or when they are not on that key, of wrong types, or not of the
     *     form that it asks for
     */
    public KeyCondition fit(KeySchema key) {
        return KeyCondition.fit(conditions(), key);
    }
}
