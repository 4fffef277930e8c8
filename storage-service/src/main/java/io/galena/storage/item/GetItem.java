package io.galena.storage.item;

import io.galena.dynamodb.expression.Projection;
import io.galena.dynamodb.key.KeyCodec;
import io.galena.dynamodb.legacy.LegacyProjection;
import io.galena.dynamodb.model.Structure;
import io.galena.dynamodb.value.Item;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import io.galena.storage.answer.AnswerItem;
import io.galena.storage.capacity.CapacityUnits;
import io.galena.storage.capacity.ConsumedCapacity;
import io.galena.storage.capacity.ReturnConsumedCapacity;
import io.galena.storage.read.PointReader;
import io.galena.storage.request.ExpressionMembers;
import io.galena.storage.request.KeyChecks;
import io.galena.storage.request.KeyPaths;
import io.galena.kit.catalog.TableReference;
import io.galena.storage.request.Tables;
import io.galena.storage.row.StoredRow;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** {@code GetItem}: one item by its full primary key. */
@Component
final class GetItem implements Operation<GetItem.Request, GetItem.Answer> {
    private static final ExpressionMembers EXPRESSIONS =
            new ExpressionMembers(List.of("ProjectionExpression"), List.of("AttributesToGet"));

    private final Tables tables;
    private final PointReader reader;

    GetItem(Tables tables, PointReader reader) {
        this.tables = tables;
        this.reader = reader;
    }

    @Override
    public String name() {
        return "GetItem";
    }

    @Override
    public Request read(Structure input, Caller caller) {
        EXPRESSIONS.check(input);
        var key = input.item("Key").orElseThrow();
        var expressions = EXPRESSIONS.context(input);
        var projection = input.string("ProjectionExpression")
                .map(expressions::projection)
                .or(() -> LegacyProjection.of(input));
        expressions.verifyAllUsed();
        return new Request(
                TableReference.of(input, caller),
                key,
                projection,
                input.bool("ConsistentRead").orElse(false),
                ReturnConsumedCapacity.of(input));
    }

    @Override
    public Answer handle(Request request, Caller caller) {
        var table = tables.require(request.table(), caller);
        KeyChecks.checkKey(request.key(), table.keys());
        request.projection().ifPresent(projection -> KeyPaths.check(projection.paths(), table));
        var rowKey = KeyCodec.rowKey(table.keys(), request.key());
        var row = reader.read(table, List.of(rowKey), request.consistent()).getFirst();
        var units = CapacityUnits.read(row.map(StoredRow::size).orElse(0), request.consistent());
        return new Answer(
                row.map(found -> AnswerItem.of(found, request.projection())),
                ConsumedCapacity.ofTable(request.table().given(), units),
                request.capacityDetail());
    }

    @Override
    public void write(Answer answer, JsonGenerator json) {
        answer.item().ifPresent(item -> {
            json.writeName("Item");
            item.write(json);
        });
        answer.capacity().writeMember(answer.capacityDetail(), json);
    }

    record Request(
            TableReference table,
            Item key,
            Optional<Projection> projection,
            boolean consistent,
            ReturnConsumedCapacity capacityDetail) {}

    record Answer(Optional<AnswerItem> item, ConsumedCapacity capacity, ReturnConsumedCapacity capacityDetail) {}
}
