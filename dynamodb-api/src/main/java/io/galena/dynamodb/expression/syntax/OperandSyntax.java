package io.galena.dynamodb.expression.syntax;

import java.util.List;

/** An operand as it is written, in conditions and in updates. */
public sealed interface OperandSyntax {
    /** A document path. */
    record Attribute(PathSyntax path) implements OperandSyntax {}

    /** {@code :value}. */
    record Value(String key) implements OperandSyntax {}

    /** A function and its operands, of whatever number; it is one that may stand where it stands. */
    record Call(Function function, List<OperandSyntax> operands) implements OperandSyntax {
        public Call {
            operands = List.copyOf(operands);
        }
    }
}
