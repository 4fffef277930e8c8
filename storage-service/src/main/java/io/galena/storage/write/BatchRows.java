package io.galena.storage.write;

import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.row.RowId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The rows that a batch writes: operations grouped by row, rows grouped by table and sorted by key. */
final class BatchRows {
    private final Map<RowId, RowWrites> rows;

    private BatchRows(Map<RowId, RowWrites> rows) {
        this.rows = rows;
    }

    static BatchRows of(List<PendingWrite> operations) {
        var grouped = new LinkedHashMap<RowId, RowWrites>();
        for (var operation : operations) {
            grouped.computeIfAbsent(operation.row(), RowWrites::new).add(operation);
        }
        var sorted = new ArrayList<>(grouped.values());
        sorted.sort((left, right) -> left.id().key().compareTo(right.id().key()));
        var rows = new LinkedHashMap<RowId, RowWrites>();
        sorted.forEach(row -> rows.put(row.id(), row));
        return new BatchRows(rows);
    }

    Collection<RowWrites> all() {
        return rows.values();
    }

    /** The row of that table and key, which is one of the batch. */
    RowWrites get(long tableId, byte[] key) {
        var row = rows.get(new RowId(tableId, key));
        if (row == null) {
            throw new IllegalStateException("The shard returned a row that was not asked for");
        }
        return row;
    }

    /** Leaves out the rows that do not pass; returns them. */
    List<RowWrites> removeUnless(Predicate<RowWrites> condition) {
        var removed = rows.values().stream().filter(condition.negate()).toList();
        removed.forEach(row -> rows.remove(row.id()));
        return removed;
    }

    /** The rows by the numbers of their tables, in the order of these numbers. */
    Map<Long, List<RowWrites>> byTable(Predicate<RowWrites> condition) {
        var tables = new TreeMap<Long, List<RowWrites>>();
        for (var row : rows.values()) {
            if (condition.test(row)) {
                tables.computeIfAbsent(row.id().tableId(), table -> new ArrayList<>())
                        .add(row);
            }
        }
        return tables;
    }

    static long[] tableIds(Collection<RowId> ids) {
        return ids.stream().mapToLong(RowId::tableId).toArray();
    }

    static byte[][] keys(Collection<RowId> ids) {
        return ids.stream().map(id -> id.key().bytes()).toArray(byte[][]::new);
    }

    static boolean hasLocalIndexes(TableDescriptor table) {
        return !table.localIndexes().isEmpty();
    }
}
