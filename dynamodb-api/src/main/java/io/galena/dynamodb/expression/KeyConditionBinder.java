package io.galena.dynamodb.expression;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.expression.syntax.Comparator;
import io.galena.dynamodb.value.AttributeValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a condition as a key condition: comparisons of one attribute each with values, joined by AND. Its errors carry no prefix. */
final class KeyConditionBinder {
    private final Map<String, SortCondition> conditions = new LinkedHashMap<>();

    private KeyConditionBinder() {}

    static Map<String, SortCondition> conditions(Condition condition) {
        var binder = new KeyConditionBinder();
        binder.add(condition);
        return Collections.unmodifiableMap(binder.conditions);
    }

    private void add(Condition condition) {
        switch (condition) {
            case Condition.And(var terms) -> terms.forEach(this::add);
            case Condition.Comparison(var _, var comparator, var _)
            when comparator == Comparator.NOT_EQUAL -> throw wrongOperator(comparator.symbol());
            case Condition.Comparison(var left, var comparator, var right) -> {
                var attribute = onlyAttribute(List.of(left, right));
                add(
                        attribute,
                        left instanceof Operand.Attribute
                                ? comparison(comparator, constant(right))
                                : comparison(comparator.mirrored(), constant(left)));
            }
            case Condition.Between(var operand, var low, var high) -> {
                requireAttribute(operand, "BETWEEN");
                var attribute = onlyAttribute(List.of(operand, low, high));
                add(attribute, new SortCondition.Between(constant(low), constant(high)));
            }
            case Condition.BeginsWith(var operand, var prefix) -> {
                requireAttribute(operand, "begins_with");
                var attribute = onlyAttribute(List.of(operand, prefix));
                add(attribute, new SortCondition.BeginsWith(constant(prefix)));
            }
            case Condition.Or _ -> throw wrongOperator("OR");
            case Condition.Not _ -> throw wrongOperator("NOT");
            case Condition.In _ -> throw wrongOperator("IN");
            case Condition.Exists _ -> throw wrongOperator("attribute_exists");
            case Condition.NotExists _ -> throw wrongOperator("attribute_not_exists");
            case Condition.HasType _ -> throw wrongOperator("attribute_type");
            case Condition.Contains _ -> throw wrongOperator("contains");
        }
    }

    private void add(String attribute, SortCondition condition) {
        if (conditions.putIfAbsent(attribute, condition) != null) {
            throw DynamoDbException.validation("KeyConditionExpressions must only contain one condition per key");
        }
    }

    private static SortCondition comparison(Comparator comparator, AttributeValue value) {
        return switch (comparator) {
            case EQUAL -> new SortCondition.Equal(value);
            case LESS -> new SortCondition.Less(value);
            case LESS_OR_EQUAL -> new SortCondition.LessOrEqual(value);
            case GREATER -> new SortCondition.Greater(value);
            case GREATER_OR_EQUAL -> new SortCondition.GreaterOrEqual(value);
            case NOT_EQUAL -> throw new IllegalArgumentException("Not a condition on a key");
        };
    }

    private static void requireAttribute(Operand first, String operator) {
        if (first instanceof Operand.Constant) {
            throw DynamoDbException.validation("Invalid condition in KeyConditionExpression: " + operator
                    + " operator must have the key attribute as its first operand");
        }
    }

    /** The name of the one attribute among the operands, of which the others are constants. */
    private static String onlyAttribute(List<Operand> operands) {
        var paths = new ArrayList<DocumentPath>(1);
        for (var operand : operands) {
            if (operand instanceof Operand.Size) {
                throw DynamoDbException.validation("KeyConditionExpressions cannot contain nested operations");
            }
            if (operand instanceof Operand.Attribute(var path)) {
                paths.add(path);
            }
        }
        if (paths.size() > 1) {
            throw DynamoDbException.validation(
                    "Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition");
        }
        if (paths.isEmpty()) {
            throw DynamoDbException.validation(
                    "Invalid condition in KeyConditionExpression: No key attribute specified");
        }
        if (!paths.getFirst().steps().isEmpty()) {
            throw DynamoDbException.validation("KeyConditionExpressions cannot have conditions on nested attributes");
        }
        return paths.getFirst().attribute();
    }

    private static AttributeValue constant(Operand operand) {
        if (operand instanceof Operand.Constant(var value)) {
            return value;
        }
        throw new IllegalArgumentException("Not a constant: " + operand);
    }

    private static DynamoDbException wrongOperator(String operator) {
        return DynamoDbException.validation("Invalid operator used in KeyConditionExpression: " + operator);
    }
}
