package io.galena.storage.read;

import io.galena.storage.row.StoredRow;
import java.util.List;

/**
 * A page of rows.
 *
 * @param rows in the order asked for
 * @param complete whether the range holds no row beyond these; false when the page ended by its limits, even if nothing
 *     follows
 */
public record RangePage(List<StoredRow> rows, boolean complete) {
    public RangePage {
        rows = List.copyOf(rows);
    }
}
