package io.galena.storage.sql;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Takes the rows that a statement returns, one by one. */
@FunctionalInterface
public interface RowReader {
    /** Takes the row that the result set stands on. */
    void read(ResultSet row) throws SQLException;
}
