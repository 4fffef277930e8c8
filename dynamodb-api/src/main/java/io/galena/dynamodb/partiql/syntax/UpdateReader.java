package io.galena.dynamodb.partiql.syntax;

import io.galena.dynamodb.expression.syntax.ActionSyntax;
import io.galena.dynamodb.expression.syntax.FunctionRules;
import io.galena.dynamodb.expression.syntax.OperandSyntax;
import io.galena.dynamodb.expression.syntax.PathSyntax;
import java.util.Locale;

/** Reads the right-hand sides of SET. */
final class UpdateReader {
    private final Reading reading;
    private final PathReader paths;
    private final OperandReader operands;

    UpdateReader(Reading reading) {
        this.reading = reading;
        this.paths = new PathReader(reading);
        this.operands = new OperandReader(reading);
    }

    /** {@code SET target = value}, which may be an action of another kind: members that are added to a set or taken out. */
    ActionSyntax set(Node target, Node value) {
        var path = paths.path(target);
        if (value instanceof Node.Call call
                && (call.name().equals("set_add") || call.name().equals("set_delete"))) {
            var members = members(path, call);
            return call.name().equals("set_add")
                    ? new ActionSyntax.Add(path, members)
                    : new ActionSyntax.Delete(path, members);
        }
        return new ActionSyntax.Set(path, right(value));
    }

    ActionSyntax remove(Node target) {
        return new ActionSyntax.Remove(paths.path(target));
    }

    private OperandSyntax.Value members(PathSyntax target, Node.Call call) {
        var name = call.name().toUpperCase(Locale.ROOT);
        if (call.operands().size() != 2) {
            throw reading.invalidAt(call.token(), name + " must have exactly two arguments");
        }
        var first = call.operands().getFirst();
        var isTarget = (first instanceof Node.Variable || first instanceof Node.Path)
                && paths.path(first).equals(target);
        if (!isTarget) {
            throw reading.invalid("The first argument to " + name + " must equal the assignment value");
        }
        var second = call.operands().getLast();
        var isValue = second instanceof Node.Bag || second instanceof Node.Parameter;
        if (isValue && operands.operand(second, FunctionRules.UPDATE_OPERAND) instanceof OperandSyntax.Value members) {
            return members;
        }
        throw reading.invalidAt(first.token(), "The second argument to " + name + " must be a value with type SET");
    }

    private ActionSyntax.Right right(Node node) {
        if (!(node instanceof Node.Operation(var operator, var nodes, var _))
                || (operator != Operator.PLUS && operator != Operator.MINUS)) {
            return new ActionSyntax.Right.Plain(operands.operand(node, FunctionRules.UPDATE));
        }
        if (nodes.size() == 1) {
            throw reading.invalid("Incorrect number of operands for operator or function; operator or function: "
                    + operator.text() + ", number of operands: 1");
        }
        var left = term(nodes.getFirst());
        var right = term(nodes.getLast());
        return operator == Operator.PLUS
                ? new ActionSyntax.Right.Plus(left, right)
                : new ActionSyntax.Right.Minus(left, right);
    }

    /** An operand of a sum, which may be a sum itself. */
    private ActionSyntax.Right term(Node node) {
        return node instanceof Node.Operation
                ? right(node)
                : new ActionSyntax.Right.Plain(operands.operand(node, FunctionRules.UPDATE_OPERAND));
    }
}
