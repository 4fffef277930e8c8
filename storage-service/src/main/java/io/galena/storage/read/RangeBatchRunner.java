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
import java.util.stream.IntStream;

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
        var queries = some.stream().map(PendingRange::query).toList();
        var found = some.stream().map(_ -> new ArrayList<StoredRow>()).toList();
        IntStream.range(0, some.size()).forEach(i -> rows.put(some.get(i), found.get(i)));
        var arrays = new ArrayList<Object>();
        arrays.add(queries.stream().map(query -> query.span().from()).toArray(byte[][]::new));
        if (queries.getFirst().span().to().isPresent()) {
            arrays.add(queries.stream()
                    .map(query -> query.span().to().orElseThrow())
                    .toArray(byte[][]::new));
        }
        arrays.add(queries.stream().mapToInt(ChunkQuery::maxRows).toArray());
        arrays.add(queries.stream().mapToLong(ChunkQuery::maxBytes).toArray());
        script.query(
                template,
                row -> found.get(row.getInt(ChunkQuery.NUMBER) - 1).add(RowStatements.stored(row)),
                arrays.toArray());
    }
}
