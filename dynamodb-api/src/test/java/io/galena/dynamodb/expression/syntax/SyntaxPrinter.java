package io.galena.dynamodb.expression.syntax;

import java.util.List;
import java.util.stream.Collectors;

/** Writes trees as text, with no more parentheses than the grammar needs. */
final class SyntaxPrinter {
    private SyntaxPrinter() {}

    static String print(ConditionSyntax condition) {
        return switch (condition) {
            case ConditionSyntax.Or(var terms) ->
                terms.stream()
                        .map(term -> term instanceof ConditionSyntax.Or ? group(term) : print(term))
                        .collect(Collectors.joining(" OR "));
            case ConditionSyntax.And(var terms) ->
                terms.stream()
                        .map(term -> term instanceof ConditionSyntax.Or || term instanceof ConditionSyntax.And
                                ? group(term)
                                : print(term))
                        .collect(Collectors.joining(" and "));
            case ConditionSyntax.Not(var inner) ->
                "NOT "
                        + (inner instanceof ConditionSyntax.Or || inner instanceof ConditionSyntax.And
                                ? group(inner)
                                : print(inner));
            case ConditionSyntax.Comparison(var left, var comparator, var right) ->
                print(left) + comparator.symbol() + print(right);
            case ConditionSyntax.Between(var operand, var low, var high) ->
                print(operand) + " BETWEEN " + print(low) + " AND " + print(high);
            case ConditionSyntax.In(var operand, var candidates) -> print(operand) + " in (" + print(candidates) + ")";
            case ConditionSyntax.Predicate(var call) -> print(call);
        };
    }

    static String print(OperandSyntax operand) {
        return switch (operand) {
            case OperandSyntax.Attribute(var path) -> print(path);
            case OperandSyntax.Value(var key) -> key;
            case OperandSyntax.Call(var function, var operands) -> function.text() + "(" + print(operands) + ")";
        };
    }

    static String print(PathSyntax path) {
        var text = new StringBuilder();
        for (var step : path.steps()) {
            switch (step) {
                case PathSyntax.Step.Name(var name) ->
                    text.append(text.isEmpty() ? "" : ".").append(name);
                case PathSyntax.Step.Placeholder(var key) ->
                    text.append(text.isEmpty() ? "" : ".").append(key);
                case PathSyntax.Step.Index(var position) ->
                    text.append('[').append(position).append(']');
            }
        }
        return text.toString();
    }

    /** The actions, section by section, in the order given; actions of one section must stand together. */
    static String printUpdate(List<ActionSyntax> actions) {
        var text = new StringBuilder();
        var section = "";
        for (var action : actions) {
            var next = section(action);
            text.append(next.equals(section) ? ", " : " " + next + " ").append(print(action));
            section = next;
        }
        return text.toString();
    }

    static String section(ActionSyntax action) {
        return switch (action) {
            case ActionSyntax.Set _ -> "SET";
            case ActionSyntax.Remove _ -> "REMOVE";
            case ActionSyntax.Add _ -> "ADD";
            case ActionSyntax.Delete _ -> "DELETE";
        };
    }

    private static String print(ActionSyntax action) {
        return print(action.path())
                + switch (action) {
                    case ActionSyntax.Set(var _, var right) -> " = " + print(right);
                    case ActionSyntax.Remove _ -> "";
                    case ActionSyntax.Add(var _, var value) -> " " + print(value);
                    case ActionSyntax.Delete(var _, var value) -> " " + print(value);
                };
    }

    private static String print(ActionSyntax.Right value) {
        return switch (value) {
            case ActionSyntax.Right.Plain(var operand) -> print(operand);
            case ActionSyntax.Right.Plus(var left, var right) -> print(left) + " + " + print(right);
            case ActionSyntax.Right.Minus(var left, var right) -> print(left) + "-" + print(right);
        };
    }

    private static String print(List<OperandSyntax> operands) {
        return operands.stream().map(SyntaxPrinter::print).collect(Collectors.joining(", "));
    }

    private static String group(ConditionSyntax condition) {
        return "(" + print(condition) + ")";
    }
}
