package io.galena.dynamodb.expression;

import io.galena.dynamodb.value.AttributeValue;
import java.util.List;

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
}
