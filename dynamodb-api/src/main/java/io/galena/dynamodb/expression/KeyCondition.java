package io.galena.dynamodb.expression;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.key.KeySchema;
import io.galena.dynamodb.value.AttributeValue;
import java.util.List;
import java.util.Map;

/**
 * A key condition fitted to the key of a table or an index: which partition, and what part of it.
 *
 * @param partition the values of the partition attributes, in the order of the key schema
 * @param sort conditions on the leading sort attributes, in the order of the key schema: none for the whole partition; all but the
 *     last one are {@link SortCondition.Equal}
 */
public record KeyCondition(List<AttributeValue> partition, List<SortCondition> sort) {
    public KeyCondition {
        partition = List.copyOf(partition);
        sort = List.copyOf(sort);
    }

    /**
     * Fits conditions on attributes to the key of a table or an index.
     *
     * @throws DynamoDbException VALIDATION when they are not on that key, of wrong types, or not of the form that it asks for
     */
    public static KeyCondition fit(Map<String, SortCondition> conditions, KeySchema key) {
        return KeyConditionFit.of(conditions, key);
    }
}
