package io.galena.storage.query;

import io.galena.storage.row.StoredRow;
import java.util.List;

/**
 * The rows that a page looked at.
 *
 * @param rows rows of the table, or entries of the index
 * @param items the items to filter and show: the rows themselves, or the items that the entries stand for, without those
 *     that have gone meanwhile
 * @param complete whether nothing follows
 */
record ScannedRows(List<StoredRow> rows, List<StoredRow> items, boolean complete) {
    ScannedRows {
        rows = List.copyOf(rows);
        items = List.copyOf(items);
    }

    /** The sum of the rows' sizes. */
    long bytes() {
        return rows.stream().mapToLong(StoredRow::size).sum();
    }
}
