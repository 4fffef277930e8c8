package io.galena.dynamodb.partiql.syntax;

import io.galena.dynamodb.value.AttributeValue;

/** A value of a statement. */
public sealed interface StatementValue {
    /** A value that the text spells out. */
    record Constant(AttributeValue value) implements StatementValue {}

    /** {@code ?}; the first one has the index 0. */
    record Parameter(int index) implements StatementValue {}
}
