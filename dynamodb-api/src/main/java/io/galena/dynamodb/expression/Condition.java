package io.galena.dynamodb.expression;

import io.galena.dynamodb.expression.syntax.Comparator;
import io.galena.dynamodb.value.AttributeType;
import io.galena.dynamodb.value.Item;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A condition or filter, bound to the names and values of one request: true or false of an item. Immutable; testing never fails,
 * what is not comparable is just not so. An absent item is tested as {@link Item#empty()}.
 */
public sealed interface Condition {
    /** Whether the item meets this condition. */
    default boolean test(Item item) {
        return Evaluation.test(this, item);
    }

    /** All places in the item that this condition looks at, in the order of the text. */
    default List<DocumentPath> paths() {
        return ConditionPaths.of(this);
    }

    /** The top-level attributes that this condition looks at, wholly or in part. */
    default Set<String> attributes() {
        return paths().stream().map(DocumentPath::attribute).collect(Collectors.toUnmodifiableSet());
    }

    /** Met when all terms are. */
    record And(List<Condition> terms) implements Condition {
        public And {
            terms = List.copyOf(terms);
        }
    }

    /** Met when at least one term is. */
    record Or(List<Condition> terms) implements Condition {
        public Or {
            terms = List.copyOf(terms);
        }
    }

    /** Met when the inner one is not. */
    record Not(Condition inner) implements Condition {}

    /** {@code left = right} and its kin. */
    record Comparison(Operand left, Comparator comparator, Operand right) implements Condition {}

    /** {@code operand BETWEEN low AND high}, both ends included. */
    record Between(Operand operand, Operand low, Operand high) implements Condition {}

    /** {@code operand IN (candidates)}. */
    record In(Operand operand, List<Operand> candidates) implements Condition {
        public In {
            candidates = List.copyOf(candidates);
        }
    }

    /** {@code attribute_exists(path)}. */
    record Exists(DocumentPath path) implements Condition {}

    /** {@code attribute_not_exists(path)}. */
    record NotExists(DocumentPath path) implements Condition {}

    /** {@code attribute_type(operand, type)}. */
    record HasType(Operand operand, AttributeType type) implements Condition {}

    /** {@code begins_with(operand, prefix)}, of strings or binaries. */
    record BeginsWith(Operand operand, Operand prefix) implements Condition {}

    /** {@code contains(container, member)}: part of a string or binary, member of a set or list. */
    record Contains(Operand container, Operand member) implements Condition {}
}
