package io.galena.storage.transaction;

import io.galena.dynamodb.model.Structure;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import io.galena.storage.answer.AnswerItem;
import io.galena.storage.capacity.ConsumedCapacity;
import io.galena.storage.capacity.ReturnConsumedCapacity;
import io.galena.storage.coordinator.TransactionConflictException;
import io.galena.storage.coordinator.Transactions;
import io.galena.storage.coordinator.WantedRow;
import io.galena.storage.request.Tables;
import io.galena.storage.row.RowId;
import io.galena.storage.row.StoredRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** {@code TransactGetItems}: up to 100 items of several tables, as they were at one moment. */
@Component
final class TransactGetItems implements Operation<TransactGetItems.Request, TransactGetItems.Answer> {
    private final Tables tables;
    private final Transactions transactions;

    TransactGetItems(Tables tables, Transactions transactions) {
        this.tables = tables;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return "TransactGetItems";
    }

    @Override
    public Request read(Structure input, Caller caller) {
        var gets = input.structures("TransactItems").orElseThrow().stream()
                .map(action -> TransactedGet.read(action.structure("Get").orElseThrow(), caller))
                .toList();
        return new Request(gets, ReturnConsumedCapacity.of(input));
    }

    @Override
    public Answer handle(Request request, Caller caller) {
        var descriptors = request.gets().stream()
                .map(get -> tables.require(get.table(), caller))
                .toList();
        ActionPlan.requireFilledKeys(
                request.gets().stream().map(TransactedGet::key).toList(), descriptors);
        var wanted = ActionPlan.of(request.gets(), descriptors, TransactedGet::row)
                .require(row -> new RowId(row.table().id(), row.rowKey()));
        return answer(request, find(wanted));
    }

    @Override
    public void write(Answer answer, JsonGenerator json) {
        json.writeArrayPropertyStart("Responses");
        answer.items().forEach(found -> {
            json.writeStartObject();
            found.ifPresent(item -> {
                json.writeName("Item");
                item.write(json);
            });
            json.writeEndObject();
        });
        json.writeEndArray();
        ConsumedCapacity.writeTransaction(
                answer.costs().capacity(), ConsumedCapacity.Direction.READ, answer.capacityDetail(), json);
    }

    private List<Optional<StoredRow>> find(List<WantedRow> wanted) {
        try {
            return transactions.read(wanted);
        } catch (TransactionConflictException e) {
            throw Cancellation.of(e);
        }
    }

    private static Answer answer(Request request, List<Optional<StoredRow>> rows) {
        TransactionSize.requireOfAnswer(rows.stream()
                .flatMap(Optional::stream)
                .mapToLong(StoredRow::size)
                .sum());
        var costs = TransactionCosts.none();
        var items = new ArrayList<Optional<AnswerItem>>();
        for (var i = 0; i < rows.size(); i++) {
            var get = request.gets().get(i);
            costs.addRead(get.table().given(), rows.get(i).map(StoredRow::size).orElse(0));
            items.add(rows.get(i).map(row -> AnswerItem.of(row, get.projection())));
        }
        return new Answer(items, costs, request.capacityDetail());
    }

    record Request(List<TransactedGet> gets, ReturnConsumedCapacity capacityDetail) {
        Request {
            gets = List.copyOf(gets);
        }
    }

    record Answer(List<Optional<AnswerItem>> items, TransactionCosts costs, ReturnConsumedCapacity capacityDetail) {
        Answer {
            items = List.copyOf(items);
        }
    }
}
