package io.galena.storage.write;

import io.galena.storage.row.Owner;
import io.galena.storage.row.RowId;
import io.galena.storage.row.StoredRow;
import io.galena.storage.sql.Script;
import io.galena.storage.version.HybridClock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * A batch of puts that depend on nothing and that nobody is told of, each of another item: what they write is known beforehand, so one
 * round trip does all, COMMIT included. The server refuses the whole batch when anything is in the way of one of them, a lock or
 * an owner row that is not as planned: then nothing has happened, and the batch takes the usual way.
 */
final class BlindPuts {
    private final Map<RowId, Put> puts;

    private BlindPuts(Map<RowId, Put> puts) {
        this.puts = puts;
    }

    /** The batch as blind puts, if it is one. */
    static Optional<BlindPuts> of(List<PendingWrite> operations, HybridClock clock) {
        var rows = new HashSet<RowId>();
        for (var operation : operations) {
            if (operation.blindPut().isEmpty() || !rows.add(operation.row())) {
                return Optional.empty();
            }
        }
        var sorted = new ArrayList<>(operations);
        sorted.sort(Comparator.comparing(operation -> operation.row().key()));
        var puts = new LinkedHashMap<RowId, Put>();
        for (var operation : sorted) {
            var change = operation.blindPut().orElseThrow();
            puts.put(
                    operation.row(),
                    new Put(operation, change.row(operation.row().key().bytes(), clock.next(0))));
        }
        return Optional.of(new BlindPuts(puts));
    }

    /** Everything, in one transaction. */
    Script script() {
        var script = new Script();
        addGuards(script);
        byTable().forEach((table, some) -> {
            var rows = some.stream().map(Put::row).toList();
            var descriptor = some.getFirst().operation.table();
            script.query(
                    WriteStatements.overwrite(table),
                    result -> {
                        var put = puts.get(new RowId(table, result.getBytes(1)));
                        if (put == null) {
                            throw new IllegalStateException("The shard wrote a row that it was not asked to");
                        }
                        var version = result.getLong(2);
                        var size = result.getInt(3);
                        put.written(version, result.wasNull() ? OptionalInt.empty() : OptionalInt.of(size));
                    },
                    BatchWrite.columns(rows, BatchWrite.expiries(descriptor, rows)));
        });
        return script.add(WriteStatements.COMMIT);
    }

    /** What it writes, by the numbers of tables. The shard may have to choose later versions. */
    Map<Long, List<StoredRow>> rows() {
        var rows = new TreeMap<Long, List<StoredRow>>();
        byTable()
                .forEach((table, some) ->
                        rows.put(table, some.stream().map(Put::row).toList()));
        return rows;
    }

    /** Has the clock know the versions that the shard chose, and answers every operation. */
    void answer(HybridClock clock) {
        for (var put : puts.values()) {
            if (put.row().version() > put.planned) {
                clock.next(put.row().version());
            }
            put.answer();
        }
    }

    /** Answers every operation with the same error. */
    void fail(RuntimeException error) {
        puts.values().forEach(put -> put.operation.fail(error));
    }

    private void addGuards(Script script) {
        var locks = new long[puts.size()];
        var expected = new LinkedHashSet<Owner>();
        var number = 0;
        for (var put : puts.entrySet()) {
            locks[number++] = put.getKey().lockNumber();
            expected.add(put.getValue().operation.expectedOwner());
        }
        // Of few partitions.
        var owners = List.copyOf(expected);
        var tables = owners.stream().mapToLong(Owner::tableId).toArray();
        var partitions = owners.stream().mapToInt(Owner::partitionId).toArray();
        script.query(
                WriteStatements.LOCK_ALL,
                _ -> {},
                locks,
                owners.stream().mapToInt(owner -> (int) owner.tableId()).toArray(),
                partitions);
        script.query(
                WriteStatements.REQUIRE_OWNERS,
                _ -> {},
                tables,
                partitions,
                owners.stream().mapToLong(Owner::epoch).toArray(),
                owners.stream().mapToLong(Owner::version).toArray());
    }

    private Map<Long, List<Put>> byTable() {
        var tables = new TreeMap<Long, List<Put>>();
        puts.forEach((id, put) ->
                tables.computeIfAbsent(id.tableId(), _ -> new ArrayList<>()).add(put));
        return tables;
    }

    /** One of the puts, and what has come of it. */
    private static final class Put {
        private final PendingWrite operation;
        private final long planned;
        private StoredRow row;
        private OptionalInt sizeBefore = OptionalInt.empty();

        Put(PendingWrite operation, StoredRow row) {
            this.operation = operation;
            this.planned = row.version();
            this.row = row;
        }

        StoredRow row() {
            return row;
        }

        void written(long version, OptionalInt before) {
            sizeBefore = before;
            if (version != planned) {
                row = row.at(version);
            }
        }

        void answer() {
            operation.complete(
                    new WriteResult(Optional.empty(), sizeBefore, Optional.of(row), List.of(), OptionalLong.empty()));
        }
    }
}
