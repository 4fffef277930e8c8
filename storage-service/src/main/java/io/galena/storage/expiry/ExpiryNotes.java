package io.galena.storage.expiry;

import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.row.RowStatements;
import io.galena.storage.row.StoredRow;
import io.galena.storage.row.TableNames;
import io.galena.storage.write.Expiry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Notes when items expire, beside the items. A row that a writer has changed since it was read is left to that writer, who
 * has noted it by then.
 */
final class ExpiryNotes {
    private static final int ROWS_AT_ONCE = 500;

    private ExpiryNotes() {}

    /**
     * Looks at some rows behind that key, in a transaction of its own.
     *
     * @return the last row's key, or empty if there are no more
     */
    static Optional<byte[]> note(Connection connection, TableDescriptor table, byte[] after) throws SQLException {
        var items = TableNames.items(table.id());
        var expiry = Expiry.of(table);
        var wrong = new ArrayList<Note>();
        var rows = 0;
        var last = after;
        try (var read = connection.prepareStatement("SELECT " + RowStatements.COLUMNS + ", expires FROM " + items
                + " WHERE key > ? ORDER BY key LIMIT ?")) {
            read.setBytes(1, after);
            read.setInt(2, ROWS_AT_ONCE);
            try (var result = read.executeQuery()) {
                while (result.next()) {
                    var row = RowStatements.stored(result);
                    var due = expiry.at(row);
                    if (!due.equals(noted(result))) {
                        wrong.add(new Note(row, due));
                    }
                    last = row.key();
                    rows++;
                }
            }
        }
        write(connection, items, wrong);
        return rows < ROWS_AT_ONCE ? Optional.empty() : Optional.of(last);
    }

    private static void write(Connection connection, String items, List<Note> notes) throws SQLException {
        if (notes.isEmpty()) {
            return;
        }
        try (var update = connection.prepareStatement("UPDATE " + items + " AS held SET expires = note.expires"
                + " FROM unnest(?, ?, ?) AS note (key, version, expires)"
                + " WHERE held.key = note.key AND held.version = note.version")) {
            var keys = notes.stream().map(note -> note.row().key()).toArray(byte[][]::new);
            var versions = notes.stream().map(note -> note.row().version()).toArray(Long[]::new);
            var expiries = notes.stream().map(Note::column).toArray(Long[]::new);
            update.setArray(1, connection.createArrayOf("bytea", keys));
            update.setArray(2, connection.createArrayOf("bigint", versions));
            update.setArray(3, connection.createArrayOf("bigint", expiries));
            update.executeUpdate();
        }
    }

    private static OptionalLong noted(ResultSet row) throws SQLException {
        var expires = row.getLong("expires");
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(expires);
    }

    /** What is to be noted of a row. */
    private record Note(StoredRow row, OptionalLong due) {
        @Nullable
        Long column() {
            return due.isPresent() ? due.getAsLong() : null;
        }
    }
}
