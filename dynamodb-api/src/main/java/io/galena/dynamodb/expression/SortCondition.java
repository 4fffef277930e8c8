package io.galena.dynamodb.expression;

import io.galena.dynamodb.value.AttributeValue;

/** What a key condition asks of a sort key attribute. The values have the attribute's type. */
public sealed interface SortCondition {
    /** {@code = value}. */
    record Equal(AttributeValue value) implements SortCondition {}

    /** {@code < value}. */
    record Less(AttributeValue value) implements SortCondition {}

    /** {@code <= value}. */
    record LessOrEqual(AttributeValue value) implements SortCondition {}

    /** {@code > value}. */
    record Greater(AttributeValue value) implements SortCondition {}

    /** {@code >= value}. */
    record GreaterOrEqual(AttributeValue value) implements SortCondition {}

    /** {@code BETWEEN low AND high}, both ends included; low is not greater than high. */
    record Between(AttributeValue low, AttributeValue high) implements SortCondition {}

    /** {@code begins_with(sort, prefix)}: a string or a binary. */
    record BeginsWith(AttributeValue prefix) implements SortCondition {}
}
