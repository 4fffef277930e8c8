package io.galena.storage.insights;

import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.capacity.CapacityUnits;
import io.galena.storage.read.PointReader;
import io.galena.storage.row.StoredRow;
import java.util.List;
import java.util.Optional;

/** Reads by key, counted. Items read behind the entries of an index count for the page of that index. */
record CountedPoints(PointReader reader, Insights insights) implements PointReader {
    @Override
    public List<Optional<StoredRow>> read(TableDescriptor table, List<byte[]> rowKeys, boolean consistent) {
        return table.insights().isEmpty()
                ? reader.read(table, rowKeys, consistent)
                : counted(table, rowKeys, consistent);
    }

    @Override
    public List<Optional<StoredRow>> readBase(TableDescriptor table, List<StoredRow> entries, boolean consistent) {
        return reader.readBase(table, entries, consistent);
    }

    private List<Optional<StoredRow>> counted(TableDescriptor table, List<byte[]> rowKeys, boolean consistent) {
        try {
            var rows = reader.read(table, rowKeys, consistent);
            insights.counts(table, 0).ifPresent(counts -> {
                for (var i = 0; i < rows.size(); i++) {
                    var size = rows.get(i).map(StoredRow::size).orElse(0);
                    counts.accessed(rowKeys.get(i), CapacityUnits.read(size, consistent));
                }
            });
            return rows;
        } catch (RuntimeException e) {
            rowKeys.forEach(key -> insights.refused(table, key, e));
            throw e;
        }
    }
}
