package io.galena.dynamodb.legacy;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.expression.syntax.Comparator;
import io.galena.dynamodb.expression.Condition;
import io.galena.dynamodb.expression.DocumentPath;
import io.galena.dynamodb.expression.Operand;
import io.galena.dynamodb.expression.SortCondition;
import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.Item;
import java.util.List;

/** An operator between a top-level attribute and arguments of the request, which fit the operator. */
record LegacyComparison(String attribute, LegacyOperator operator, List<AttributeValue> arguments) {
    LegacyComparison {
        arguments = List.copyOf(arguments);
        if (!operator.takes(arguments.size())) {
            throw Invalid.parameters("Invalid number of argument(s) for the " + operator + " ComparisonOperator");
        }
        for (var argument : arguments) {
            requireType(argument, operator, arguments.getFirst());
        }
        if (operator == LegacyOperator.BETWEEN && !inOrder(arguments.getFirst(), arguments.getLast())) {
            throw DynamoDbException.validation(
                    "The BETWEEN condition was provided a range where the lower bound is greater than the upper bound");
        }
    }

    private static void requireType(AttributeValue argument, LegacyOperator operator, AttributeValue first) {
        if (!operator.takes(argument.type())) {
            throw Invalid.parameters(
                    "ComparisonOperator " + operator + " is not valid for " + argument.type() + " AttributeValue type");
        }
        if (argument.type() != first.type()) {
            throw Invalid.parameters("AttributeValues inside AttributeValueList must be of same type");
        }
    }

    private static boolean inOrder(AttributeValue low, AttributeValue high) {
        return new Condition.Comparison(new Operand.Constant(low), Comparator.LESS_OR_EQUAL, new Operand.Constant(high))
                .test(Item.empty());
    }

    /** As a condition on an item. */
    Condition condition() {
        var path = DocumentPath.of(attribute);
        var value = new Operand.Attribute(path);
        return switch (operator) {
            case EQ -> new Condition.Comparison(value, Comparator.EQUAL, argument());
            case NE -> new Condition.Comparison(value, Comparator.NOT_EQUAL, argument());
            case LE -> new Condition.Comparison(value, Comparator.LESS_OR_EQUAL, argument());
            case LT -> new Condition.Comparison(value, Comparator.LESS, argument());
            case GE -> new Condition.Comparison(value, Comparator.GREATER_OR_EQUAL, argument());
            case GT -> new Condition.Comparison(value, Comparator.GREATER, argument());
            case IN -> new Condition.In(value, operands());
            case BETWEEN ->
                new Condition.Between(value, operands().getFirst(), operands().getLast());
            case NOT_NULL -> new Condition.Exists(path);
            case NULL -> new Condition.NotExists(path);
            case CONTAINS -> new Condition.Contains(value, argument());
            // not met by an item that lacks the attribute
            case NOT_CONTAINS ->
                new Condition.And(List.of(
                        new Condition.Exists(path), new Condition.Not(new Condition.Contains(value, argument()))));
            case BEGINS_WITH -> new Condition.BeginsWith(value, argument());
        };
    }

    /** As a condition on an attribute of a key. */
    SortCondition sortCondition() {
        return switch (operator) {
            case EQ -> new SortCondition.Equal(arguments.getFirst());
            case LE -> new SortCondition.LessOrEqual(arguments.getFirst());
            case LT -> new SortCondition.Less(arguments.getFirst());
            case GE -> new SortCondition.GreaterOrEqual(arguments.getFirst());
            case GT -> new SortCondition.Greater(arguments.getFirst());
            case BETWEEN -> new SortCondition.Between(arguments.getFirst(), arguments.getLast());
            case BEGINS_WITH -> new SortCondition.BeginsWith(arguments.getFirst());
            case NE, IN, NOT_NULL, NULL, CONTAINS, NOT_CONTAINS ->
                throw DynamoDbException.validation("Attempted conditional constraint is not an indexable operation");
        };
    }

    private Operand argument() {
        return new Operand.Constant(arguments.getFirst());
    }

    private List<Operand> operands() {
        return arguments.stream().<Operand>map(Operand.Constant::new).toList();
    }
}
