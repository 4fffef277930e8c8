package io.galena.storage.write;

import io.galena.storage.index.IndexMutation;
import io.galena.storage.row.StoredRow;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a write has done, now durable.
 *
 * @param before the item before; for {@link WriteCommand.Unconditional} it may be empty though there was one
 * @param sizeBefore the size of the item before, empty if there was none; known for every kind of command
 * @param after the item after, empty if there is none
 * @param indexMutations what changed in the indexes, or will when the change log gets there
 * @param collectionBytes about how large the item's collection is, for a table with local indexes
 */
public record WriteResult(
        Optional<StoredRow> before,
        OptionalInt sizeBefore,
        Optional<StoredRow> after,
        List<IndexMutation> indexMutations,
        OptionalLong collectionBytes) {
    public WriteResult {
        indexMutations = List.copyOf(indexMutations);
    }
}
