package io.galena.storage.index;

import io.galena.kit.catalog.IndexDescriptor;
import io.galena.storage.row.StoredRow;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a change of one item does to one index. An entry that keeps its key and gets another image is both removed and put,
 * under equal keys. A change that leaves the entry as it was makes no mutation.
 *
 * @param removed the entry before
 * @param put the entry after
 */
public record IndexMutation(IndexDescriptor index, Optional<StoredRow> removed, Optional<StoredRow> put) {
    /** Whether there is an entry before and one after, at different places: such a change costs two writes. */
    public boolean moves() {
        return removed.isPresent()
                && put.isPresent()
                && !Arrays.equals(removed.get().key(), put.get().key());
    }
}
