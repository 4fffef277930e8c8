package io.galena.dynamodb.partiql.syntax;

import io.galena.dynamodb.expression.syntax.ConditionSyntax;
import io.galena.dynamodb.expression.syntax.Function;
import io.galena.dynamodb.expression.syntax.FunctionRules;
import io.galena.dynamodb.expression.syntax.OperandSyntax;
import io.galena.dynamodb.value.AttributeValue;
import java.util.List;

/** Reads nodes as conditions. */
final class ConditionReader {
    private final Reading reading;
    private final OperandReader operands;

    ConditionReader(Reading reading) {
        this.reading = reading;
        this.operands = new OperandReader(reading);
    }

    /** The whole of a WHERE clause. */
    ConditionSyntax where(Node node) {
        return condition(node, "WHERE clause must contain an expression that resolves to a boolean");
    }

    /**
     * Reads a condition.
     *
     * @param demand what to say of a node that is none
     */
    private ConditionSyntax condition(Node node, String demand) {
        return switch (node) {
            case Node.Operation operation -> operation(operation);
            case Node.TypeTest test -> typeTest(test);
            case Node.Call call -> {
                var read = operands.call(call, FunctionRules.CONDITION);
                if (read.function() == Function.SIZE) {
                    throw reading.invalid(demand);
                }
                yield new ConditionSyntax.Predicate(read);
            }
            case Node.Ion _, Node.Missing _, Node.Subquery _ -> {
                operand(node);
                throw reading.invalid(demand);
            }
            default -> throw reading.invalid(demand);
        };
    }

    private ConditionSyntax operation(Node.Operation operation) {
        var nodes = operation.operands();
        var first = nodes.getFirst();
        var comparator = operation.operator().comparator();
        if (comparator.isPresent()) {
            return new ConditionSyntax.Comparison(operand(first), comparator.get(), operand(nodes.getLast()));
        }
        return switch (operation.operator()) {
            case AND -> new ConditionSyntax.And(terms(nodes));
            case OR -> new ConditionSyntax.Or(terms(nodes));
            case NOT -> new ConditionSyntax.Not(condition(first, "The argument to NOT must be a Type or Expression"));
            case BETWEEN -> new ConditionSyntax.Between(operand(first), operand(nodes.get(1)), operand(nodes.get(2)));
            case IN -> new ConditionSyntax.In(inOperand(first), candidates(nodes.getLast()));
            default ->
                throw reading.invalid("Unsupported operator in Condition Expression. Operator: "
                        + operation.operator().text());
        };
    }

    private List<ConditionSyntax> terms(List<Node> nodes) {
        return nodes.stream()
                .map(node -> condition(node, "The arguments to AND/OR must be Expressions"))
                .toList();
    }

    private ConditionSyntax typeTest(Node.TypeTest test) {
        if (!(test.operand() instanceof Node.Variable
                || test.operand() instanceof Node.Path
                || isLiteral(test.operand()))) {
            throw reading.invalid("The left hand side argument to IS must be a Variable Reference, Literal, or Path");
        }
        if (test.type().equals("MISSING")) {
            return new ConditionSyntax.Predicate(
                    new OperandSyntax.Call(Function.ATTRIBUTE_NOT_EXISTS, List.of(operand(test.operand()))));
        }
        var type = TypeNames.ofDynamoDb(test.type())
                .orElseThrow(() -> reading.invalidAt(
                        test.token(),
                        "Unsupported data type for IS operator: " + test.type() + ". Supported data types are "
                                + "[MISSING, NULL, BOOLEAN, BLOB, STRING, NUMERIC, STRUCT, TUPLE, LIST]"));
        var operand = operand(test.operand());
        var name = reading.add(new StatementValue.Constant(new AttributeValue.S(type.name())));
        return new ConditionSyntax.Predicate(new OperandSyntax.Call(Function.ATTRIBUTE_TYPE, List.of(operand, name)));
    }

    private OperandSyntax inOperand(Node node) {
        return switch (node) {
            case Node.Sequence _, Node.Bag _, Node.Tuple _, Node.Operation _, Node.Subquery _ -> throw wrongIn();
            default -> operand(node);
        };
    }

    private List<OperandSyntax> candidates(Node node) {
        var candidates = switch (node) {
            case Node.Sequence(var elements, var _) -> elements;
            case Node.Bag(var elements, var _) -> elements;
            default -> throw wrongIn();
        };
        if (candidates.isEmpty()) {
            throw wrongIn();
        }
        return candidates.stream().map(this::operand).toList();
    }

    private OperandSyntax operand(Node node) {
        return operands.operand(node, FunctionRules.CONDITION_OPERAND);
    }

    private RuntimeException wrongIn() {
        return reading.invalid("IN operator must have a left hand argument of type Variable Reference and right hand"
                + " argument of type Seq with at least one member");
    }

    private static boolean isLiteral(Node node) {
        return switch (node) {
            case Node.Text _, Node.Digits _, Node.Truth _, Node.Null _ -> true;
            default -> false;
        };
    }
}
