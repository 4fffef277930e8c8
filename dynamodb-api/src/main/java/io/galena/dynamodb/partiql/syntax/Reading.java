package io.galena.dynamodb.partiql.syntax;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.expression.syntax.OperandSyntax;
import java.util.ArrayList;
import java.util.List;

/** One statement while its nodes become trees: collects the values that the trees refer to by their place in the list. */
final class Reading {
    private final String statement;
    private final List<StatementValue> values = new ArrayList<>();

    Reading(String statement) {
        this.statement = statement;
    }

    OperandSyntax.Value add(StatementValue value) {
        values.add(value);
        return new OperandSyntax.Value(StatementSyntax.key(values.size() - 1));
    }

    List<StatementValue> values() {
        return List.copyOf(values);
    }

    /** How the statement writes what the token stands for. */
    String text(Token token) {
        return statement.substring(token.start(), token.end());
    }

    /** The error for a piece of the statement, with its place. */
    DynamoDbException invalidAt(Token token, String problem) {
        return invalid(problem + token.place(statement));
    }

    DynamoDbException invalid(String problem) {
        return DynamoDbException.validation(problem);
    }
}
