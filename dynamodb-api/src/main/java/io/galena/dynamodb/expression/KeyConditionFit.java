package io.galena.dynamodb.expression;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.key.KeyAttribute;
import io.galena.dynamodb.key.KeySchema;
import io.galena.dynamodb.value.AttributeType;
import io.galena.dynamodb.value.AttributeValue;
import java.util.ArrayList;
import java.util.Map;

/** Fits conditions on attributes to a key schema, attribute by attribute in the order of the schema, as DynamoDB checks them. */
final class KeyConditionFit {
    private final Map<String, SortCondition> conditions;
    private final KeySchema key;

    private KeyConditionFit(Map<String, SortCondition> conditions, KeySchema key) {
        this.conditions = conditions;
        this.key = key;
    }

    static KeyCondition of(Map<String, SortCondition> conditions, KeySchema key) {
        requireFew(conditions.size(), key.attributes().size());
        return new KeyConditionFit(conditions, key).fit();
    }

    /** The sentence about two conditions would not be true of a key with more attributes. */
    private static void requireFew(int conditions, int attributes) {
        if (attributes > 2 && conditions > attributes) {
            throw notSupported();
        }
        if (attributes <= 2 && conditions > 2) {
            throw DynamoDbException.validation("Conditions can be of length 1 or 2 only");
        }
    }

    private KeyCondition fit() {
        if (key.sort().isEmpty() && conditions.size() > key.partition().size()) {
            throw notSupported();
        }
        var partition = key.partition().stream().map(this::partitionValue).toList();
        var rest = conditions.size() - partition.size();
        var sort = new ArrayList<SortCondition>();
        for (var attribute : key.sort().subList(0, Math.min(rest, key.sort().size()))) {
            if (!sort.isEmpty() && !(sort.getLast() instanceof SortCondition.Equal)) {
                throw notSupported();
            }
            sort.add(condition(attribute));
        }
        return new KeyCondition(partition, sort);
    }

    private AttributeValue partitionValue(KeyAttribute attribute) {
        if (condition(attribute) instanceof SortCondition.Equal(var value)) {
            return value;
        }
        throw notSupported();
    }

    private SortCondition condition(KeyAttribute attribute) {
        var condition = conditions.get(attribute.name());
        if (condition == null) {
            throw DynamoDbException.validation("Query condition missed key schema element: " + attribute.name());
        }
        if (!isOf(condition, attribute.type())) {
            throw DynamoDbException.validation("One or more parameter values were invalid: "
                    + "Condition parameter type does not match schema type");
        }
        return condition;
    }

    private static boolean isOf(SortCondition condition, AttributeType type) {
        return switch (condition) {
            case SortCondition.Equal(var value) -> value.type() == type;
            case SortCondition.Less(var value) -> value.type() == type;
            case SortCondition.LessOrEqual(var value) -> value.type() == type;
            case SortCondition.Greater(var value) -> value.type() == type;
            case SortCondition.GreaterOrEqual(var value) -> value.type() == type;
            case SortCondition.Between(var low, var high) -> low.type() == type && high.type() == type;
            case SortCondition.BeginsWith(var prefix) -> prefix.type() == type;
        };
    }

    private static DynamoDbException notSupported() {
        return DynamoDbException.validation("Query key condition not supported");
    }
}
