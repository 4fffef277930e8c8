package io.galena.storage.write;

import io.galena.storage.row.Owner;
import io.galena.storage.row.RowId;
import io.galena.storage.row.RowLock;
import io.galena.storage.row.RowState;
import io.galena.storage.row.RowStatements;
import io.galena.storage.row.StoredRow;
import io.galena.storage.sql.Script;
import io.galena.storage.sql.ScriptConnection;
import io.galena.storage.sql.SqlTemplate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The first round trip of a batch. Locks come first, in statements of their own, so that the statements after them see what
 * the locks' holders before have committed.
 */
final class BatchRead {
    private final BatchRows rows;
    private final CollectionSizes collections;
    private final SqlTemplate lock;
    private final Map<RowId, RowLock> locks = new HashMap<>();
    private final Map<Range, Boolean> ranges = new LinkedHashMap<>();
    private final Set<Owner> owners = new HashSet<>();
    private long transactionId;

    private BatchRead(BatchRows rows, CollectionSizes collections, SqlTemplate lock) {
        this.rows = rows;
        this.collections = collections;
        this.lock = lock;
    }

    /** Locks and reads the rows of a batch. */
    static BatchRead run(ScriptConnection connection, BatchRows rows, CollectionSizes collections) throws SQLException {
        var script = new Script();
        var read = add(script, rows, collections);
        connection.run(script);
        return read;
    }

    /** Adds what locks and reads the rows of a batch to a script. */
    static BatchRead add(Script script, BatchRows rows, CollectionSizes collections) {
        var read = new BatchRead(rows, collections, WriteStatements.LOCK);
        read.addTo(script);
        return read;
    }

    /** Adds what locks and reads the rows of a transaction to a script; others see that it is one that holds them. */
    static BatchRead addAsTransaction(Script script, BatchRows rows, CollectionSizes collections) {
        var read = new BatchRead(rows, collections, WriteStatements.LOCK_AS_TRANSACTION);
        read.addTo(script);
        return read;
    }

    /** The transaction's number. */
    long transactionId() {
        return transactionId;
    }

    /** Whether the row is locked, and its range's owner row too. */
    boolean isLocked(RowWrites row) {
        return lock(row) == RowLock.HAD && rangesLocked(row);
    }

    /** What came of the attempt to lock the row. */
    RowLock lock(RowWrites row) {
        return locks.getOrDefault(row.id(), RowLock.HELD_BY_BATCH);
    }

    /** Whether the owner rows of the row's operations stay as they are. */
    boolean rangesLocked(RowWrites row) {
        return row.operations().stream().allMatch(operation -> ranges.getOrDefault(Range.of(operation), false));
    }

    /** Whether the shard holds what the operation was planned with. */
    boolean isCurrent(PendingWrite operation) {
        return owners.contains(operation.expectedOwner());
    }

    private void addTo(Script script) {
        addLocks(script);
        addOwners(script);
        rows.byTable(RowWrites::needsImage).forEach((table, some) -> addRows(script, table, some, true));
        rows.byTable(row -> !row.needsImage()).forEach((table, some) -> addRows(script, table, some, false));
        addCollections(script);
    }

    private void addLocks(Script script) {
        for (var row : rows.all()) {
            row.operations().forEach(operation -> ranges.put(Range.of(operation), false));
        }
        var nextRow = rows.all().iterator();
        var nextRange = List.copyOf(ranges.keySet()).iterator();
        script.query(
                lock,
                result -> {
                    var number = result.getLong(1);
                    if (nextRow.hasNext()) {
                        locks.put(nextRow.next().id(), RowLock.of(number));
                    } else if (nextRange.hasNext()) {
                        ranges.put(nextRange.next(), number == 1);
                    } else {
                        transactionId = number;
                    }
                },
                rows.all().stream().mapToLong(row -> row.id().lockNumber()).toArray(),
                ranges.keySet().stream()
                        .mapToInt(range -> (int) range.tableId())
                        .toArray(),
                ranges.keySet().stream().mapToInt(Range::partitionId).toArray());
    }

    private void addOwners(Script script) {
        script.query(
                RowStatements.OWNERS,
                result -> owners.add(Owner.stored(result)),
                ranges.keySet().stream().mapToLong(Range::tableId).toArray(),
                ranges.keySet().stream().mapToInt(Range::partitionId).toArray());
    }

    private void addRows(Script script, long table, List<RowWrites> some, boolean withImages) {
        script.query(
                withImages ? WriteStatements.look(table) : WriteStatements.peek(table),
                result -> take(rows.get(table, result.getBytes(1)), result, withImages),
                (Object) keys(some));
    }

    private static void take(RowWrites row, ResultSet result, boolean withImage) throws SQLException {
        var version = result.getLong(2);
        if (result.wasNull()) {
            row.buried(result.getLong(3));
        } else if (withImage) {
            var key = row.id().key().bytes();
            var stored = new StoredRow(key, result.getBytes(6), result.getShort(5), result.getInt(4), version);
            row.found(RowState.of(stored));
        } else {
            row.found(new RowState(result.getInt(4), version, Optional.empty()));
        }
    }

    private void addCollections(Script script) {
        var wanted = rows.all().stream()
                .filter(row -> BatchRows.hasLocalIndexes(row.table()))
                .map(row -> CollectionSizes.collection(row.id()))
                .distinct()
                .toList();
        if (!wanted.isEmpty()) {
            script.query(
                    WriteStatements.COLLECTIONS,
                    result -> collections.found(new RowId(result.getLong(1), result.getBytes(2)), result.getLong(3)),
                    BatchRows.tableIds(wanted),
                    BatchRows.keys(wanted));
        }
    }

    private static byte[][] keys(List<RowWrites> some) {
        return BatchRows.keys(some.stream().map(RowWrites::id).toList());
    }

    /** A hash range of a table. */
    private record Range(long tableId, int partitionId) {
        static Range of(PendingWrite operation) {
            var owner = operation.expectedOwner();
            return new Range(owner.tableId(), owner.partitionId());
        }
    }
}
