package io.galena.storage.backfill;

import io.galena.kit.catalog.IndexDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.index.IndexMutations;
import io.galena.storage.read.RangeReader;
import io.galena.storage.read.RangeRequest;
import io.galena.storage.row.StoredRow;
import io.galena.storage.write.WriteCommand;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Goes through the items of a table in the order of their keys and has them written to indexes anew, each under its key's
 * lock. Whatever else happens to an item meanwhile, its writer keeps the indexes. Items that do not belong in an index when they
 * are read are passed over.
 */
@Component
final class OlderItems {
    private final RangeReader ranges;
    private final Steps steps;

    OlderItems(@Qualifier("ownRangeReader") RangeReader ranges, Steps steps) {
        this.ranges = ranges;
        this.steps = steps;
    }

    /**
     * Goes on for about a second.
     *
     * @param indexes some that get their entries in the same way: in the transaction, then it is one; or through the change log
     * @param to the end of the keys to go through, exclusive; empty for all
     */
    Steps.Step giveTo(List<IndexDescriptor> indexes, TableDescriptor table, byte[] first, Optional<byte[]> to) {
        return steps.run(
                first,
                from -> ranges.page(new RangeRequest(
                        table, Optional.empty(), from, to, true, true, Steps.PAGE_ROWS, Steps.PAGE_BYTES)),
                rows -> rows.stream()
                        .flatMap(row -> reindexing(indexes, table, row))
                        .toList());
    }

    /** What the change log tells of an item is for all indexes. */
    private static Stream<WriteCommand> reindexing(
            List<IndexDescriptor> indexes, TableDescriptor table, StoredRow row) {
        return indexes.stream()
                .filter(index -> IndexMutations.belongs(index, row.item()))
                .limit(1)
                .map(index -> new WriteCommand.Reindex(table, row.key(), index.id()));
    }
}
