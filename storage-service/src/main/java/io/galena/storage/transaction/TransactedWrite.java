package io.galena.storage.transaction;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.expression.Update;
import io.galena.dynamodb.key.KeyCodec;
import io.galena.dynamodb.model.Structure;
import io.galena.dynamodb.value.Item;
import io.galena.dynamodb.value.ItemSize;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.catalog.TableReference;
import io.galena.kit.operation.Caller;
import io.galena.storage.request.ConditionCheck;
import io.galena.storage.request.ExpressionMembers;
import io.galena.storage.request.KeyChecks;
import io.galena.storage.request.NewItem;
import io.galena.storage.request.UpdateChecks;
import io.galena.storage.request.UpdateDecision;
import io.galena.storage.write.Change;
import io.galena.storage.write.WriteCommand;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One action of a TransactWriteItems. */
sealed interface TransactedWrite {
    /** The names of the kinds, which are members of the action. */
    List<String> KINDS = List.of("ConditionCheck", "Put", "Delete", "Update");

    /**
     * Reads one action.
     *
     * @throws DynamoDbException VALIDATION, when it is not exactly one of the kinds, or what it says is not good whatever the
     *     table
     */
    static TransactedWrite read(Structure input, Caller caller) {
        var check = input.structure("ConditionCheck")
                .map(members -> (TransactedWrite) Keyed.read(members, caller, new Change.Keep()));
        var put = input.structure("Put").map(members -> (TransactedWrite) Put.read(members, caller));
        var delete = input.structure("Delete")
                .map(members -> (TransactedWrite) Keyed.read(members, caller, new Change.Delete()));
        var update = input.structure("Update").map(members -> (TransactedWrite) Updating.read(members, caller));
        var given =
                Stream.of(check, put, delete, update).flatMap(Optional::stream).toList();
        if (given.isEmpty()) {
            throw DynamoDbException.validation(
                    "Invalid Request: TransactWriteRequest should contain Delete or Put or Update request");
        }
        if (given.size() > 1) {
            throw DynamoDbException.validation("TransactItems can only contain one of Check, Put, Update or Delete");
        }
        return given.getFirst();
    }

    TableReference table();

    /** An item with the attributes of the key, and perhaps more. */
    Item key();

    /** About as many bytes as it brings. */
    int bytes();

    /**
     * Plans the write.
     *
     * @throws DynamoDbException VALIDATION when it does not go with the table
     */
    WriteCommand command(TableDescriptor table);

    /** Stores an item. */
    record Put(TableReference table, NewItem item, ConditionCheck condition) implements TransactedWrite {
        private static final ExpressionMembers EXPRESSIONS =
                new ExpressionMembers(List.of("ConditionExpression"), List.of());

        private static Put read(Structure input, Caller caller) {
            EXPRESSIONS.check(input);
            var item = NewItem.of(input.item("Item").orElseThrow());
            return new Put(TableReference.of(input, caller), item, readCondition(EXPRESSIONS, input));
        }

        @Override
        public Item key() {
            return item.item();
        }

        @Override
        public int bytes() {
            return item.size();
        }

        @Override
        public WriteCommand command(TableDescriptor descriptor) {
            KeyChecks.checkItem(item.item(), descriptor);
            condition.check(descriptor);
            var rowKey = KeyCodec.rowKey(descriptor.keys(), item.item());
            return replacement(descriptor, rowKey, bytes(), item.change(), condition);
        }
    }

    /** Names an item by its key alone: removes it, or changes nothing and only wants a condition to hold. */
    record Keyed(TableReference table, Item key, Change change, ConditionCheck condition) implements TransactedWrite {
        private static final ExpressionMembers EXPRESSIONS =
                new ExpressionMembers(List.of("ConditionExpression"), List.of());

        private static Keyed read(Structure input, Caller caller, Change change) {
            EXPRESSIONS.check(input);
            var key = input.item("Key").orElseThrow();
            return new Keyed(TableReference.of(input, caller), key, change, readCondition(EXPRESSIONS, input));
        }

        @Override
        public int bytes() {
            return ItemSize.of(key);
        }

        @Override
        public WriteCommand command(TableDescriptor descriptor) {
            KeyChecks.checkKey(key, descriptor.keys());
            condition.check(descriptor);
            var rowKey = KeyCodec.rowKey(descriptor.keys(), key);
            return replacement(descriptor, rowKey, bytes(), change, condition);
        }
    }

    /** Changes attributes of an item, which it makes if there is none. */
    record Updating(TableReference table, Item key, Update update, ConditionCheck condition, int bytes)
            implements TransactedWrite {
        private static final ExpressionMembers EXPRESSIONS =
                new ExpressionMembers(List.of("UpdateExpression", "ConditionExpression"), List.of());

        private static Updating read(Structure input, Caller caller) {
            EXPRESSIONS.check(input);
            var key = input.item("Key").orElseThrow();
            var expressions = EXPRESSIONS.context(input);
            var update = expressions.update(input.string("UpdateExpression").orElseThrow());
            var condition = ConditionCheck.ofAction(input, expressions);
            expressions.verifyAllUsed();
            var values =
                    input.item("ExpressionAttributeValues").map(ItemSize::of).orElse(0);
            return new Updating(TableReference.of(input, caller), key, update, condition, ItemSize.of(key) + values);
        }

        @Override
        public WriteCommand command(TableDescriptor descriptor) {
            KeyChecks.checkKey(key, descriptor.keys());
            UpdateChecks.check(update, descriptor);
            condition.check(descriptor);
            var decision = new UpdateDecision(descriptor, key, Optional.of(update), condition);
            return new WriteCommand.Decided(descriptor, KeyCodec.rowKey(descriptor.keys(), key), bytes, decision);
        }
    }

    private static ConditionCheck readCondition(ExpressionMembers members, Structure input) {
        var expressions = members.context(input);
        var condition = ConditionCheck.ofAction(input, expressions);
        expressions.verifyAllUsed();
        return condition;
    }

    private static WriteCommand replacement(
            TableDescriptor table, byte[] rowKey, int bytes, Change change, ConditionCheck condition) {
        if (!condition.isPresent()) {
            return new WriteCommand.Unconditional(table, rowKey, change);
        }
        return new WriteCommand.Decided(table, rowKey, bytes, condition.allowing(change));
    }
}
