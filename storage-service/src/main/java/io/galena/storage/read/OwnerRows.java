package io.galena.storage.read;

import io.galena.storage.row.Owner;
import io.galena.storage.row.RowStatements;
import io.galena.storage.sql.Script;
import java.util.List;
import java.util.Set;

/**
 * The owner rows of strongly consistent reads, which look at them after the rows: an owner that is unchanged then was so when the
 * rows were read, since epochs and versions only grow.
 */
final class OwnerRows {
    private OwnerRows() {}

    /** Has a script read, behind all that it does so far, the rows of owners that are expected. */
    static void add(Script script, List<Owner> expected, Set<Owner> found) {
        if (!expected.isEmpty()) {
            script.query(
                    RowStatements.OWNERS,
                    result -> found.add(Owner.stored(result)),
                    expected.stream().mapToLong(Owner::tableId).toArray(),
                    expected.stream().mapToInt(Owner::partitionId).toArray());
        }
    }
}
