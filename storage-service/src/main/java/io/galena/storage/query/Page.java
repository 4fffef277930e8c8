package io.galena.storage.query;

import io.galena.dynamodb.value.Item;
import io.galena.dynamodb.value.ItemCodec;
import io.galena.storage.answer.AnswerItem;
import io.galena.storage.capacity.ConsumedCapacity;
import io.galena.storage.capacity.ReturnConsumedCapacity;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * A page, as Query and Scan answer it.
 *
 * @param items what to show of the items that passed the filter; empty if only their count was asked for
 * @param count how many items passed the filter
 * @param scannedCount how many items were looked at
 * @param lastKey the key of the last item looked at, if the page ended by its limits
 */
public record Page(
        Optional<List<AnswerItem>> items,
        int count,
        int scannedCount,
        Optional<Item> lastKey,
        ConsumedCapacity capacity,
        ReturnConsumedCapacity capacityDetail) {
    /** What stands beside the items: the counts, the capacity. */
    private static final int LENGTH_BESIDE_ITEMS = 512;

    /** A last key may be a few times longer, and then this is too little. */
    private static final int LENGTH_OF_KEY = 4 * 1024;

    /** About how many bytes it will take. */
    int length() {
        int length = LENGTH_BESIDE_ITEMS + (lastKey.isPresent() ? LENGTH_OF_KEY : 0);
        for (var item : items.orElse(List.of())) {
            length += item.length() + 1;
        }
        return length;
    }

    void write(JsonGenerator json) {
        items.ifPresent(shown -> {
            json.writeArrayPropertyStart("Items");
            shown.forEach(item -> item.write(json));
            json.writeEndArray();
        });
        json.writeNumberProperty("Count", count);
        json.writeNumberProperty("ScannedCount", scannedCount);
        lastKey.ifPresent(key -> {
            json.writeName("LastEvaluatedKey");
            ItemCodec.write(key, json);
        });
        capacity.writeMember(capacityDetail, json);
    }
}
