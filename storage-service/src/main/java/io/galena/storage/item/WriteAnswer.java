package io.galena.storage.item;

import io.galena.dynamodb.value.Item;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.answer.AnswerItem;
import io.galena.storage.answer.ItemCollectionMetrics;
import io.galena.storage.capacity.ConsumedCapacity;
import io.galena.storage.capacity.ReturnConsumedCapacity;
import io.galena.storage.write.WriteResult;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** What PutItem, UpdateItem and DeleteItem answer. */
record WriteAnswer(
        Optional<AnswerItem> attributes,
        ConsumedCapacity capacity,
        ReturnConsumedCapacity capacityDetail,
        Optional<ItemCollectionMetrics> collection) {
    /**
     * The answer to a write.
     *
     * @param key an item with the written item's key attributes
     */
    static WriteAnswer of(
            WriteOptions options,
            TableDescriptor table,
            Item key,
            WriteResult result,
            Optional<AnswerItem> attributes) {
        return new WriteAnswer(
                attributes,
                ConsumedCapacity.ofWrite(options.table().given(), result),
                options.capacityDetail(),
                options.wantsCollection() ? ItemCollectionMetrics.of(table, key, result) : Optional.empty());
    }

    void write(JsonGenerator json) {
        attributes.ifPresent(item -> {
            json.writeName("Attributes");
            item.write(json);
        });
        capacity.writeMember(capacityDetail, json);
        collection.ifPresent(metrics -> {
            json.writeName("ItemCollectionMetrics");
            metrics.write(json);
        });
    }
}
