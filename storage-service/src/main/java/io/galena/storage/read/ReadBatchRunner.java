package io.galena.storage.read;

import io.galena.storage.lane.BatchRunner;
import io.galena.storage.lane.StalePlanException;
import io.galena.storage.row.Owner;
import io.galena.storage.row.RowId;
import io.galena.storage.row.RowStatements;
import io.galena.storage.row.StoredRow;
import io.galena.storage.sql.Script;
import io.galena.storage.sql.ScriptConnection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Carries out batches of reads by key, each in one round trip. */
final class ReadBatchRunner implements BatchRunner<PendingRead> {
    @Override
    public List<PendingRead> run(ScriptConnection connection, List<PendingRead> operations) throws SQLException {
        var rows = new HashMap<RowId, StoredRow>();
        var owners = new HashSet<Owner>();
        var script = new Script();
        addRows(script, operations, rows);
        addOwners(script, operations, owners);
        connection.run(script);
        operations.forEach(operation -> answer(operation, rows, owners));
        return List.of();
    }

    private static void addRows(Script script, List<PendingRead> operations, Map<RowId, StoredRow> rows) {
        var tables = new LinkedHashMap<Long, Set<RowId>>();
        for (var operation : operations) {
            var wanted = tables.computeIfAbsent(operation.tableId(), table -> new LinkedHashSet<>());
            operation.keys().forEach(key -> wanted.add(new RowId(operation.tableId(), key)));
        }
        tables.forEach((table, wanted) -> script.query(
                RowStatements.read(table),
                result -> {
                    var row = RowStatements.stored(result);
                    rows.put(new RowId(table, row.key()), row);
                },
                (Object) wanted.stream().map(id -> id.key().bytes()).toArray(byte[][]::new)));
    }

    private static void addOwners(Script script, List<PendingRead> operations, Set<Owner> owners) {
        var expected = operations.stream()
                .filter(PendingRead::isConsistent)
                .map(PendingRead::expectedOwner)
                .distinct()
                .toList();
        OwnerRows.add(script, expected, owners);
    }

    private static void answer(PendingRead operation, Map<RowId, StoredRow> rows, Set<Owner> owners) {
        if (operation.isConsistent() && !owners.contains(operation.expectedOwner())) {
            operation.fail(new StalePlanException());
        } else {
            operation.complete(operation.keys().stream()
                    .map(key -> Optional.ofNullable(rows.get(new RowId(operation.tableId(), key))))
                    .toList());
        }
    }
}
