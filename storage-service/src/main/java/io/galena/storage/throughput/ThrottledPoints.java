package io.galena.storage.throughput;

import io.galena.dynamodb.key.KeyCodec;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.capacity.CapacityUnits;
import io.galena.storage.read.PointReader;
import io.galena.storage.row.StoredRow;
import java.util.List;
import java.util.Optional;

/**
 * Reads by key within the limits of tables. Keys of a batch are let in if there is something left for each of them, one after the
 * other: who asked for several can ask for fewer. What a page of an index needs of its table was let in with the page, or a large
 * one could never be had.
 */
record ThrottledPoints(PointReader reader, Meters meters) implements PointReader {
    @Override
    public List<Optional<StoredRow>> read(TableDescriptor table, List<byte[]> rowKeys, boolean consistent) {
        var meter = meter(table);
        return meter.isEmpty() || rowKeys.isEmpty()
                ? reader.read(table, rowKeys, consistent)
                : read(table, rowKeys, consistent, meter.get());
    }

    @Override
    public List<Optional<StoredRow>> readBase(TableDescriptor table, List<StoredRow> entries, boolean consistent) {
        var rows = reader.readBase(table, entries, consistent);
        meter(table).ifPresent(meter -> {
            for (var i = 0; i < rows.size(); i++) {
                var hash = KeyCodec.hash(
                        KeyCodec.rowKey(table.keys(), entries.get(i).item()));
                meter.charge(hash, units(rows.get(i), consistent), meters.now());
            }
        });
        return rows;
    }

    private List<Optional<StoredRow>> read(
            TableDescriptor table, List<byte[]> rowKeys, boolean consistent, Meter meter) {
        var least = CapacityUnits.read(0, consistent);
        var taking = new Taking(meters);
        try {
            for (var key : rowKeys) {
                taking.take(meter, KeyCodec.hash(key), least);
            }
            var rows = reader.read(table, rowKeys, consistent);
            for (var i = 0; i < rows.size(); i++) {
                meter.charge(KeyCodec.hash(rowKeys.get(i)), units(rows.get(i), consistent) - least, meters.now());
            }
            return rows;
        } catch (RuntimeException e) {
            taking.giveBack();
            throw e;
        }
    }

    private Optional<Meter> meter(TableDescriptor table) {
        return table.capacity().flatMap(capacity -> meters.of(table, capacity).reads());
    }

    private static double units(Optional<StoredRow> row, boolean consistent) {
        return CapacityUnits.read(row.map(StoredRow::size).orElse(0), consistent);
    }
}
