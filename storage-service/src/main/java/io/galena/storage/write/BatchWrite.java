package io.galena.storage.write;

import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.changelog.LogEntryCodec;
import io.galena.storage.index.IndexMutation;
import io.galena.storage.row.RowId;
import io.galena.storage.row.StoredRow;
import io.galena.storage.sql.Script;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.Map;

/** The second round trip of a batch: everything that changed, and COMMIT. */
final class BatchWrite {
    private BatchWrite() {}

    /** The script that writes the rows of a batch. */
    static Script script(BatchRows rows, CollectionSizes collections) {
        var script = new Script();
        addTo(script, rows, collections, OptionalLong.empty());
        return script.add(WriteStatements.COMMIT);
    }

    /** Adds what writes the rows to a script. */
    static void addTo(Script script, BatchRows rows, CollectionSizes collections, OptionalLong decided) {
        rows.byTable(RowWrites::changed).forEach((table, changed) -> addRows(script, table, changed));
        rows.byTable(RowWrites::writes).forEach((table, written) -> addEntries(script, table, written));
        addTombstones(script, rows);
        addCollections(script, collections);
        addChanges(script, rows, decided);
    }

    private static void addRows(Script script, long table, List<RowWrites> changed) {
        var removed = changed.stream()
                .filter(RowWrites::removes)
                .map(row -> row.id().key().bytes())
                .toArray(byte[][]::new);
        if (removed.length > 0) {
            script.add(WriteStatements.delete(table), (Object) removed);
        }
        var descriptor = changed.getFirst().table();
        var put = changed.stream().flatMap(row -> row.put().stream()).toList();
        if (!put.isEmpty()) {
            script.add(WriteStatements.put(table), columns(put, expiries(descriptor, put)));
        }
    }

    private static void addEntries(Script script, long table, List<RowWrites> written) {
        var byIndex = new LinkedHashMap<Integer, List<IndexMutation>>();
        for (var row : written) {
            for (var mutation : row.indexMutations()) {
                byIndex.computeIfAbsent(mutation.index().id(), index -> new ArrayList<>())
                        .add(mutation);
            }
        }
        byIndex.forEach((index, mutations) -> {
            var removed = mutations.stream()
                    .filter(mutation -> mutation.put().isEmpty() || mutation.moves())
                    .flatMap(mutation -> mutation.removed().stream())
                    .map(StoredRow::key)
                    .toArray(byte[][]::new);
            if (removed.length > 0) {
                script.add(WriteStatements.deleteEntries(table, index), (Object) removed);
            }
            var put = mutations.stream()
                    .flatMap(mutation -> mutation.put().stream())
                    .toList();
            if (!put.isEmpty()) {
                script.add(WriteStatements.putEntries(table, index), columns(put));
            }
        });
    }

    private static void addTombstones(Script script, BatchRows rows) {
        var buried =
                rows.all().stream().filter(row -> row.tombstone().isPresent()).toList();
        if (!buried.isEmpty()) {
            var ids = buried.stream().map(RowWrites::id).toList();
            script.add(
                    WriteStatements.BURY,
                    BatchRows.tableIds(ids),
                    BatchRows.keys(ids),
                    buried.stream()
                            .mapToLong(row -> row.tombstone().getAsLong())
                            .toArray());
        }
    }

    private static void addCollections(Script script, CollectionSizes collections) {
        Map<RowId, Long> deltas = collections.deltas();
        if (!deltas.isEmpty()) {
            var ids = List.copyOf(deltas.keySet());
            script.add(
                    WriteStatements.RESIZE_COLLECTIONS,
                    BatchRows.tableIds(ids),
                    BatchRows.keys(ids),
                    ids.stream().mapToLong(deltas::get).toArray());
        }
    }

    private static void addChanges(Script script, BatchRows rows, OptionalLong decided) {
        var entries = rows.all().stream()
                .flatMap(row -> row.changes().stream())
                .map(change -> decided.isPresent() ? change.decidedAt(decided.getAsLong()) : change)
                .map(LogEntryCodec::encode)
                .toArray(byte[][]::new);
        if (entries.length > 0) {
            script.query(WriteStatements.EMIT, count -> {}, (Object) entries);
        }
    }

    /** The columns of rows, and more of them. */
    static Object[] columns(List<StoredRow> put, Object... more) {
        var columns = new ArrayList<Object>();
        columns.add(put.stream().map(StoredRow::key).toArray(byte[][]::new));
        columns.add(put.stream().map(StoredRow::bytes).toArray(byte[][]::new));
        columns.add(put.stream().mapToInt(StoredRow::format).toArray());
        columns.add(put.stream().mapToInt(StoredRow::size).toArray());
        columns.add(put.stream().mapToLong(StoredRow::version).toArray());
        columns.addAll(List.of(more));
        return columns.toArray();
    }

    /** When rows expire. */
    static long[] expiries(TableDescriptor table, List<StoredRow> put) {
        var expiry = Expiry.of(table);
        return put.stream()
                .mapToLong(row -> expiry.at(row).orElse(WriteStatements.NONE))
                .toArray();
    }
}
