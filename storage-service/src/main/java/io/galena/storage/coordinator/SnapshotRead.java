package io.galena.storage.coordinator;

import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.lane.StalePlanException;
import io.galena.storage.row.Owner;
import io.galena.storage.row.Placement;
import io.galena.storage.row.RowId;
import io.galena.storage.row.RowLock;
import io.galena.storage.row.StoredRow;
import io.galena.storage.shard.EachShard;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A transaction that reads: in every shard, all rows are locked and then read, and no lock is let go before all rows of all
 * shards are locked; that none was lost meanwhile is made sure of.
 */
final class SnapshotRead {
    private final List<Row> rows = new ArrayList<>();
    private final ShardConnections connections;
    private final TransactionFaults faults;
    private Map<RowId, StoredRow> found = Map.of();
    private Map<RowId, RowLock> locks = Map.of();

    SnapshotRead(
            List<WantedRow> wanted,
            List<TableDescriptor> tables,
            ShardConnections connections,
            TransactionFaults faults) {
        this.connections = connections;
        this.faults = faults;
        var byId = tables.stream().collect(Collectors.toMap(TableDescriptor::id, Function.identity()));
        for (var row : wanted) {
            var table = byId.getOrDefault(row.table().id(), row.table());
            var partition = Placement.partition(table, row.rowKey());
            rows.add(new Row(new RowId(table.id(), row.rowKey()), partition.shard(), Owner.expected(table, partition)));
        }
    }

    /**
     * Reads.
     *
     * @return whether all locks were had; if not, {@link #locks} tells
     * @throws StalePlanException when a shard does not hold the descriptors that it was planned with
     */
    boolean run() throws SQLException {
        var byShard = rows.stream().collect(Collectors.groupingBy(Row::shard, TreeMap::new, Collectors.toList()));
        var parts = byShard.entrySet().stream()
                .map(entry -> new SnapshotPart(new ShardSession(entry.getKey(), connections), entry.getValue()))
                .toList();
        try {
            if (faults.readsApart()) {
                parts.forEach(SnapshotRead::readAndRelease);
            } else {
                onEach(parts, part -> part.read(parts.size() == 1));
                faults.reached(TransactionFaults.Step.LOCKED);
                throwFailure(parts);
                if (parts.size() > 1) {
                    onEach(parts, part -> part.session().confirmLocks());
                }
            }
            throwFailure(parts);
            if (!parts.stream().allMatch(SnapshotPart::isCurrent)) {
                throw new StalePlanException();
            }
        } finally {
            parts.forEach(part -> part.session().release());
        }
        found = new HashMap<>();
        locks = new HashMap<>();
        parts.forEach(part -> part.addTo(found, locks));
        return faults.readsApart() || locks().stream().allMatch(lock -> lock == RowLock.HAD);
    }

    /** What came of the attempts to lock the rows, in the order of the request. */
    List<RowLock> locks() {
        return rows.stream()
                .map(row -> locks.getOrDefault(row.id(), RowLock.HELD_BY_BATCH))
                .toList();
    }

    /** The rows, in the order of the request. */
    List<Optional<StoredRow>> rows() {
        return rows.stream()
                .map(row -> Optional.ofNullable(found.get(row.id())))
                .toList();
    }

    /** Reads a part with no regard to others. */
    private static void readAndRelease(SnapshotPart part) {
        part.session().attempt(() -> part.read(true));
        part.session().release();
    }

    private static void onEach(List<SnapshotPart> parts, PartStep step) {
        EachShard.run(parts, part -> part.session().attempt(() -> step.run(part)));
    }

    /** Throws what kept a part from being read. */
    private static void throwFailure(List<SnapshotPart> parts) throws SQLException {
        var failure = parts.stream()
                .flatMap(part -> part.session().failure().stream())
                .findFirst();
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    /** What is done in each shard. */
    @FunctionalInterface
    private interface PartStep {
        void run(SnapshotPart part) throws SQLException;
    }

    /** A row to read. */
    record Row(RowId id, int shard, Owner owner) {}
}
