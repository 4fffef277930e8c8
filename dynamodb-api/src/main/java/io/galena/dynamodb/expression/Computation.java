package io.galena.dynamodb.expression;

import io.galena.dynamodb.value.AttributeValue;

/** The right-hand side of a SET action. */
public sealed interface Computation {
    /** A value of the request. */
    record Constant(AttributeValue value) implements Computation {}

    /** What the old item has at a place; an error when it has nothing there. */
    record Attribute(DocumentPath path) implements Computation {}

    /** {@code if_not_exists(path, fallback)}. */
    record IfNotExists(DocumentPath path, Computation fallback) implements Computation {}

    /** {@code list_append(first, second)}. */
    record ListAppend(Computation first, Computation second) implements Computation {}

    /** {@code left + right}. */
    record Plus(Computation left, Computation right) implements Computation {}

    /** {@code left - right}. */
    record Minus(Computation left, Computation right) implements Computation {}
}
