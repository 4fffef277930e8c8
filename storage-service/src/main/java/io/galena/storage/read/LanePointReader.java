package io.galena.storage.read;

import io.galena.dynamodb.key.KeyCodec;
import io.galena.kit.catalog.PartitionDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.lane.CurrentTables;
import io.galena.storage.lane.Lanes;
import io.galena.storage.row.Placement;
import io.galena.storage.row.StoredRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Reads rows by key through lanes. */
final class LanePointReader implements PointReader {
    private final CurrentTables tables;
    private final Lanes<PendingRead> lanes;

    LanePointReader(CurrentTables tables, Lanes<PendingRead> lanes) {
        this.tables = tables;
        this.lanes = lanes;
    }

    @Override
    public List<Optional<StoredRow>> read(TableDescriptor table, List<byte[]> rowKeys, boolean consistent) {
        return tables.plan(table, current -> readPlanned(current, rowKeys, consistent));
    }

    @Override
    public List<Optional<StoredRow>> readBase(TableDescriptor table, List<StoredRow> entries, boolean consistent) {
        var keys = entries.stream()
                .map(entry -> KeyCodec.rowKey(table.keys(), entry.item()))
                .toList();
        return read(table, keys, consistent);
    }

    private List<Optional<StoredRow>> readPlanned(TableDescriptor table, List<byte[]> keys, boolean consistent) {
        if (keys.size() == 1) {
            var partition = Placement.partition(table, keys.getFirst());
            return submit(new PendingRead(table, partition, keys, consistent)).await();
        }
        var positions = new LinkedHashMap<PartitionDescriptor, List<Integer>>();
        for (var i = 0; i < keys.size(); i++) {
            var partition = Placement.partition(table, keys.get(i));
            positions.computeIfAbsent(partition, first -> new ArrayList<>()).add(i);
        }
        var pending = new LinkedHashMap<List<Integer>, PendingRead>();
        positions.forEach((partition, some) -> {
            var someKeys = some.stream().map(keys::get).toList();
            pending.put(some, submit(new PendingRead(table, partition, someKeys, consistent)));
        });
        var rows = new ArrayList<Optional<StoredRow>>(
                keys.stream().map(key -> Optional.<StoredRow>empty()).toList());
        pending.forEach((some, read) -> {
            var found = read.await();
            IntStream.range(0, found.size()).forEach(i -> rows.set(some.get(i), found.get(i)));
        });
        return rows;
    }

    private PendingRead submit(PendingRead read) {
        lanes.submit(read.shard(), ThreadLocalRandom.current().nextInt(), read);
        return read;
    }
}
