package io.galena.storage.write;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.storage.row.RowId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The sizes of the item collections that a batch touches, and what it adds to them. */
final class CollectionSizes {
    private static final int COLLECTION_BYTES = 16;

    private final long limit;
    private final Map<RowId, Long> sizes = new HashMap<>();
    private final Map<RowId, Long> deltas = new HashMap<>();

    CollectionSizes(long limit) {
        this.limit = limit;
    }

    /** The collection that a row belongs to: all rows with its partition key. */
    static RowId collection(RowId row) {
        return new RowId(row.tableId(), Arrays.copyOf(row.key().bytes(), COLLECTION_BYTES));
    }

    /** Takes the size that the shard holds. */
    void found(RowId collection, long bytes) {
        sizes.put(collection, bytes);
    }

    /**
     * Adds to the size of a row's collection.
     *
     * @return the new size
     * @throws DynamoDbException ITEM_COLLECTION_SIZE_LIMIT_EXCEEDED when it would grow beyond the limit
     */
    long resize(RowId row, long growth) {
        var collection = collection(row);
        var size = sizes.getOrDefault(collection, 0L) + growth;
        if (growth > 0 && size > limit) {
            throw new DynamoDbException(
                    ErrorType.ITEM_COLLECTION_SIZE_LIMIT_EXCEEDED, "Item collection size limit exceeded");
        }
        sizes.put(collection, size);
        if (growth != 0) {
            deltas.merge(collection, growth, Long::sum);
        }
        return size;
    }

    /** What the batch adds to each collection. */
    Map<RowId, Long> deltas() {
        return deltas;
    }
}
