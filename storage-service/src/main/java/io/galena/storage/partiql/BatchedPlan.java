package io.galena.storage.partiql;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.kit.operation.Caller;

/** What one statement of a batch comes to on its table. */
sealed interface BatchedPlan {
    static BatchedPlan of(BatchedStatement statement, StatementTables tables, Caller caller) {
        try {
            return switch (statement) {
                case BatchedStatement.Read(var select, var consistent) ->
                    new Read(PointSelect.of(select, tables.require(select, caller)), consistent);
                case BatchedStatement.Written(var write, var given) ->
                    new Write(WritePlan.of(write, tables.require(write, caller), given));
                case BatchedStatement.Refused(var error) -> new Refused(error);
            };
        } catch (DynamoDbException e) {
            return new Refused(e);
        }
    }

    /** It reads one item. */
    record Read(PointSelect select, boolean consistent) implements BatchedPlan {}

    /** It writes one item. */
    record Write(WritePlan plan) implements BatchedPlan {}

    /** It cannot be carried out. */
    record Refused(DynamoDbException error) implements BatchedPlan {}
}
