package io.galena.dynamodb.partiql.syntax;

import io.galena.dynamodb.expression.syntax.Function;
import io.galena.dynamodb.expression.syntax.FunctionRules;
import io.galena.dynamodb.expression.syntax.OperandSyntax;
import java.util.List;
import java.util.Set;

/** Reads nodes as operands of conditions and updates. */
final class OperandReader {
    /** PartiQL's own functions, which have a grammar of their own there. */
    private static final Set<String> AGGREGATES = Set.of("count", "sum", "avg", "min", "max");

    private final Reading reading;
    private final PathReader paths;
    private final LiteralReader literals;

    OperandReader(Reading reading) {
        this.reading = reading;
        this.paths = new PathReader(reading);
        this.literals = new LiteralReader(reading);
    }

    /**
     * Reads an operand.
     *
     * @param rules which functions it may be
     */
    OperandSyntax operand(Node node, FunctionRules rules) {
        return switch (node) {
            case Node.Variable _, Node.Path _ -> new OperandSyntax.Attribute(paths.path(node));
            case Node.Parameter(var index, var _) -> reading.add(new StatementValue.Parameter(index));
            case Node.Text _, Node.Digits _, Node.Truth _, Node.Null _ -> constant(node);
            case Node.Sequence _, Node.Bag _, Node.Tuple _, Node.Ion _ -> constant(node);
            case Node.Missing _ -> throw reading.invalid("MISSING must be compared using IS operator");
            case Node.Call call -> call(call, rules);
            case Node.Operation(var operator, var _, var _) -> throw misplaced(operator.text(), rules);
            case Node.TypeTest _ ->
                throw isUpdate(rules)
                        ? reading.invalid("IS operator is not supported in update expressions")
                        : misplaced("is", rules);
            case Node.Subquery _ -> throw unsupportedToken(node);
        };
    }

    /** Reads a function and its operands. */
    OperandSyntax.Call call(Node.Call call, FunctionRules rules) {
        if (AGGREGATES.contains(call.name())) {
            throw unsupportedToken(call);
        }
        var query =
                call.operands().stream().filter(Node.Subquery.class::isInstance).findFirst();
        if (query.isPresent()) {
            throw unsupportedToken(query.get());
        }
        var function =
                Function.named(call.name()).orElseThrow(() -> reading.invalid("Unrecognized function: " + call.name()));
        rules.problemWith(function).ifPresent(problem -> {
            throw reading.invalid(problem);
        });
        List<OperandSyntax> operands = call.operands().stream()
                .map(operand -> operand(operand, rules.ofOperands()))
                .toList();
        return new OperandSyntax.Call(function, operands);
    }

    private OperandSyntax constant(Node node) {
        return reading.add(new StatementValue.Constant(literals.value(node)));
    }

    private RuntimeException misplaced(String operator, FunctionRules rules) {
        return reading.invalid("Unsupported operator in " + (isUpdate(rules) ? "Update" : "Condition")
                + " Expression. Operator: " + operator);
    }

    private RuntimeException unsupportedToken(Node node) {
        return reading.invalidAt(node.token(), "Unsupported token in expression: " + reading.text(node.token()));
    }

    private static boolean isUpdate(FunctionRules rules) {
        return rules == FunctionRules.UPDATE || rules == FunctionRules.UPDATE_OPERAND;
    }
}
