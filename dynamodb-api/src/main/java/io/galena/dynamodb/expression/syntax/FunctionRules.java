package io.galena.dynamodb.expression.syntax;

import java.util.Optional;

/** Which functions may stand in a place of an expression. */
public enum FunctionRules {
    /** Where a condition begins: it may be a function, or have one as its first operand. */
    CONDITION,
    /** An operand of a condition or of a function in a condition. */
    CONDITION_OPERAND,
    /** Where the right-hand side of SET begins. */
    UPDATE,
    /** An operand of an operator or of a function in an update. */
    UPDATE_OPERAND;

    /** The rules for the operands of a function in this place. */
    public FunctionRules ofOperands() {
        return switch (this) {
            case CONDITION, CONDITION_OPERAND -> CONDITION_OPERAND;
            case UPDATE, UPDATE_OPERAND -> UPDATE_OPERAND;
        };
    }

    /** What is wrong with a function in this place, if anything is. */
    public Optional<String> problemWith(Function function) {
        var inUpdate = this == UPDATE || this == UPDATE_OPERAND;
        if (inUpdate != (function.use() == Function.Use.UPDATE)) {
            return Optional.of("The function is not allowed in " + (inUpdate ? "an update" : "a condition")
                    + " expression; function: " + function.text());
        }
        var misplaced = switch (this) {
            case CONDITION, UPDATE -> false;
            case CONDITION_OPERAND -> function != Function.SIZE;
            case UPDATE_OPERAND -> function != Function.IF_NOT_EXISTS;
        };
        return misplaced ? Optional.of(misuse(function)) : Optional.empty();
    }

    static String misuse(Function function) {
        return "The function is not allowed to be used this way in an expression; function: " + function.text();
    }
}
