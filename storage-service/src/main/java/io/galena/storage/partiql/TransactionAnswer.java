package io.galena.storage.partiql;

import io.galena.storage.answer.AnswerItem;
import io.galena.storage.capacity.ConsumedCapacity;
import io.galena.storage.capacity.ReturnConsumedCapacity;
import io.galena.storage.transaction.TransactionCosts;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * What ExecuteTransaction answers.
 *
 * @param items what was read, in the order of the statements; nothing for statements that write
 * @param direction whether items were written, or only read because an earlier request had written them
 */
record TransactionAnswer(
        List<Optional<AnswerItem>> items,
        TransactionCosts costs,
        ConsumedCapacity.Direction direction,
        ReturnConsumedCapacity capacityDetail) {
    TransactionAnswer {
        items = List.copyOf(items);
    }

    void write(JsonGenerator json) {
        json.writeArrayPropertyStart("Responses");
        items.forEach(found -> {
            json.writeStartObject();
            found.ifPresent(item -> {
                json.writeName("Item");
                item.write(json);
            });
            json.writeEndObject();
        });
        json.writeEndArray();
        ConsumedCapacity.writeTransaction(costs.capacity(), direction, capacityDetail, json);
    }
}
