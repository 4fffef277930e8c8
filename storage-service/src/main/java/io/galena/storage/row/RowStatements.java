package io.galena.storage.row;

import io.galena.storage.sql.ArrayType;
import io.galena.storage.sql.SqlTemplate;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Statements that read rows by key, and what they return. */
public final class RowStatements {
    /** The columns that {@link #stored} reads. */
    public static final String COLUMNS = "key, item, fmt, size, version";

    /**
     * The owner rows of some ranges: table, partition, epoch, version. Parameters: numbers of tables, numbers of partitions, in
     * step.
     */
    public static final SqlTemplate OWNERS =
            new SqlTemplate("owners", SqlTemplate.NO_TABLE, """
            SELECT owner.table_id, owner.partition_id, owner.epoch, owner.version
            FROM unnest(?, ?) AS wanted (table_id, partition_id)
            JOIN galena.owner AS owner
              ON owner.table_id = wanted.table_id AND owner.partition_id = wanted.partition_id""", ArrayType.BIGINT, ArrayType.INTEGER);

    private RowStatements() {}

    /** The rows of some keys of a table. Parameter: the keys. */
    public static SqlTemplate read(long tableId) {
        return new SqlTemplate(
                "read_" + tableId,
                tableId,
                "SELECT " + COLUMNS + " FROM " + TableNames.items(tableId) + " WHERE key = ANY (?)",
                ArrayType.BYTEA);
    }

    /** The row that the result set stands on. */
    public static StoredRow stored(ResultSet row) throws SQLException {
        return new StoredRow(row.getBytes(1), row.getBytes(2), row.getShort(3), row.getInt(4), row.getLong(5));
    }
}
