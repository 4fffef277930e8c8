package io.galena.storage.coordinator;

import io.galena.storage.row.Owner;
import io.galena.storage.row.RowId;
import io.galena.storage.row.RowLock;
import io.galena.storage.row.RowStatements;
import io.galena.storage.row.StoredRow;
import io.galena.storage.sql.ArrayType;
import io.galena.storage.sql.Script;
import io.galena.storage.sql.SqlTemplate;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The part of a transaction that reads in one shard. For one thread at a time. */
final class SnapshotPart {
    /** Locks rows against those who write, until the transaction ends, as far as that can be had. Numbers of rows. */
    private static final SqlTemplate LOCK_SHARED = new SqlTemplate(
            "lock_shared",
            SqlTemplate.NO_TABLE,
            "SELECT " + RowLock.code("pg_try_advisory_xact_lock_shared(number)", "1") + " FROM unnest(?) AS number",
            ArrayType.BIGINT);

    private final ShardSession session;
    private final List<SnapshotRead.Row> wanted;
    private final Map<RowId, RowLock> locks = new HashMap<>();
    private final Map<RowId, StoredRow> rows = new HashMap<>();
    private final Set<Owner> owners = new HashSet<>();

    SnapshotPart(ShardSession session, List<SnapshotRead.Row> wanted) {
        this.session = session;
        this.wanted = wanted;
    }

    ShardSession session() {
        return session;
    }

    /**
     * Locks and reads.
     *
     * @param alone whether there is no other part to wait for: then the locks are let go at once
     */
    void read(boolean alone) throws SQLException {
        var script = script();
        if (alone) {
            script.add(HomeStatements.COMMIT);
        }
        session.begin(script);
        if (alone) {
            session.ended();
        }
    }

    /** Whether the shard holds what the read was planned with. */
    boolean isCurrent() {
        return wanted.stream().allMatch(row -> owners.contains(row.owner()));
    }

    void addTo(Map<RowId, StoredRow> allRows, Map<RowId, RowLock> allLocks) {
        allRows.putAll(rows);
        allLocks.putAll(locks);
    }

    private Script script() {
        var script = new Script();
        var next = wanted.iterator();
        script.query(LOCK_SHARED, row -> locks.put(next.next().id(), RowLock.of(row.getLong(1))), (Object)
                wanted.stream().mapToLong(row -> row.id().lockNumber()).toArray());
        wanted.stream()
                .map(SnapshotRead.Row::id)
                .collect(Collectors.groupingBy(RowId::tableId))
                .forEach((table, ids) -> script.query(
                        RowStatements.read(table),
                        row -> {
                            var stored = RowStatements.stored(row);
                            rows.put(new RowId(table, stored.key()), stored);
                        },
                        (Object) ids.stream().map(id -> id.key().bytes()).toArray(byte[][]::new)));
        var expected = wanted.stream().map(SnapshotRead.Row::owner).distinct().toList();
        return script.query(
                RowStatements.OWNERS,
                row -> owners.add(Owner.stored(row)),
                expected.stream().mapToLong(Owner::tableId).toArray(),
                expected.stream().mapToInt(Owner::partitionId).toArray());
    }
}
