package io.galena.storage.answer;

import io.galena.dynamodb.model.Structure;
import io.galena.dynamodb.value.Item;
import io.galena.dynamodb.value.ItemCodec;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.request.KeyPart;
import io.galena.storage.write.WriteResult;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * How large the collection is that a written item belongs to: all items of one partition key, on a table with local indexes.
 *
 * @param key the partition key
 * @param bytes about how large the collection is
 */
public record ItemCollectionMetrics(Item key, long bytes) {
    private static final long GIGABYTE = 1L << 30;

    /** Whether a request asks for these metrics. */
    public static boolean wanted(Structure input) {
        return input.string("ReturnItemCollectionMetrics")
                .filter("SIZE"::equals)
                .isPresent();
    }

    /** The metrics after the write of the item that has this key; empty on a table without local indexes. */
    public static Optional<ItemCollectionMetrics> of(TableDescriptor table, Item key, WriteResult result) {
        if (result.collectionBytes().isEmpty()) {
            return Optional.empty();
        }
        var partition = KeyPart.of(key, table.keys().partition());
        return Optional.of(
                new ItemCollectionMetrics(partition, result.collectionBytes().getAsLong()));
    }

    /** Writes them as a JSON object, where the generator stands. The size is told as a range of whole gigabytes. */
    public void write(JsonGenerator json) {
        double lower = Math.floorDiv(Math.max(0, bytes), GIGABYTE);
        json.writeStartObject();
        json.writeName("ItemCollectionKey");
        ItemCodec.write(key, json);
        json.writeArrayPropertyStart("SizeEstimateRangeGB");
        json.writeNumber(lower);
        json.writeNumber(lower + 1);
        json.writeEndArray();
        json.writeEndObject();
    }
}
