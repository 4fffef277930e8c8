package io.galena.storage.request;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.value.Item;
import io.galena.dynamodb.value.ItemCodec;
import io.galena.dynamodb.value.ItemSize;
import io.galena.storage.write.Change;

/**
 * A whole item that a request wants to store, not too large.
 *
 * @param size DynamoDB's size of it, in bytes
 */
public record NewItem(Item item, int size) {
    /** DynamoDB's limit, 400 KB. */
    public static final int MAX_BYTES = 400 * 1024;

    /**
     * Measures an item.
     *
     * @throws DynamoDbException VALIDATION when it is too large
     */
    public static NewItem of(Item item) {
        var size = ItemSize.of(item);
        if (size > MAX_BYTES) {
            throw DynamoDbException.validation("Item size has exceeded the maximum allowed size");
        }
        return new NewItem(item, size);
    }

    /** The change that stores it. */
    public Change.Put change() {
        return new Change.Put(item, ItemCodec.encode(item), size);
    }
}
