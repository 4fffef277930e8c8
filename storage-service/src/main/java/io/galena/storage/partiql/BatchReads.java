package io.galena.storage.partiql;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.capacity.CapacityUnits;
import io.galena.storage.capacity.ConsumedCapacity;
import io.galena.storage.read.PointReader;
import io.galena.storage.row.StoredRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads the items of a batch of SELECTs: those of one table and consistency together. */
@Component
final class BatchReads {
    private final PointReader reader;

    BatchReads(PointReader reader) {
        this.reader = reader;
    }

    /** What becomes of the statements, none of which writes. */
    List<StatementOutcome> outcomes(List<BatchedPlan> plans) {
        var outcomes = new StatementOutcome[plans.size()];
        var together = new LinkedHashMap<Group, List<Integer>>();
        for (var i = 0; i < outcomes.length; i++) {
            switch (plans.get(i)) {
                case BatchedPlan.Read(var select, var consistent) ->
                    together.computeIfAbsent(new Group(select.table().id(), consistent), first -> new ArrayList<>())
                            .add(i);
                case BatchedPlan.Refused(var error) -> outcomes[i] = StatementOutcome.refused(error);
                case BatchedPlan.Write _ -> throw new IllegalArgumentException("A batch that reads does not write");
            }
        }
        together.forEach((group, places) -> {
            var selects = places.stream().map(place -> select(plans.get(place))).toList();
            var found = read(selects, group.consistent());
            for (var i = 0; i < found.size(); i++) {
                outcomes[places.get(i)] = found.get(i);
            }
        });
        return Arrays.asList(outcomes);
    }

    private List<StatementOutcome> read(List<PointSelect> selects, boolean consistent) {
        var table = selects.getFirst().table();
        try {
            var rows =
                    reader.read(table, selects.stream().map(PointSelect::rowKey).toList(), consistent);
            var outcomes = new ArrayList<StatementOutcome>();
            for (var i = 0; i < rows.size(); i++) {
                outcomes.add(outcome(selects.get(i), table, rows.get(i), consistent));
            }
            return outcomes;
        } catch (DynamoDbException e) {
            if (e.throttlingReason().isPresent() && selects.size() > 1) {
                // What is left of the throughput may do for fewer.
                var half = selects.size() / 2;
                var outcomes = new ArrayList<>(read(selects.subList(0, half), consistent));
                outcomes.addAll(read(selects.subList(half, selects.size()), consistent));
                return outcomes;
            }
            return selects.stream()
                    .map(select -> StatementOutcome.failed(table.name(), e))
                    .toList();
        }
    }

    private static StatementOutcome outcome(
            PointSelect select, TableDescriptor table, Optional<StoredRow> row, boolean consistent) {
        var units = CapacityUnits.read(row.map(StoredRow::size).orElse(0), consistent);
        return StatementOutcome.done(table.name(), select.shown(row), ConsumedCapacity.ofTable(table.name(), units));
    }

    private static PointSelect select(BatchedPlan plan) {
        if (plan instanceof BatchedPlan.Read(var select, var _)) {
            return select;
        }
        throw new IllegalArgumentException("Not a read");
    }

    /** What is read together. */
    private record Group(long table, boolean consistent) {}
}
