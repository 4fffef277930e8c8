package io.galena.storage.query;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.expression.KeyCondition;
import io.galena.dynamodb.key.KeyRange;
import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.Item;
import java.util.List;

/** Where a Query goes on after an {@code ExclusiveStartKey}, which must be a key that the query could have ended with. */
final class QueryStart {
    private QueryStart() {}

    /**
     * What is left of the query's range.
     *
     * @throws DynamoDbException VALIDATION when the key lies outside of it
     */
    static KeyRange rangeAfter(Item startKey, ReadTarget target, KeyCondition condition, boolean forward) {
        var rowKey = target.rowKey(startKey);
        var samePartition = partitionOf(startKey, target).equals(condition.partition());
        if (condition.sort().isEmpty()) {
            if (!samePartition) {
                throw DynamoDbException.validation(
                        "The provided starting key is outside query boundaries based on provided conditions");
            }
        } else {
            var sameSort = new KeyCondition(partitionOf(startKey, target), condition.sort());
            if (!target.range(sameSort).contains(rowKey)) {
                throw DynamoDbException.validation("The provided starting key does not match the range key predicate");
            }
            if (!samePartition) {
                throw DynamoDbException.validation("The query can return at most one row and cannot be restarted");
            }
        }
        return target.range(condition).after(rowKey, forward);
    }

    private static List<AttributeValue> partitionOf(Item key, ReadTarget target) {
        return target.keys().partition().stream()
                .map(attribute -> key.find(attribute.name()).orElseThrow())
                .toList();
    }
}
