package io.galena.storage.read;

import io.galena.storage.row.StoredRow;
import java.util.ArrayList;
import java.util.List;

/** Collects the rows of a page up to its bounds. */
final class PageBuilder {
    private final List<StoredRow> rows = new ArrayList<>();
    private int rowsLeft;
    private long bytesLeft;

    PageBuilder(int maxRows, long maxBytes) {
        this.rowsLeft = maxRows;
        this.bytesLeft = maxBytes;
    }

    void add(List<StoredRow> more) {
        rows.addAll(more);
        rowsLeft -= more.size();
        for (var row : more) {
            bytesLeft -= row.size();
        }
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    int size() {
        return rows.size();
    }

    int rowsLeft() {
        return rowsLeft;
    }

    long bytesLeft() {
        return bytesLeft;
    }

    boolean isFull() {
        return rowsLeft <= 0 || bytesLeft <= 0;
    }

    RangePage build() {
        return new RangePage(rows, !isFull());
    }
}
