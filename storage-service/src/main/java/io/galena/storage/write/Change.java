package io.galena.storage.write;

import io.galena.dynamodb.value.Item;

/** What a command does to the item under its key. */
public sealed interface Change {
    /**
     * The item becomes this one.
     *
     * @param item the item, whose key attributes are those of the command's row key
     * @param bytes its canonical JSON, not to be changed afterwards
     * @param size DynamoDB's size of it, in bytes
     */
    record Put(Item item, byte[] bytes, int size) implements Change {}

    /** The item goes, if it is there. */
    record Delete() implements Change {}

    /** Everything stays as it is. */
    record Keep() implements Change {}
}
