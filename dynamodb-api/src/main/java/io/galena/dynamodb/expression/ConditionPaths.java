package io.galena.dynamodb.expression;

import java.util.ArrayList;
import java.util.List;

/** Collects the document paths of a condition, in the order of the text. */
final class ConditionPaths {
    private final List<DocumentPath> paths = new ArrayList<>();

    private ConditionPaths() {}

    static List<DocumentPath> of(Condition condition) {
        var collector = new ConditionPaths();
        collector.add(condition);
        return List.copyOf(collector.paths);
    }

    private void add(Condition condition) {
        switch (condition) {
            case Condition.And(var terms) -> terms.forEach(this::add);
            case Condition.Or(var terms) -> terms.forEach(this::add);
            case Condition.Not(var inner) -> add(inner);
            case Condition.Comparison(var left, var _, var right) -> {
                add(left);
                add(right);
            }
            case Condition.Between(var operand, var low, var high) -> {
                add(operand);
                add(low);
                add(high);
            }
            case Condition.In(var operand, var candidates) -> {
                add(operand);
                candidates.forEach(this::add);
            }
            case Condition.Exists(var path) -> paths.add(path);
            case Condition.NotExists(var path) -> paths.add(path);
            case Condition.HasType(var operand, var _) -> add(operand);
            case Condition.BeginsWith(var operand, var prefix) -> {
                add(operand);
                add(prefix);
            }
            case Condition.Contains(var container, var member) -> {
                add(container);
                add(member);
            }
        }
    }

    private void add(Operand operand) {
        switch (operand) {
            case Operand.Attribute(var path) -> paths.add(path);
            case Operand.Size(var of) -> add(of);
            case Operand.Constant _ -> {}
        }
    }
}
