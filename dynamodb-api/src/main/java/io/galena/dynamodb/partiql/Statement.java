package io.galena.dynamodb.partiql;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.expression.Condition;
import io.galena.dynamodb.expression.Projection;
import io.galena.dynamodb.partiql.syntax.ParsedStatements;
import io.galena.dynamodb.partiql.syntax.Returning;
import io.galena.dynamodb.partiql.syntax.Setting;
import io.galena.dynamodb.partiql.syntax.StatementSyntax;
import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.Item;
import java.util.List;
import java.util.Optional;

/** A statement bound to its parameters, but not yet to a table. Immutable. */
public sealed interface Statement {
    /** The table's name. */
    String table();

    /**
     * Reads a statement.
     *
     * @throws DynamoDbException VALIDATION, in DynamoDB's words, for all that can be wrong with it whatever the table
     */
    static Statement of(String text, List<AttributeValue> parameters) {
        return StatementBinder.bind(ParsedStatements.of(text), parameters);
    }

    /**
     * Checks nothing but the grammar.
     *
     * @throws DynamoDbException VALIDATION for a text that is not a statement that reads or changes items
     */
    static void requireStatement(String text, Setting setting) {
        ParsedStatements.requireStatement(text, setting);
    }

    /** {@code SELECT}; all attributes without a projection. */
    record Select(
            String table,
            Optional<String> index,
            Optional<Projection> projection,
            Optional<Condition> where,
            List<StatementSyntax.Order> order)
            implements Statement {
        public Select {
            order = List.copyOf(order);
        }
    }

    /** {@code EXISTS(SELECT ...)}: a condition that a transaction demands. */
    record Exists(Select select) implements Statement {
        @Override
        public String table() {
            return select.table();
        }
    }

    /** A statement that changes an item. */
    sealed interface Write extends Statement {}

    /** {@code INSERT}: the table must not have an item with that key. */
    record Insert(String table, Item item) implements Write {}

    /** {@code UPDATE}: the table must have the item. */
    record Update(
            String table, io.galena.dynamodb.expression.Update update, Condition where, Optional<Returning> returning)
            implements Write {}

    /** {@code DELETE}: that there is no such item is no error. */
    record Delete(String table, Condition where, boolean returnsOld) implements Write {}
}
