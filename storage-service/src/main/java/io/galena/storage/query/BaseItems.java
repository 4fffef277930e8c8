package io.galena.storage.query;

import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.read.PointReader;
import io.galena.storage.read.RangePage;
import io.galena.storage.row.StoredRow;
import java.util.ArrayList;

/**
 * Reads the items behind entries of an index that does not keep all that a request wants. Small entries may stand for large
 * items, so the page ends when the items reach its limit of bytes.
 */
record BaseItems(PointReader reader, TableDescriptor table, boolean consistent, long maxBytes) {
    private static final int AT_ONCE = 64;

    ScannedRows behind(RangePage entries) {
        var rows = entries.rows();
        var items = new ArrayList<StoredRow>();
        var bytes = 0L;
        for (var first = 0; first < rows.size(); first += AT_ONCE) {
            var chunk = rows.subList(first, Math.min(rows.size(), first + AT_ONCE));
            var found = reader.readBase(table, chunk, consistent);
            for (var i = 0; i < chunk.size(); i++) {
                found.get(i).ifPresent(items::add);
                bytes += found.get(i).map(StoredRow::size).orElse(0);
                if (bytes >= maxBytes) {
                    return new ScannedRows(rows.subList(0, first + i + 1), items, false);
                }
            }
        }
        return new ScannedRows(rows, items, entries.complete());
    }
}
