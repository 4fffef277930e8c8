package io.galena.dynamodb.expression;

import io.galena.dynamodb.expression.syntax.Comparator;
import io.galena.dynamodb.expression.syntax.ConditionSyntax;
import io.galena.dynamodb.expression.syntax.Function;
import io.galena.dynamodb.expression.syntax.OperandSyntax;
import java.util.ArrayList;
import java.util.List;

/** Binds the tree of a condition: operands first, in the order of the text, then what the operator demands of them. */
final class ConditionBinder {
    private final Scope scope;
    private final OperandRules rules;

    ConditionBinder(Scope scope) {
        this.scope = scope;
        this.rules = new OperandRules(scope);
    }

    Condition bind(ConditionSyntax syntax) {
        var condition = switch (syntax) {
            case ConditionSyntax.And(var terms) -> new Condition.And(bind(terms));
            case ConditionSyntax.Or(var terms) -> new Condition.Or(bind(terms));
            case ConditionSyntax.Not(var inner) -> new Condition.Not(bind(inner));
            case ConditionSyntax.Comparison(var left, var comparator, var right) ->
                comparison(operand(left), comparator, operand(right));
            case ConditionSyntax.Between(var operand, var low, var high) ->
                between(operand(operand), operand(low), operand(high));
            case ConditionSyntax.In(var operand, var candidates) -> in(operand(operand), operands(candidates));
            case ConditionSyntax.Predicate(var call) -> predicate(call.function(), operands(call.operands()));
        };
        if (!(condition instanceof Condition.And) && !(condition instanceof Condition.Or)) {
            scope.countOperator();
        }
        return condition;
    }

    /** Terms with an operator between each two. */
    private List<Condition> bind(List<ConditionSyntax> terms) {
        var bound = new ArrayList<Condition>(terms.size());
        for (var term : terms) {
            bound.add(bind(term));
            if (bound.size() > 1) {
                scope.countOperator();
            }
        }
        return bound;
    }

    private Condition comparison(Operand left, Comparator comparator, Operand right) {
        rules.requireDistinct(comparator.symbol(), left, List.of(right));
        if (comparator != Comparator.EQUAL && comparator != Comparator.NOT_EQUAL) {
            rules.requireOrdered(comparator.symbol(), List.of(left, right));
        }
        return new Condition.Comparison(left, comparator, right);
    }

    private Condition between(Operand operand, Operand low, Operand high) {
        rules.requireOrdered("BETWEEN", List.of(operand, low, high));
        rules.requireDistinct("BETWEEN", operand, List.of(low, high));
        rules.requireBounds(low, high);
        return new Condition.Between(operand, low, high);
    }

    private Condition in(Operand operand, List<Operand> candidates) {
        rules.requireDistinct("IN", operand, candidates);
        rules.requireAtMostCandidates(candidates.size());
        return new Condition.In(operand, candidates);
    }

    private Condition predicate(Function function, List<Operand> operands) {
        rules.requireCount(function, operands.size());
        var first = operands.getFirst();
        rules.requireDistinct(function.text(), first, operands.subList(1, operands.size()));
        return switch (function) {
            case ATTRIBUTE_EXISTS -> new Condition.Exists(rules.requirePath(function, first));
            case ATTRIBUTE_NOT_EXISTS -> new Condition.NotExists(rules.requirePath(function, first));
            case ATTRIBUTE_TYPE -> new Condition.HasType(first, rules.requireTypeName(operands.getLast()));
            case BEGINS_WITH -> {
                rules.requirePrefixed(operands);
                yield new Condition.BeginsWith(first, operands.getLast());
            }
            case CONTAINS -> new Condition.Contains(first, operands.getLast());
            case SIZE, IF_NOT_EXISTS, LIST_APPEND ->
                throw new IllegalArgumentException("Not a condition: " + function.text());
        };
    }

    private List<Operand> operands(List<OperandSyntax> syntax) {
        var bound = new ArrayList<Operand>(syntax.size());
        for (var operand : syntax) {
            bound.add(operand(operand));
        }
        return bound;
    }

    private Operand operand(OperandSyntax syntax) {
        return switch (syntax) {
            case OperandSyntax.Attribute(var path) -> new Operand.Attribute(scope.path(path));
            case OperandSyntax.Value value -> new Operand.Constant(scope.value(value));
            case OperandSyntax.Call(var function, var operands)
            when function == Function.SIZE -> size(operands(operands));
            case OperandSyntax.Call(var function, var _) ->
                throw new IllegalArgumentException("Not an operand of a condition: " + function.text());
        };
    }

    private Operand size(List<Operand> operands) {
        rules.requireCount(Function.SIZE, operands.size());
        rules.requireSized(operands.getFirst());
        scope.countOperator();
        return new Operand.Size(operands.getFirst());
    }
}
