package io.galena.storage.write;

import io.galena.storage.row.StoredRow;
import java.util.Optional;

/**
 * Decides what to do with an item, seeing it as it is. Called under the key's lock, on the lane's thread, which many
 * requests share: it must be pure, quick, and must not block. It may be called more than once, each time with the image that
 * then counts.
 */
@FunctionalInterface
public interface Decision {
    /**
     * Decides.
     *
     * @param current the item, empty if there is none
     * @throws io.galena.dynamodb.error.DynamoDbException when the command fails (its condition does not hold, the new item
     *     is too large, ...); it fails alone and changes nothing
     */
    Change decide(Optional<StoredRow> current);
}
