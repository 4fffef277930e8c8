package io.galena.storage.item;

import io.galena.storage.request.ConditionCheck;
import io.galena.dynamodb.key.KeyCodec;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import io.galena.storage.answer.AnswerItem;
import io.galena.storage.request.ExpressionMembers;
import io.galena.storage.request.KeyChecks;
import io.galena.storage.request.NewItem;
import io.galena.storage.request.Tables;
import io.galena.storage.write.ItemWriter;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** {@code PutItem}: stores a whole item in place of the one with its key. */
@Component
final class PutItem implements Operation<PutItem.Request, WriteAnswer> {
    private static final ExpressionMembers EXPRESSIONS =
            new ExpressionMembers(List.of("ConditionExpression"), List.of("Expected", "ConditionalOperator"));

    private final Tables tables;
    private final ItemWriter writer;

    PutItem(Tables tables, ItemWriter writer) {
        this.tables = tables;
        this.writer = writer;
    }

    @Override
    public String name() {
        return "PutItem";
    }

    @Override
    public Request read(Structure input, Caller caller) {
        EXPRESSIONS.check(input);
        var item = input.item("Item").orElseThrow();
        var returnValues = ReturnValues.ofReplacing(input);
        var put = NewItem.of(item);
        var expressions = EXPRESSIONS.context(input);
        var condition = ConditionCheck.of(input, expressions);
        expressions.verifyAllUsed();
        return new Request(put, WriteOptions.of(input, caller, condition, returnValues));
    }

    @Override
    public WriteAnswer handle(Request request, Caller caller) {
        var options = request.options();
        var item = request.item().item();
        var table = tables.require(options.table(), caller);
        KeyChecks.checkItem(item, table);
        options.condition().check(table);
        var put = request.item().change();
        var rowKey = KeyCodec.rowKey(table.keys(), item);
        var result = writer.write(Replacement.command(table, rowKey, put.bytes().length, put, options));
        var old = options.returnValues() == ReturnValues.ALL_OLD
                ? result.before().map(row -> AnswerItem.of(row, Optional.empty()))
                : Optional.<AnswerItem>empty();
        return WriteAnswer.of(options, table, item, result, old);
    }

    @Override
    public void write(WriteAnswer answer, JsonGenerator json) {
        answer.write(json);
    }

    record Request(NewItem item, WriteOptions options) {}
}
