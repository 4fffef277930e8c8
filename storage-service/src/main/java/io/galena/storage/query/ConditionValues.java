package io.galena.storage.query;

import io.galena.dynamodb.expression.KeyCondition;
import io.galena.dynamodb.expression.SortCondition;
import io.galena.dynamodb.key.KeySchema;
import io.galena.dynamodb.value.AttributeValue;
import io.galena.storage.request.KeyChecks;
import java.util.List;

/** The rule that the values of a key condition must be such as a key can have. */
final class ConditionValues {
    private ConditionValues() {}

    /**
     * Checks the values of a condition that has been fitted to these keys.
     *
     * @throws io.galena.dynamodb.error.DynamoDbException VALIDATION when one is empty or too large
     */
    static void check(KeyCondition condition, KeySchema keys) {
        for (var i = 0; i < condition.partition().size(); i++) {
            KeyChecks.checkContent(
                    condition.partition().get(i), keys.partition().get(i), keys);
        }
        for (var i = 0; i < condition.sort().size(); i++) {
            var attribute = keys.sort().get(i);
            values(condition.sort().get(i)).forEach(value -> KeyChecks.checkContent(value, attribute, keys));
        }
    }

    private static List<AttributeValue> values(SortCondition condition) {
        return switch (condition) {
            case SortCondition.Equal(var value) -> List.of(value);
            case SortCondition.Less(var value) -> List.of(value);
            case SortCondition.LessOrEqual(var value) -> List.of(value);
            case SortCondition.Greater(var value) -> List.of(value);
            case SortCondition.GreaterOrEqual(var value) -> List.of(value);
            case SortCondition.Between(var low, var high) -> List.of(low, high);
            case SortCondition.BeginsWith(var prefix) -> List.of(prefix);
        };
    }
}
