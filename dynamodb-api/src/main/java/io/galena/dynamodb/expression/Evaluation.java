package io.galena.dynamodb.expression;

import io.galena.dynamodb.expression.syntax.Comparator;
import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.DynamoNumber;
import io.galena.dynamodb.value.Item;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates conditions. An operand that the item does not have makes every condition false, but for {@code <>}: what is absent
 * differs from everything, even from what is absent too.
 */
final class Evaluation {
    private Evaluation() {}

    static boolean test(Condition condition, Item item) {
        return switch (condition) {
            case Condition.And(var terms) -> all(terms, item);
            case Condition.Or(var terms) -> any(terms, item);
            case Condition.Not(var inner) -> !test(inner, item);
            case Condition.Comparison(var left, var comparator, var right) ->
                holds(value(left, item), comparator, value(right, item));
            case Condition.Between(var operand, var low, var high) -> {
                var value = value(operand, item);
                yield Values.inOrder(value, Comparator.GREATER_OR_EQUAL, value(low, item))
                        && Values.inOrder(value, Comparator.LESS_OR_EQUAL, value(high, item));
            }
            case Condition.In(var operand, var candidates) -> isAmong(value(operand, item), candidates, item);
            case Condition.Exists(var path) -> path.in(item) != null;
            case Condition.NotExists(var path) -> path.in(item) == null;
            case Condition.HasType(var operand, var type) -> {
                var value = value(operand, item);
                yield value != null && value.type() == type;
            }
            case Condition.BeginsWith(var operand, var prefix) ->
                Values.beginsWith(value(operand, item), value(prefix, item));
            case Condition.Contains(var container, var member) ->
                Values.contains(value(container, item), value(member, item));
        };
    }

    private static boolean all(List<Condition> terms, Item item) {
        for (var term : terms) {
            if (!test(term, item)) {
                return false;
            }
        }
        return true;
    }

    private static boolean any(List<Condition> terms, Item item) {
        for (var term : terms) {
            if (test(term, item)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAmong(@Nullable AttributeValue value, List<Operand> candidates, Item item) {
        if (value == null) {
            return false;
        }
        for (var candidate : candidates) {
            if (value.equals(value(candidate, item))) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(@Nullable AttributeValue left, Comparator comparator, @Nullable AttributeValue right) {
        return switch (comparator) {
            case EQUAL -> left != null && left.equals(right);
            case NOT_EQUAL -> left == null || !left.equals(right);
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> Values.inOrder(left, comparator, right);
        };
    }

    private static @Nullable AttributeValue value(Operand operand, Item item) {
        return switch (operand) {
            case Operand.Attribute(var path) -> path.in(item);
            case Operand.Constant(var value) -> value;
            case Operand.Size(var of) -> {
                var value = value(of, item);
                var size = value == null ? -1 : Values.size(value);
                yield size < 0 ? null : new AttributeValue.N(DynamoNumber.of(size));
            }
        };
    }
}
