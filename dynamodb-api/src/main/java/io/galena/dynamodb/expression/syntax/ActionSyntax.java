package io.galena.dynamodb.expression.syntax;

/** An action of an update expression as it is written. */
public sealed interface ActionSyntax {
    /** The target. */
    PathSyntax path();

    /** {@code SET path = value}. */
    record Set(PathSyntax path, Right value) implements ActionSyntax {}

    /** {@code REMOVE path}. */
    record Remove(PathSyntax path) implements ActionSyntax {}

    /** {@code ADD path :value}. */
    record Add(PathSyntax path, OperandSyntax.Value value) implements ActionSyntax {}

    /** {@code DELETE path :value}. */
    record Delete(PathSyntax path, OperandSyntax.Value value) implements ActionSyntax {}

    /** The right-hand side of SET. */
    sealed interface Right {
        /** An operand alone. */
        record Plain(OperandSyntax operand) implements Right {}

        /** {@code left + right}. */
        record Plus(Right left, Right right) implements Right {}

        /** {@code left - right}. */
        record Minus(Right left, Right right) implements Right {}
    }
}
