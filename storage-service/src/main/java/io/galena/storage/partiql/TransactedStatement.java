package io.galena.storage.partiql;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.partiql.KeyedWhere;
import io.galena.dynamodb.partiql.Statement;
import io.galena.dynamodb.partiql.syntax.Setting;
import io.galena.kit.catalog.TableDescriptor;
import java.util.Optional;

/**
 * One statement of an ExecuteTransaction.
 *
 * @param place where it stands among the statements, from 0
 */
record TransactedStatement(int place, GivenStatement given, Statement statement) {
    /**
     * Reads a statement.
     *
     * @throws DynamoDbException VALIDATION, which names the place unless the text is no statement at all
     */
    static TransactedStatement read(int place, GivenStatement given) {
        Statement.requireStatement(given.text(), Setting.TRANSACTION);
        try {
            var statement = given.statement();
            if (returns(statement)) {
                throw DynamoDbException.validation("RETURNING clause is not supported in ExecuteTransaction.");
            }
            return new TransactedStatement(place, given, statement);
        } catch (DynamoDbException e) {
            throw invalid(place, String.valueOf(e.getMessage()));
        }
    }

    /** Whether it reads; a check of a condition goes with writes. */
    boolean isRead() {
        return statement instanceof Statement.Select;
    }

    /**
     * Checks that a statement that reads or checks is about one item of its table, and no index.
     *
     * @throws DynamoDbException VALIDATION, which names the place
     */
    void check(TableDescriptor table) {
        switch (statement) {
            case Statement.Select select -> {
                require(select.index().isEmpty(), "Reads on indices are not supported within transactions.");
                require(
                        where(select, table)
                                .filter(keyed -> keyed.rest().isEmpty())
                                .isPresent(),
                        "Select statements within ExecuteTransaction must specify the primary key in the where clause.");
            }
            case Statement.Exists(var select) -> {
                require(select.index().isEmpty(), "Operations on indices are not supported in transactions");
                require(
                        where(select, table)
                                .filter(keyed -> keyed.rest().isPresent())
                                .isPresent(),
                        "EXISTS() must contain a single item read with additional condition");
            }
            case Statement.Write _ -> {}
        }
    }

    private void require(boolean allowed, String otherwise) {
        if (!allowed) {
            throw invalid(place, otherwise);
        }
    }

    private static Optional<KeyedWhere> where(Statement.Select select, TableDescriptor table) {
        return KeyedWhere.of(select.where(), table.keys());
    }

    private static boolean returns(Statement statement) {
        return switch (statement) {
            case Statement.Update update -> update.returning().isPresent();
            case Statement.Delete delete -> delete.returnsOld();
            case Statement.Insert _, Statement.Select _, Statement.Exists _ -> false;
        };
    }

    private static DynamoDbException invalid(int place, String problem) {
        return DynamoDbException.validation("Validation failed in TransactStatements[" + place + "]: " + problem);
    }
}
