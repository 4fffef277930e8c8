package io.galena.storage.read;

import io.galena.storage.lane.BatchRunner;
import io.galena.storage.lane.StalePlanException;
import io.galena.storage.row.Owner;
import io.galena.storage.row.RowStatements;
import io.galena.storage.row.StoredRow;
import io.galena.storage.sql.Script;
import io.galena.storage.sql.ScriptConnection;
import io.galena.storage.sql.SqlTemplate;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Carries out batches of short range reads, each in one round trip: a statement for all that read the same relation in the same way. */
final class RangeBatchRunner implements BatchRunner<PendingRange> {
    @Override
    public List<PendingRange> run(ScriptConnection connection, List<PendingRange> operations) throws SQLException {
        var rows = new LinkedHashMap<PendingRange, List<StoredRow>>();
        var alike = new LinkedHashMap<SqlTemplate, List<PendingRange>>();
        for (var operation : operations) {
            alike.computeIfAbsent(operation.query().batched(operation.tableId()), _ -> new ArrayList<>())
                    .add(operation);
        }
        var owners = new HashSet<Owner>();
        var script = new Script();
        alike.forEach((template, some) -> addRanges(script, template, some, rows));
        OwnerRows.add(
                script,
                operations.stream()
                        .map(PendingRange::expectedOwner)
                        .flatMap(Optional::stream)
                        .distinct()
                        .toList(),
                owners);
        connection.run(script);
        rows.forEach((operation, found) -> {
            if (operation
                    .expectedOwner()
                    .filter(owner -> !owners.contains(owner))
                    .isPresent()) {
                operation.fail(new StalePlanException());
            } else {
                operation.complete(found);
            }
        });
        return List.of();
    }

    private static void addRanges(
            Script script, SqlTemplate template, List<PendingRange> some, Map<PendingRange, List<StoredRow>> rows) {
        var found = new ArrayList<List<StoredRow>>(some.size());
        var from = new byte[some.size()][];
        var to = new byte[some.size()][];
        var maxRows = new int[some.size()];
        var maxBytes = new long[some.size()];
        var bounded = some.getFirst().query().span().to().isPresent();
        for (int i = 0; i < some.size(); i++) {
            var query = some.get(i).query();
            from[i] = query.span().from();
            if (bounded) {
                to[i] = query.span().to().orElseThrow();
            }
            maxRows[i] = query.maxRows();
            maxBytes[i] = query.maxBytes();
            var rowsOfOne = new ArrayList<StoredRow>();
            found.add(rowsOfOne);
            rows.put(some.get(i), rowsOfOne);
        }
        script.query(
                template,
                row -> found.get(row.getInt(ChunkQuery.NUMBER) - 1).add(RowStatements.stored(row)),
                bounded ? new Object[] {from, to, maxRows, maxBytes} : new Object[] {from, maxRows, maxBytes});
    }
}
