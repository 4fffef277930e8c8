package io.galena.storage.write;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.storage.lane.BatchRunner;
import io.galena.storage.lane.LaneOperation;
import io.galena.storage.lane.StalePlanException;
import io.galena.storage.row.RowLock;
import io.galena.storage.sql.ScriptConnection;
import io.galena.storage.sql.SqlFailures;
import io.galena.storage.version.HybridClock;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Carries out batches of writes, each in one transaction and two round trips, or one if all of them are {@linkplain BlindPuts blind puts}. An operation whose row or range is locked by
 * somebody else is left for the next batch, but by a transaction for a few milliseconds only; one whose plan is stale is told so; the others are answered once the commit is
 * known to be durable, or known to be unknown.
 */
final class WriteBatchRunner implements BatchRunner<PendingWrite> {
    /** What was in the way once is likely to be so again: then two round trips are cheaper than three. */
    private static final int USUAL_BATCHES_AFTER_REFUSAL = 20;

    private final HybridClock clock;
    private final long collectionLimit;
    private final Duration conflictPatience;
    private final UnknownCommits unknownCommits;
    private final WriteFaults faults;
    private int usualBatches;

    WriteBatchRunner(HybridClock clock, Writing.Settings settings, UnknownCommits unknownCommits, WriteFaults faults) {
        this.clock = clock;
        this.collectionLimit = settings.collectionLimit();
        this.conflictPatience = settings.conflictPatience();
        this.unknownCommits = unknownCommits;
        this.faults = faults;
    }

    @Override
    public List<PendingWrite> run(ScriptConnection connection, List<PendingWrite> operations) throws SQLException {
        if (usualBatches > 0) {
            usualBatches--;
        } else if (faults.equals(WriteFaults.NONE)) {
            var blind = BlindPuts.of(operations, clock);
            if (blind.isPresent() && run(connection, blind.get())) {
                return List.of();
            }
        }
        return runUsual(connection, operations);
    }

    private List<PendingWrite> runUsual(ScriptConnection connection, List<PendingWrite> operations)
            throws SQLException {
        var rows = BatchRows.of(operations);
        var collections = new CollectionSizes(collectionLimit);
        var read = BatchRead.run(connection, rows, collections);
        var locked = rows.removeUnless(row -> faults.locksIgnored() || read.isLocked(row));
        var stale = rows.removeUnless(
                row -> faults.ownersIgnored() || row.operations().stream().allMatch(read::isCurrent));
        rows.all().forEach(row -> row.decide(clock, collections));
        finish(connection, rows, collections, read.transactionId());
        // A row's operations may have been planned with different descriptors: all of them plan anew.
        stale.forEach(row -> row.fail(new StalePlanException()));
        return locked.stream().flatMap(row -> left(row, read)).toList();
    }

    /**
     * Carries out blind puts, unless something is in the way.
     *
     * @throws SQLException if they surely were not committed
     */
    private boolean run(ScriptConnection connection, BlindPuts puts) throws SQLException {
        try {
            if (connection.run(puts.script()).warned()) {
                puts.fail(LaneOperation.internalError());
            } else {
                puts.answer(clock);
            }
            return true;
        } catch (SQLException e) {
            if (SqlFailures.isRefusal(e)) {
                connection.reset();
                usualBatches = USUAL_BATCHES_AFTER_REFUSAL;
                return false;
            }
            if (!connection.isClosed()) {
                throw e;
            }
            switch (unknownCommits.resolve(connection, puts.rows())) {
                case COMMITTED -> puts.answer(clock);
                case UNKNOWN -> puts.fail(LaneOperation.internalError());
                case NOT_COMMITTED -> throw e;
            }
            return true;
        }
    }

    /** The operations on a locked row that are to run again; a transaction that lasts is a conflict. */
    private Stream<PendingWrite> left(RowWrites row, BatchRead read) {
        if (read.lock(row) != RowLock.HELD_BY_TRANSACTION) {
            return row.operations().stream();
        }
        var left = new ArrayList<PendingWrite>();
        for (var operation : row.operations()) {
            if (operation.isBlockedFor(conflictPatience)) {
                operation.fail(DynamoDbException.transactionConflict());
            } else {
                left.add(operation);
            }
        }
        return left.stream();
    }

    private void finish(ScriptConnection connection, BatchRows rows, CollectionSizes collections, long transactionId)
            throws SQLException {
        if (rows.all().stream().noneMatch(RowWrites::writes)) {
            rows.all().forEach(RowWrites::answer);
            connection.reset();
            return;
        }
        if (commit(connection, rows, collections, transactionId)) {
            rows.all().forEach(RowWrites::answer);
        } else {
            rows.removeUnless(RowWrites::writes).forEach(RowWrites::answer);
            rows.all().forEach(row -> row.fail(LaneOperation.internalError()));
        }
    }

    /**
     * Writes and commits.
     *
     * @return whether the transaction is committed and durable; if not, its outcome is unknown
     * @throws SQLException if it surely did not commit
     */
    private boolean commit(ScriptConnection connection, BatchRows rows, CollectionSizes collections, long transactionId)
            throws SQLException {
        try {
            return !connection.run(BatchWrite.script(rows, collections)).warned();
        } catch (SQLException e) {
            if (!connection.isClosed() || faults.unknownRepeated()) {
                throw e;
            }
            return switch (unknownCommits.resolve(transactionId, connection.serverStart(), rows)) {
                case COMMITTED -> true;
                case UNKNOWN -> false;
                case NOT_COMMITTED -> throw e;
            };
        }
    }
}
