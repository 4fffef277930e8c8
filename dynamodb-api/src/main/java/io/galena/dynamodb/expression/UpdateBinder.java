package io.galena.dynamodb.expression;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.expression.syntax.ActionSyntax;
import io.galena.dynamodb.expression.syntax.Function;
import io.galena.dynamodb.expression.syntax.OperandSyntax;
import io.galena.dynamodb.value.AttributeType;
import io.galena.dynamodb.value.AttributeValue;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Binds the actions of an update: all targets first, which must not overlap, then the values. The last action comes first, as it does in
 * the service, so that of several errors the same one is told.
 */
final class UpdateBinder {
    private static final Set<AttributeType> SETS = EnumSet.of(AttributeType.SS, AttributeType.NS, AttributeType.BS);

    private final Scope scope;
    private final OperandErrors errors;

    UpdateBinder(Scope scope) {
        this.scope = scope;
        this.errors = new OperandErrors(scope);
    }

    Update bind(List<ActionSyntax> syntax) {
        var targets =
                PathBinder.bind(scope, syntax.stream().map(ActionSyntax::path).toList());
        var actions = new Update.Action[targets.size()];
        for (var i = actions.length - 1; i >= 0; i--) {
            actions[i] = bind(targets.get(i), syntax.get(i));
        }
        return new Update(Arrays.asList(actions));
    }

    private Update.Action bind(DocumentPath target, ActionSyntax syntax) {
        return switch (syntax) {
            case ActionSyntax.Set(var _, var right) -> new Update.Action.Set(target, bind(right));
            case ActionSyntax.Remove _ -> new Update.Action.Remove(target);
            case ActionSyntax.Add(var _, var value) -> new Update.Action.Add(target, addend(scope.value(value)));
            case ActionSyntax.Delete(var _, var value) -> new Update.Action.Delete(target, members(scope.value(value)));
        };
    }

    private Computation bind(ActionSyntax.Right syntax) {
        return switch (syntax) {
            case ActionSyntax.Right.Plain(var operand) -> bind(operand);
            case ActionSyntax.Right.Plus(var left, var right) -> {
                var terms = terms("+", left, right);
                yield new Computation.Plus(terms.getFirst(), terms.getLast());
            }
            case ActionSyntax.Right.Minus(var left, var right) -> {
                var terms = terms("-", left, right);
                yield new Computation.Minus(terms.getFirst(), terms.getLast());
            }
        };
    }

    private List<Computation> terms(String operator, ActionSyntax.Right left, ActionSyntax.Right right) {
        var terms = List.of(bind(left), bind(right));
        requireType(AttributeType.N, operator, terms);
        scope.countOperator();
        return terms;
    }

    private Computation bind(OperandSyntax syntax) {
        return switch (syntax) {
            case OperandSyntax.Attribute(var path) -> new Computation.Attribute(scope.path(path));
            case OperandSyntax.Value value -> new Computation.Constant(scope.value(value));
            case OperandSyntax.Call(var function, var operands) ->
                call(function, operands.stream().map(this::bind).toList());
        };
    }

    private Computation call(Function function, List<Computation> operands) {
        if (operands.size() != function.operands()) {
            throw errors.wrongCount(function, operands.size());
        }
        var first = operands.getFirst();
        var second = operands.getLast();
        var computation = switch (function) {
            case IF_NOT_EXISTS -> ifNotExists(first, second);
            case LIST_APPEND -> {
                requireType(AttributeType.L, function.text(), operands);
                yield new Computation.ListAppend(first, second);
            }
            case ATTRIBUTE_EXISTS, ATTRIBUTE_NOT_EXISTS, ATTRIBUTE_TYPE, BEGINS_WITH, CONTAINS, SIZE ->
                throw new IllegalArgumentException("Not a function of updates: " + function.text());
        };
        scope.countOperator();
        return computation;
    }

    private Computation ifNotExists(Computation first, Computation second) {
        if (!(first instanceof Computation.Attribute(var path))) {
            throw errors.notAPath(Function.IF_NOT_EXISTS);
        }
        if (second.equals(first)) {
            throw errors.notDistinct(Function.IF_NOT_EXISTS.text(), path);
        }
        return new Computation.IfNotExists(path, second);
    }

    /** Values of the request must have that type; those of the item are not known yet. */
    private void requireType(AttributeType type, String operator, List<Computation> operands) {
        for (var operand : operands) {
            if (operand instanceof Computation.Constant(var value) && value.type() != type) {
                throw errors.wrongType(operator, value.type().name());
            }
        }
    }

    private AttributeValue addend(AttributeValue value) {
        if (value.type() != AttributeType.N && !SETS.contains(value.type())) {
            throw wrongType("ADD", value.type());
        }
        return value;
    }

    private AttributeValue members(AttributeValue value) {
        if (!SETS.contains(value.type())) {
            throw wrongType("DELETE", value.type());
        }
        return value;
    }

    private DynamoDbException wrongType(String section, AttributeType type) {
        return scope.invalid("Incorrect operand type for operator or function; operator: " + section
                + ", operand type: " + longName(type) + ", typeSet: ALLOWED_FOR_" + section + "_OPERAND");
    }

    private static String longName(AttributeType type) {
        return switch (type) {
            case S -> "STRING";
            case N -> "NUMBER";
            case B -> "BINARY";
            case BOOL -> "BOOLEAN";
            case NULL -> "NULL";
            case L -> "LIST";
            case M -> "MAP";
            case SS, NS, BS -> throw new IllegalArgumentException("Sets are allowed");
        };
    }
}
