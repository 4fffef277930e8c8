package io.galena.storage.read;

import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.row.StoredRow;
import java.util.List;
import java.util.Optional;

/** Reads items by key. Calls block; safe for any number of threads, made for virtual ones. */
public interface PointReader {
    /**
     * Reads rows. Strongly consistent reads see every write that was acknowledged before the call; each row by itself, the
     * rows of one call need not be of one moment.
     *
     * @param rowKeys keys of rows, from {@code KeyCodec}
     * @return the rows, in the order of the keys, empty where there is none
     * @throws io.galena.dynamodb.error.DynamoDbException RESOURCE_NOT_FOUND when the table is gone; THROTTLING when too many
     *     reads wait already; INTERNAL_SERVER_ERROR when the shard stayed out of reach
     */
    List<Optional<StoredRow>> read(TableDescriptor table, List<byte[]> rowKeys, boolean consistent);

    /**
     * Reads the items that entries of an index stand for: for attributes that the index does not keep.
     *
     * @param entries entries of an index of that table
     * @return the items' rows, in the order of the entries; empty where the item has gone meanwhile
     */
    List<Optional<StoredRow>> readBase(TableDescriptor table, List<StoredRow> entries, boolean consistent);
}
