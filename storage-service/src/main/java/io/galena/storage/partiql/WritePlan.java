package io.galena.storage.partiql;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.dynamodb.expression.Condition;
import io.galena.dynamodb.expression.DocumentPath;
import io.galena.dynamodb.key.KeyCodec;
import io.galena.dynamodb.key.KeySchema;
import io.galena.dynamodb.partiql.KeyTypes;
import io.galena.dynamodb.partiql.KeyedWhere;
import io.galena.dynamodb.partiql.Statement;
import io.galena.dynamodb.partiql.syntax.Returning;
import io.galena.dynamodb.value.Item;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.answer.AnswerItem;
import io.galena.storage.capacity.ConsumedCapacity;
import io.galena.storage.request.ConditionCheck;
import io.galena.storage.request.KeyChecks;
import io.galena.storage.request.NewItem;
import io.galena.storage.request.UpdateChecks;
import io.galena.storage.request.UpdateDecision;
import io.galena.storage.row.RowId;
import io.galena.storage.row.StoredRow;
import io.galena.storage.write.Change;
import io.galena.storage.write.WriteCommand;
import io.galena.storage.write.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a statement that writes does to its table: the command that the operations on one item would give. */
record WritePlan(Statement.Write statement, WriteCommand command) {
    /**
     * Plans a write.
     *
     * @throws DynamoDbException VALIDATION when the statement does not go with the table
     */
    static WritePlan of(Statement.Write statement, TableDescriptor table, GivenStatement given) {
        var command = switch (statement) {
            case Statement.Insert(var _, var item) -> insert(item, table);
            case Statement.Update update -> update(update, table, given);
            case Statement.Delete delete -> delete(delete, table, given);
        };
        return new WritePlan(statement, command);
    }

    /**
     * Plans the check of a condition: the item must be there, and meet it.
     *
     * @throws DynamoDbException VALIDATION when the statement does not go with the table
     */
    static WriteCommand check(Statement.Select exists, TableDescriptor table, GivenStatement given) {
        var where = KeyedWhere.require(exists.where().orElseThrow(), table.keys());
        var condition = check(Optional.of(existing(where, table.keys())), given);
        KeyChecks.checkKey(where.key(), table.keys());
        condition.check(table);
        return new WriteCommand.Decided(
                table, rowKey(where, table), given.bytes(), condition.allowing(new Change.Keep()));
    }

    RowId row() {
        return new RowId(command.table().id(), command.rowKey());
    }

    /** What the statement wants to see of the item. */
    Optional<AnswerItem> returned(WriteResult result) {
        return switch (statement) {
            case Statement.Insert _ -> Optional.empty();
            case Statement.Update update ->
                update.returning().flatMap(returning -> returned(update, returning, result));
            case Statement.Delete delete -> delete.returnsOld() ? whole(result.before()) : Optional.empty();
        };
    }

    ConsumedCapacity capacity(WriteResult result) {
        return ConsumedCapacity.ofWrite(statement.table(), result);
    }

    private static Optional<AnswerItem> returned(Statement.Update update, Returning returning, WriteResult result) {
        return switch (returning) {
            case ALL_OLD -> whole(result.before());
            case ALL_NEW -> whole(result.after());
            case MODIFIED_OLD -> AnswerItem.updated(update.update(), result.before());
            case MODIFIED_NEW -> AnswerItem.updated(update.update(), result.after());
        };
    }

    private static Optional<AnswerItem> whole(Optional<StoredRow> row) {
        return row.map(found -> AnswerItem.of(found, Optional.empty()));
    }

    private static WriteCommand insert(Item item, TableDescriptor table) {
        var put = NewItem.of(item).change();
        KeyTypes.check(item, table.keys());
        KeyChecks.checkItem(item, table);
        return new WriteCommand.Decided(table, KeyCodec.rowKey(table.keys(), item), put.bytes().length, current -> {
            if (current.isPresent()) {
                throw new DynamoDbException(ErrorType.DUPLICATE_ITEM, "Duplicate primary key exists in table");
            }
            return put;
        });
    }

    private static WriteCommand update(Statement.Update update, TableDescriptor table, GivenStatement given) {
        var where = KeyedWhere.require(update.where(), table.keys());
        var condition = check(Optional.of(existing(where, table.keys())), given);
        KeyChecks.checkKey(where.key(), table.keys());
        UpdateChecks.check(update.update(), table);
        condition.check(table);
        var decision = new UpdateDecision(table, where.key(), Optional.of(update.update()), condition);
        return new WriteCommand.Decided(table, rowKey(where, table), given.bytes(), decision);
    }

    private static WriteCommand delete(Statement.Delete delete, TableDescriptor table, GivenStatement given) {
        var where = KeyedWhere.require(delete.where(), table.keys());
        var condition = check(where.rest(), given);
        KeyChecks.checkKey(where.key(), table.keys());
        condition.check(table);
        if (!condition.isPresent() && !delete.returnsOld()) {
            return new WriteCommand.Unconditional(table, rowKey(where, table), new Change.Delete());
        }
        var deletion = new Change.Delete();
        var allowed = condition.allowing(deletion);
        return new WriteCommand.Decided(
                table,
                rowKey(where, table),
                given.bytes(),
                current -> current.isPresent() ? allowed.decide(current) : deletion);
    }

    private static byte[] rowKey(KeyedWhere where, TableDescriptor table) {
        return KeyCodec.rowKey(table.keys(), where.key());
    }

    private static ConditionCheck check(Optional<Condition> condition, GivenStatement given) {
        return new ConditionCheck(condition, given.showItem());
    }

    /** There must be an item with the key, whatever else is demanded of it. */
    private static Condition existing(KeyedWhere where, KeySchema keys) {
        var exists =
                new Condition.Exists(DocumentPath.of(keys.partition().getFirst().name()));
        var terms = new ArrayList<Condition>(List.of(exists));
        where.rest().ifPresent(terms::add);
        return new Condition.And(terms);
    }
}
