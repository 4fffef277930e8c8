package io.galena.storage.transaction;

import io.galena.storage.answer.ItemCollectionMetrics;
import io.galena.storage.capacity.ConsumedCapacity;
import io.galena.storage.capacity.ReturnConsumedCapacity;
import io.galena.storage.write.WriteResult;
import io.galena.kit.catalog.TableDescriptor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/**
 * What TransactWriteItems answers.
 *
 * @param direction whether the items were written, or only read because an earlier request had done so
 * @param collections by table and partition key, as far as the request asked for them
 */
record TransactWriteAnswer(
        TransactionCosts costs,
        ConsumedCapacity.Direction direction,
        ReturnConsumedCapacity capacityDetail,
        Map<String, Map<Object, ItemCollectionMetrics>> collections) {
    /** How large the item collections are that were written to, each once. */
    static Map<String, Map<Object, ItemCollectionMetrics>> collections(
            List<TransactedWrite> writes, List<TableDescriptor> tables, List<WriteResult> results) {
        var collections = new LinkedHashMap<String, Map<Object, ItemCollectionMetrics>>();
        for (var i = 0; i < writes.size(); i++) {
            var table = writes.get(i).table().given();
            ItemCollectionMetrics.of(tables.get(i), writes.get(i).key(), results.get(i))
                    .ifPresent(metrics -> collections
                            .computeIfAbsent(table, first -> new LinkedHashMap<>())
                            .put(metrics.key(), metrics));
        }
        return collections;
    }

    void write(JsonGenerator json) {
        ConsumedCapacity.writeTransaction(costs.capacity(), direction, capacityDetail, json);
        if (!collections.isEmpty()) {
            json.writeObjectPropertyStart("ItemCollectionMetrics");
            collections.forEach((table, ofTable) -> {
                json.writeArrayPropertyStart(table);
                ofTable.values().forEach(metrics -> metrics.write(json));
                json.writeEndArray();
            });
            json.writeEndObject();
        }
    }
}
