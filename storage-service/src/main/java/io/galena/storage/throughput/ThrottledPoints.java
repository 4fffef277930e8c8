package io.galena.storage.throughput;

import io.galena.dynamodb.key.KeyCodec;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.capacity.CapacityUnits;
import io.galena.storage.read.PointReader;
import io.galena.storage.row.StoredRow;
import java.util.List;
import java.util.Optional;

/**
 * Reads by key within the limits of tables. Several keys are let in together, by the partition of the first that is left, and
 * charged one by one.
 */
record ThrottledPoints(PointReader reader, Meters meters) implements PointReader {
    @Override
    public List<Optional<StoredRow>> read(TableDescriptor table, List<byte[]> rowKeys, boolean consistent) {
        if (table.capacity().isEmpty() || rowKeys.isEmpty()) {
            return reader.read(table, rowKeys, consistent);
        }
        return metered(table, rowKeys, consistent, () -> reader.read(table, rowKeys, consistent));
    }

    @Override
    public List<Optional<StoredRow>> readBase(TableDescriptor table, List<StoredRow> entries, boolean consistent) {
        if (table.capacity().isEmpty() || entries.isEmpty()) {
            return reader.readBase(table, entries, consistent);
        }
        var rowKeys = entries.stream()
                .map(entry -> KeyCodec.rowKey(table.keys(), entry.item()))
                .toList();
        return metered(table, rowKeys, consistent, () -> reader.read(table, rowKeys, consistent));
    }

    private List<Optional<StoredRow>> metered(
            TableDescriptor table, List<byte[]> rowKeys, boolean consistent, Reading reading) {
        var meter = meters.of(table, table.capacity().orElseThrow()).reads();
        if (meter.isEmpty()) {
            return reading.read();
        }
        var least = CapacityUnits.read(0, consistent);
        var taking = new Taking(meters);
        try {
            for (var key : rowKeys) {
                taking.take(meter.get(), KeyCodec.hash(key), least);
            }
            var rows = reading.read();
            for (var i = 0; i < rows.size(); i++) {
                var size = rows.get(i).map(StoredRow::size).orElse(0);
                meter.get()
                        .charge(
                                KeyCodec.hash(rowKeys.get(i)),
                                CapacityUnits.read(size, consistent) - least,
                                meters.now());
            }
            return rows;
        } catch (RuntimeException e) {
            taking.giveBack();
            throw e;
        }
    }

    /** The work itself. */
    @FunctionalInterface
    private interface Reading {
        List<Optional<StoredRow>> read();
    }
}
