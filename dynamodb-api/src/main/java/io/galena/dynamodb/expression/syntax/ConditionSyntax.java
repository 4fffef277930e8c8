package io.galena.dynamodb.expression.syntax;

import java.util.List;

/** A condition as it is written. Parentheses are gone: the tree tells what they told. */
public sealed interface ConditionSyntax {
    /** Two or more terms; one that is an And was in parentheses. */
    record And(List<ConditionSyntax> terms) implements ConditionSyntax {
        public And {
            terms = List.copyOf(terms);
        }
    }

    /** Two or more terms; one that is an Or was in parentheses. */
    record Or(List<ConditionSyntax> terms) implements ConditionSyntax {
        public Or {
            terms = List.copyOf(terms);
        }
    }

    /** {@code NOT inner}. */
    record Not(ConditionSyntax inner) implements ConditionSyntax {}

    /** {@code left = right} and its kin. */
    record Comparison(OperandSyntax left, Comparator comparator, OperandSyntax right) implements ConditionSyntax {}

    /** {@code operand BETWEEN low AND high}. */
    record Between(OperandSyntax operand, OperandSyntax low, OperandSyntax high) implements ConditionSyntax {}

    /** {@code operand IN (candidates)}. */
    record In(OperandSyntax operand, List<OperandSyntax> candidates) implements ConditionSyntax {
        public In {
            candidates = List.copyOf(candidates);
        }
    }

    /** A function that is a condition. */
    record Predicate(OperandSyntax.Call call) implements ConditionSyntax {}
}
