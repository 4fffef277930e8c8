package io.galena.dynamodb.expression;

import io.galena.dynamodb.value.AttributeValue;
import java.util.Set;

/** The right-hand side of a SET action. */
public sealed interface Computation {
    /** Adds the names of the top-level attributes that it looks at. */
    default void addAttributesTo(Set<String> names) {
        switch (this) {
            case Constant _ -> {}
            case Attribute(var path) -> names.add(path.attribute());
            case IfNotExists(var path, var fallback) -> {
                names.add(path.attribute());
                fallback.addAttributesTo(names);
            }
            case ListAppend(var first, var second) -> {
                first.addAttributesTo(names);
                second.addAttributesTo(names);
            }
            case Plus(var left, var right) -> {
                left.addAttributesTo(names);
                right.addAttributesTo(names);
            }
            case Minus(var left, var right) -> {
                left.addAttributesTo(names);
                right.addAttributesTo(names);
            }
        }
    }

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
