package io.galena.storage.write;

import io.galena.storage.row.Owner;
import io.galena.storage.row.RowId;
import io.galena.storage.row.RowState;
import io.galena.storage.row.RowStatements;
import io.galena.storage.sql.Script;
import io.galena.storage.sql.ScriptConnection;
import java.sql.SQLException;
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
    private final Set<RowId> locked = new HashSet<>();
    private final Map<Range, Boolean> ranges = new LinkedHashMap<>();
    private final Set<Owner> owners = new HashSet<>();
    private long transactionId;

    private BatchRead(BatchRows rows, CollectionSizes collections) {
        this.rows = rows;
        this.collections = collections;
    }

    /** Locks and reads the rows of a batch. */
    static BatchRead run(ScriptConnection connection, BatchRows rows, CollectionSizes collections) throws SQLException {
        var read = new BatchRead(rows, collections);
        connection.run(read.script());
        return read;
    }

    /** The transaction's number. */
    long transactionId() {
        return transactionId;
    }

    /** Whether the row is locked, and its range's owner row too. */
    boolean isLocked(RowWrites row) {
        return locked.contains(row.id())
                && row.operations().stream().allMatch(operation -> ranges.getOrDefault(Range.of(operation), false));
    }

    /** Whether the shard holds what the operation was planned with. */
    boolean isCurrent(PendingWrite operation) {
        return owners.contains(operation.expectedOwner());
    }

    private Script script() {
        var script = new Script();
        addLocks(script);
        addOwners(script);
        rows.byTable(RowWrites::needsImage).forEach((table, some) -> addImages(script, table, some));
        rows.byTable(row -> !row.needsImage()).forEach((table, some) -> addPeeks(script, table, some));
        addTombstones(script);
        addCollections(script);
        return script;
    }

    private void addLocks(Script script) {
        var all = List.copyOf(rows.all());
        var lockNumbers = all.stream().mapToLong(row -> row.id().lockNumber()).toArray();
        var next = all.iterator();
        script.query(
                WriteStatements.LOCK_ROWS,
                result -> {
                    var row = next.next();
                    if (result.getBoolean(1)) {
                        locked.add(row.id());
                    }
                },
                lockNumbers);
        for (var row : all) {
            row.operations().forEach(operation -> ranges.put(Range.of(operation), false));
        }
        var nextRange = List.copyOf(ranges.keySet()).iterator();
        script.query(
                WriteStatements.LOCK_RANGES,
                result -> ranges.put(nextRange.next(), result.getBoolean(1)),
                ranges.keySet().stream()
                        .mapToInt(range -> (int) range.tableId())
                        .toArray(),
                ranges.keySet().stream().mapToInt(Range::partitionId).toArray());
        script.query(WriteStatements.TRANSACTION_ID, result -> transactionId = result.getLong(1));
    }

    private void addOwners(Script script) {
        script.query(
                RowStatements.OWNERS,
                result -> owners.add(Owner.stored(result)),
                ranges.keySet().stream().mapToLong(Range::tableId).toArray(),
                ranges.keySet().stream().mapToInt(Range::partitionId).toArray());
    }

    private void addImages(Script script, long table, List<RowWrites> some) {
        script.query(
                RowStatements.read(table),
                result -> {
                    var stored = RowStatements.stored(result);
                    rows.get(table, stored.key()).found(RowState.of(stored));
                },
                (Object) keys(some));
    }

    private void addPeeks(Script script, long table, List<RowWrites> some) {
        script.query(
                WriteStatements.peek(table),
                result -> rows.get(table, result.getBytes(1))
                        .found(new RowState(result.getInt(2), result.getLong(3), Optional.empty())),
                (Object) keys(some));
    }

    private void addTombstones(Script script) {
        var ids = rows.all().stream().map(RowWrites::id).toList();
        script.query(
                WriteStatements.TOMBSTONES,
                result -> rows.get(result.getLong(1), result.getBytes(2)).buried(result.getLong(3)),
                BatchRows.tableIds(ids),
                BatchRows.keys(ids));
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
