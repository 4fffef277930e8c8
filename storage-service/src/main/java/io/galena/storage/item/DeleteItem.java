package io.galena.storage.item;

import io.galena.storage.request.ConditionCheck;
import io.galena.dynamodb.key.KeyCodec;
import io.galena.dynamodb.model.Structure;
import io.galena.dynamodb.value.Item;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import io.galena.storage.answer.AnswerItem;
import io.galena.storage.request.ExpressionMembers;
import io.galena.storage.request.KeyChecks;
import io.galena.storage.request.Tables;
import io.galena.storage.write.Change;
import io.galena.storage.write.ItemWriter;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** {@code DeleteItem}: removes the item with a key; that there is none is no error. */
@Component
final class DeleteItem implements Operation<DeleteItem.Request, WriteAnswer> {
    private static final ExpressionMembers EXPRESSIONS =
            new ExpressionMembers(List.of("ConditionExpression"), List.of("Expected", "ConditionalOperator"));

    private final Tables tables;
    private final ItemWriter writer;

    DeleteItem(Tables tables, ItemWriter writer) {
        this.tables = tables;
        this.writer = writer;
    }

    @Override
    public String name() {
        return "DeleteItem";
    }

    @Override
    public Request read(Structure input, Caller caller) {
        EXPRESSIONS.check(input);
        var key = input.item("Key").orElseThrow();
        var returnValues = ReturnValues.ofReplacing(input);
        var expressions = EXPRESSIONS.context(input);
        var condition = ConditionCheck.of(input, expressions);
        expressions.verifyAllUsed();
        return new Request(key, WriteOptions.of(input, caller, condition, returnValues));
    }

    @Override
    public WriteAnswer handle(Request request, Caller caller) {
        var options = request.options();
        var table = tables.require(options.table(), caller);
        KeyChecks.checkKey(request.key(), table.keys());
        options.condition().check(table);
        var rowKey = KeyCodec.rowKey(table.keys(), request.key());
        var result = writer.write(Replacement.command(table, rowKey, rowKey.length, new Change.Delete(), options));
        var old = options.returnValues() == ReturnValues.ALL_OLD
                ? result.before().map(row -> AnswerItem.of(row, Optional.empty()))
                : Optional.<AnswerItem>empty();
        return WriteAnswer.of(options, table, request.key(), result, old);
    }

    @Override
    public void write(WriteAnswer answer, JsonGenerator json) {
        answer.write(json);
    }

    record Request(Item key, WriteOptions options) {}
}
