package io.galena.dynamodb.partiql;

import io.galena.dynamodb.expression.Condition;
import io.galena.dynamodb.expression.Operand;
import io.galena.dynamodb.expression.SortCondition;
import io.galena.dynamodb.expression.syntax.Comparator;
import io.galena.dynamodb.key.KeyAttribute;
import io.galena.dynamodb.value.AttributeValue;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The terms of a WHERE clause that must all be met. Those on key attributes are taken out one after the other; what stays is a filter or a
 * condition. For one thread.
 */
final class KeyTerms {
    private final List<Condition> terms;

    KeyTerms(Optional<Condition> where) {
        this.terms = new ArrayList<>(where.map(KeyTerms::termsOf).orElse(List.of()));
    }

    /** Takes out the first {@code attribute = value}; the value may be of any type. */
    Optional<AttributeValue> equality(KeyAttribute attribute) {
        return take(term -> comparison(term, attribute.name())
                .filter(SortCondition.Equal.class::isInstance)
                .map(condition -> ((SortCondition.Equal) condition).value()));
    }

    /** Takes out the first {@code attribute IN [values]}. */
    Optional<List<AttributeValue>> candidates(KeyAttribute attribute) {
        return take(term -> candidates(term, attribute.name()))
                .map(values -> values.stream()
                        .map(value -> KeyTypes.checked(value, attribute))
                        .toList());
    }

    /** Takes out the first condition that a Query could have on a sort key, but for equality. */
    Optional<SortCondition> range(KeyAttribute attribute) {
        return take(term -> range(term, attribute.name())).map(condition -> {
            switch (condition) {
                case SortCondition.Equal(var value) -> KeyTypes.checked(value, attribute);
                case SortCondition.Less(var value) -> KeyTypes.checked(value, attribute);
                case SortCondition.LessOrEqual(var value) -> KeyTypes.checked(value, attribute);
                case SortCondition.Greater(var value) -> KeyTypes.checked(value, attribute);
                case SortCondition.GreaterOrEqual(var value) -> KeyTypes.checked(value, attribute);
                case SortCondition.Between(var low, var high) -> {
                    KeyTypes.checked(low, attribute);
                    KeyTypes.checked(high, attribute);
                }
                case SortCondition.BeginsWith(var prefix) -> KeyTypes.checked(prefix, attribute);
            }
            return condition;
        });
    }

    /** What has not been taken out. */
    Optional<Condition> rest() {
        return switch (terms.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(terms.getFirst());
            default -> Optional.of(new Condition.And(terms));
        };
    }

    private <T> Optional<T> take(Function<Condition, Optional<T>> match) {
        for (Iterator<Condition> each = terms.iterator(); each.hasNext(); ) {
            var matched = match.apply(each.next());
            if (matched.isPresent()) {
                each.remove();
                return matched;
            }
        }
        return Optional.empty();
    }

    private static List<Condition> termsOf(Condition where) {
        return where instanceof Condition.And(var terms)
                ? terms.stream().flatMap(term -> termsOf(term).stream()).toList()
                : List.of(where);
    }

    private static Optional<SortCondition> comparison(Condition term, String attribute) {
        if (!(term instanceof Condition.Comparison(var left, var comparator, var right))) {
            return Optional.empty();
        }
        if (is(left, attribute) && right instanceof Operand.Constant(var value)) {
            return condition(comparator, value);
        }
        if (is(right, attribute) && left instanceof Operand.Constant(var value)) {
            return condition(comparator.mirrored(), value);
        }
        return Optional.empty();
    }

    private static Optional<SortCondition> condition(Comparator comparator, AttributeValue value) {
        return switch (comparator) {
            case EQUAL -> Optional.of(new SortCondition.Equal(value));
            case LESS -> Optional.of(new SortCondition.Less(value));
            case LESS_OR_EQUAL -> Optional.of(new SortCondition.LessOrEqual(value));
            case GREATER -> Optional.of(new SortCondition.Greater(value));
            case GREATER_OR_EQUAL -> Optional.of(new SortCondition.GreaterOrEqual(value));
            case NOT_EQUAL -> Optional.empty();
        };
    }

    private static Optional<List<AttributeValue>> candidates(Condition term, String attribute) {
        if (!(term instanceof Condition.In(var operand, var candidates)) || !is(operand, attribute)) {
            return Optional.empty();
        }
        var values = candidates.stream()
                .flatMap(candidate -> constant(candidate).stream())
                .toList();
        return values.size() == candidates.size() ? Optional.of(values) : Optional.empty();
    }

    private static Optional<SortCondition> range(Condition term, String attribute) {
        if (term instanceof Condition.Between(var operand, var low, var high) && is(operand, attribute)) {
            return constant(low).flatMap(from -> constant(high).map(to -> new SortCondition.Between(from, to)));
        }
        if (term instanceof Condition.BeginsWith(var operand, var prefix) && is(operand, attribute)) {
            return constant(prefix).map(SortCondition.BeginsWith::new);
        }
        return comparison(term, attribute);
    }

    private static Optional<AttributeValue> constant(Operand operand) {
        return operand instanceof Operand.Constant(var value) ? Optional.of(value) : Optional.empty();
    }

    private static boolean is(Operand operand, String attribute) {
        return operand instanceof Operand.Attribute(var path)
                && path.steps().isEmpty()
                && path.attribute().equals(attribute);
    }
}
