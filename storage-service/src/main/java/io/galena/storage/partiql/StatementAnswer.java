package io.galena.storage.partiql;

import io.galena.dynamodb.value.Item;
import io.galena.dynamodb.value.ItemCodec;
import io.galena.storage.answer.AnswerItem;
import io.galena.storage.capacity.ConsumedCapacity;
import io.galena.storage.capacity.ReturnConsumedCapacity;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * What ExecuteStatement answers.
 *
 * @param lastKey the key of the last item looked at, if a page ended by its limits
 * @param nextToken what to ask for the next page with
 */
record StatementAnswer(
        List<AnswerItem> items,
        Optional<Item> lastKey,
        Optional<String> nextToken,
        ConsumedCapacity capacity,
        ReturnConsumedCapacity capacityDetail) {
    StatementAnswer {
        items = List.copyOf(items);
    }

    void write(JsonGenerator json) {
        json.writeArrayPropertyStart("Items");
        items.forEach(item -> item.write(json));
        json.writeEndArray();
        nextToken.ifPresent(token -> json.writeStringProperty("NextToken", token));
        lastKey.ifPresent(key -> {
            json.writeName("LastEvaluatedKey");
            ItemCodec.write(key, json);
        });
        capacity.writeMember(capacityDetail, json);
    }
}
