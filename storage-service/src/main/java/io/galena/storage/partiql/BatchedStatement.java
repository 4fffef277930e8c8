package io.galena.storage.partiql;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.model.Structure;
import io.galena.dynamodb.partiql.Statement;

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
            return new Refused(e);
        }
    }

    /** It reads. */
    record Read(Statement.Select select, boolean consistent) implements BatchedStatement {}

    /** It writes. */
    record Written(Statement.Write write, GivenStatement given) implements BatchedStatement {}

    /** It is wrong whatever the tables. */
    record Refused(DynamoDbException error) implements BatchedStatement {}
}
