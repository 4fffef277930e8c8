package io.galena.dynamodb.expression;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.expression.syntax.ExpressionKind;
import io.galena.dynamodb.expression.syntax.OperandSyntax;
import io.galena.dynamodb.expression.syntax.PathSyntax;
import io.galena.dynamodb.value.AttributeValue;
import java.util.ArrayList;

/** One expression while it is bound: resolves its placeholders and counts its operators. For one thread. */
final class Scope {
    private static final int MAX_PATH_DEPTH = 32;
    private static final int MAX_OPERATORS = 300;

    private final ExpressionKind kind;
    private final Placeholders<String> names;
    private final Placeholders<AttributeValue> values;
    private int operators;

    Scope(ExpressionKind kind, Placeholders<String> names, Placeholders<AttributeValue> values) {
        this.kind = kind;
        this.names = names;
        this.values = values;
    }

    DocumentPath path(PathSyntax syntax) {
        var depth = syntax.steps().size();
        if (depth > MAX_PATH_DEPTH) {
            throw invalid("The document path has too many nesting levels; nesting levels: " + depth);
        }
        var steps = new ArrayList<DocumentPath.Step>(depth);
        for (var step : syntax.steps()) {
            steps.add(step(step));
        }
        if (steps.getFirst() instanceof DocumentPath.Step.Field(var attribute)) {
            return new DocumentPath(attribute, steps.subList(1, depth));
        }
        throw new IllegalArgumentException("A path that begins with an index");
    }

    private DocumentPath.Step step(PathSyntax.Step syntax) {
        return switch (syntax) {
            case PathSyntax.Step.Name(var name) -> new DocumentPath.Step.Field(name);
            case PathSyntax.Step.Placeholder(var key) ->
                new DocumentPath.Step.Field(names.use(key)
                        .orElseThrow(() -> invalid("An expression attribute name used in the document path is not "
                                + "defined; attribute name: " + key)));
            case PathSyntax.Step.Index(var position) -> new DocumentPath.Step.Index(position);
        };
    }

    AttributeValue value(OperandSyntax.Value syntax) {
        return values.use(syntax.key())
                .orElseThrow(() -> invalid("An expression attribute value used in expression is not defined; "
                        + "attribute value: " + syntax.key()));
    }

    /** Counts an operator or function, after all its operands. */
    void countOperator() {
        if (++operators > MAX_OPERATORS) {
            throw invalid("The expression contains too many operators; operator count: " + operators);
        }
    }

    DynamoDbException invalid(String problem) {
        return kind.invalid(problem);
    }
}
