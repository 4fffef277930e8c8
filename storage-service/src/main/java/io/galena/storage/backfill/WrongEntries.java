package io.galena.storage.backfill;

import io.galena.dynamodb.key.KeyCodec;
import io.galena.kit.catalog.IndexDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.index.IndexMutations;
import io.galena.storage.read.PointReader;
import io.galena.storage.read.RangeReader;
import io.galena.storage.read.RangeRequest;
import io.galena.storage.row.Placement;
import io.galena.storage.row.StoredRow;
import io.galena.storage.write.WriteCommand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Goes through the entries of an index in the order of their keys, and has those checked under their items' locks that the items,
 * as they are when they are read, do not imply.
 */
@Component
final class WrongEntries {
    private final RangeReader ranges;
    private final PointReader points;
    private final Steps steps;

    WrongEntries(
            @Qualifier("ownRangeReader") RangeReader ranges,
            @Qualifier("ownPointReader") PointReader points,
            Steps steps) {
        this.ranges = ranges;
        this.points = points;
        this.steps = steps;
    }

    /** Goes on for about a second with the entries of items that are on a shard. */
    Steps.Step recheck(IndexDescriptor index, TableDescriptor table, int shard, byte[] first) {
        return steps.run(
                first,
                from -> ranges.page(new RangeRequest(
                        table,
                        Optional.of(index),
                        from,
                        Optional.empty(),
                        true,
                        true,
                        Steps.PAGE_ROWS,
                        Steps.PAGE_BYTES)),
                rows -> rechecks(index, table, shard, rows));
    }

    private List<WriteCommand> rechecks(IndexDescriptor index, TableDescriptor table, int shard, List<StoredRow> rows) {
        var entries = rows.stream()
                .filter(entry ->
                        Placement.partition(table, rowKey(table, entry)).shard() == shard)
                .toList();
        if (entries.isEmpty()) {
            return List.of();
        }
        var items = points.readBase(table, entries, true);
        var commands = new ArrayList<WriteCommand>();
        for (var i = 0; i < entries.size(); i++) {
            var entry = entries.get(i);
            if (items.get(i).filter(item -> implies(index, table, item, entry)).isEmpty()) {
                commands.add(new WriteCommand.Recheck(table, rowKey(table, entry), entry));
            }
        }
        return commands;
    }

    /** What else the entry says is put right when the item is told of. */
    private static boolean implies(IndexDescriptor index, TableDescriptor table, StoredRow item, StoredRow entry) {
        return item.version() >= entry.version()
                && IndexMutations.entry(index, table.keys(), item)
                        .filter(implied -> Arrays.equals(implied.key(), entry.key()))
                        .isPresent();
    }

    private static byte[] rowKey(TableDescriptor table, StoredRow entry) {
        return KeyCodec.rowKey(table.keys(), entry.item());
    }
}
