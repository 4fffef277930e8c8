package io.galena.storage.coordinator;

import io.galena.storage.row.RowLock;
import java.sql.SQLException;
import java.util.List;

/** How an attempt has ended. */
sealed interface AttemptResult {
    /** It leaves nothing to do. */
    record Finished(TransactionOutcome outcome) implements AttemptResult {}

    /**
     * Somebody else holds locks. Nothing was done.
     *
     * @param locks in the order of the writes
     */
    record Blocked(List<RowLock> locks) implements AttemptResult {}

    /** A shard failed. Surely nothing was done. */
    record NotDone(SQLException error) implements AttemptResult {}
}
