package io.galena.storage.item;

import io.galena.storage.request.UpdateDecision;
import io.galena.storage.request.UpdateChecks;
import io.galena.storage.request.ConditionCheck;
import io.galena.dynamodb.expression.Update;
import io.galena.dynamodb.key.KeyCodec;
import io.galena.dynamodb.legacy.LegacyUpdates;
import io.galena.dynamodb.model.Structure;
import io.galena.dynamodb.value.Item;
import io.galena.dynamodb.value.ItemSize;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import io.galena.storage.answer.AnswerItem;
import io.galena.storage.request.ExpressionMembers;
import io.galena.storage.request.KeyChecks;
import io.galena.storage.request.Tables;
import io.galena.storage.write.ItemWriter;
import io.galena.storage.write.WriteCommand;
import io.galena.storage.write.WriteResult;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** {@code UpdateItem}: changes attributes of an item, which it makes if there is none. */
@Component
final class UpdateItem implements Operation<UpdateItem.Request, WriteAnswer> {
    private static final ExpressionMembers EXPRESSIONS = new ExpressionMembers(
            List.of("UpdateExpression", "ConditionExpression"),
            List.of("AttributeUpdates", "Expected", "ConditionalOperator"));

    private final Tables tables;
    private final ItemWriter writer;

    UpdateItem(Tables tables, ItemWriter writer) {
        this.tables = tables;
        this.writer = writer;
    }

    @Override
    public String name() {
        return "UpdateItem";
    }

    @Override
    public Request read(Structure input, Caller caller) {
        EXPRESSIONS.check(input);
        var key = input.item("Key").orElseThrow();
        var expressions = EXPRESSIONS.context(input);
        var update = input.string("UpdateExpression").map(expressions::update).or(() -> LegacyUpdates.of(input));
        var condition = ConditionCheck.of(input, expressions);
        expressions.verifyAllUsed();
        return new Request(
                key, update, bytes(input), WriteOptions.of(input, caller, condition, ReturnValues.of(input)));
    }

    @Override
    public WriteAnswer handle(Request request, Caller caller) {
        var options = request.options();
        var table = tables.require(options.table(), caller);
        KeyChecks.checkKey(request.key(), table.keys());
        request.update().ifPresent(update -> UpdateChecks.check(update, table));
        options.condition().check(table);
        var rowKey = KeyCodec.rowKey(table.keys(), request.key());
        var decision = new UpdateDecision(table, request.key(), request.update(), options.condition());
        var result = writer.write(new WriteCommand.Decided(table, rowKey, request.bytes(), decision));
        return WriteAnswer.of(options, table, request.key(), result, attributes(request, result));
    }

    @Override
    public void write(WriteAnswer answer, JsonGenerator json) {
        answer.write(json);
    }

    private static Optional<AnswerItem> attributes(Request request, WriteResult result) {
        return switch (request.options().returnValues()) {
            case NONE -> Optional.empty();
            case ALL_OLD -> result.before().map(row -> AnswerItem.of(row, Optional.empty()));
            case ALL_NEW -> result.after().map(row -> AnswerItem.of(row, Optional.empty()));
            case UPDATED_OLD -> request.update().flatMap(update -> AnswerItem.updated(update, result.before()));
            case UPDATED_NEW -> request.update().flatMap(update -> AnswerItem.updated(update, result.after()));
        };
    }

    /** About as many bytes as the values of the request are large. */
    private static int bytes(Structure input) {
        return input.item("ExpressionAttributeValues").map(ItemSize::of).orElse(0);
    }

    record Request(Item key, Optional<Update> update, int bytes, WriteOptions options) {}
}
