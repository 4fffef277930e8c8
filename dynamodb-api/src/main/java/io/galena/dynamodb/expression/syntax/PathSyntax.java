package io.galena.dynamodb.expression.syntax;

import java.util.List;

/** A document path as it is written; the first step is a name or a placeholder. */
public record PathSyntax(List<Step> steps) {
    public PathSyntax {
        steps = List.copyOf(steps);
    }

    /** One step of a path. */
    public sealed interface Step {
        /** A name that stands for itself. */
        record Name(String name) implements Step {}

        /** {@code #name}. */
        record Placeholder(String key) implements Step {}

        /** {@code [position]}. */
        record Index(int position) implements Step {}
    }
}
