package io.galena.dynamodb.expression;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.expression.syntax.Function;

/** The errors that conditions and updates share, about the operands of an operator or function. */
final class OperandErrors {
    private final Scope scope;

    OperandErrors(Scope scope) {
        this.scope = scope;
    }

    DynamoDbException wrongCount(Function function, int operands) {
        return scope.invalid("Incorrect number of operands for operator or function; operator or function: "
                + function.text() + ", number of operands: " + operands);
    }

    DynamoDbException wrongType(String operator, String type) {
        return scope.invalid("Incorrect operand type for operator or function; operator or function: " + operator
                + ", operand type: " + type);
    }

    DynamoDbException notDistinct(String operator, DocumentPath first) {
        return scope.invalid("The first operand must be distinct from the remaining operands for this operator or "
                + "function; operator: " + operator + ", first operand: " + first);
    }

    DynamoDbException notAPath(Function function) {
        return scope.invalid("Operator or function requires a document path; operator or function: " + function.text());
    }
}
