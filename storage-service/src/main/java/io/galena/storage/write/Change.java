package io.galena.storage.write;

import io.galena.dynamodb.value.Item;
import io.galena.storage.row.StoredRow;
import org.jspecify.annotations.Nullable;

/** What a command does to the item under its key. */
public sealed interface Change {
    /**
     * The item becomes this one.
     *
     * @param item the item, whose key attributes are those of the command's row key; null if nobody has parsed it yet
     * @param bytes its canonical JSON, not to be changed afterwards
     * @param size DynamoDB's size of it, in bytes
     */
    record Put(@Nullable Item item, byte[] bytes, int size) implements Change {
        /** An item that nobody has parsed yet. */
        public Put(byte[] bytes, int size) {
            this(null, bytes, size);
        }

        /** The item as a shard will hold it. */
        public StoredRow row(byte[] key, long version) {
            return new StoredRow(key, bytes, StoredRow.CANONICAL_JSON, size, version, item);
        }
    }

    /** The item goes, if it is there. */
    record Delete() implements Change {}

    /** Everything stays as it is. */
    record Keep() implements Change {}
}
