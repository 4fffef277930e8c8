package io.galena.storage.partiql;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.model.Structure;
import io.galena.dynamodb.partiql.Statement;
import io.galena.dynamodb.partiql.syntax.Setting;

/** One statement of a BatchExecuteStatement. */
sealed interface BatchedStatement {
    static BatchedStatement read(Structure input) {
        var given = GivenStatement.of(input);
        try {
            return switch (given.statement()) {
                case Statement.Select select ->
                    new Read(select, input.bool("ConsistentRead").orElse(false));
                case Statement.Write write -> new Written(write, given);
                case Statement.Exists _ -> new Refused(GivenStatement.existsOutOfPlace());
            };
        } catch (DynamoDbException e) {
            return new Refused(refusal(given, e));
        }
    }

    /** What is no statement at all is told in words of its own. */
    private static DynamoDbException refusal(GivenStatement given, DynamoDbException error) {
        try {
            Statement.requireStatement(given.text(), Setting.BATCH);
            return error;
        } catch (DynamoDbException e) {
            return e;
        }
    }

    /** It reads. */
    record Read(Statement.Select select, boolean consistent) implements BatchedStatement {}

    /** It writes. */
    record Written(Statement.Write write, GivenStatement given) implements BatchedStatement {}

    /** It is wrong whatever the tables. */
    record Refused(DynamoDbException error) implements BatchedStatement {}
}
