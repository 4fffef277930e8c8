package io.galena.storage.row;

import java.util.Optional;

/**
 * An item as a writer has found it, with or without its bytes.
 *
 * @param size DynamoDB's size of it
 * @param version the version of its last write
 * @param image the whole row, if it was read
 */
public record RowState(int size, long version, Optional<StoredRow> image) {
    /** The state whose image is known. */
    public static RowState of(StoredRow row) {
        return new RowState(row.size(), row.version(), Optional.of(row));
    }
}
