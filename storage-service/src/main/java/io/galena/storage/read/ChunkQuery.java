package io.galena.storage.read;

import io.galena.storage.row.Owner;
import io.galena.storage.row.RowStatements;
import io.galena.storage.row.StoredRow;
import io.galena.storage.sql.ArrayType;
import io.galena.storage.sql.SqlTemplate;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads some rows of a span in one round trip: by primary key, no more than asked for, and none after the one that makes the
 * sum of sizes reach a bound. A strongly consistent read looks at the owner row after the rows.
 *
 * @param relation the PostgreSQL table
 * @param expected what the owner row must be, if the read is to be consistent
 */
record ChunkQuery(
        String relation, KeySpan span, boolean forward, int maxRows, long maxBytes, Optional<Owner> expected) {
    /** The number of the column that says which span a row of {@link #batched} is of. */
    static final int NUMBER = 6;

    private static final String OWNER =
            "; SELECT table_id, partition_id, epoch, version FROM galena.owner WHERE table_id = ? AND partition_id = ?";

    /**
     * Reads.
     *
     * @return the rows, or empty if the owner row is not what was expected
     */
    Optional<List<StoredRow>> run(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(sql())) {
            bind(statement);
            statement.execute();
            var rows = rows(statement);
            return isCurrent(statement) ? Optional.of(rows) : Optional.empty();
        }
    }

    /** The query, for the tests that look at its plan. */
    String sql() {
        var rows = chunk("?", span.to().map(_ -> "?"), "?", "?");
        return expected.isPresent() ? rows + OWNER : rows;
    }

    /**
     * A statement that does what this query does, for many spans at once. Parameters: where they begin; where they end, if they do; the
     * most rows and the most bytes of each. Its rows name their span in the column {@link #NUMBER}, counted from 1.
     */
    SqlTemplate batched(long tableId) {
        var isBounded = span.to().isPresent();
        var name = "range_" + relation.substring(relation.indexOf('.') + 1) + (forward ? "_up" : "_down")
                + (isBounded ? "_to" : "");
        var sql = "SELECT chunk.*, span.number FROM unnest(?" + (isBounded ? ", ?" : "")
                + ", ?, ?) WITH ORDINALITY AS span (low" + (isBounded ? ", high" : "")
                + ", most_rows, most_bytes, number), LATERAL ("
                + chunk(
                        "span.low",
                        isBounded ? Optional.of("span.high") : Optional.empty(),
                        "span.most_rows",
                        "span.most_bytes")
                + ") AS chunk";
        return isBounded
                ? new SqlTemplate(
                        name, tableId, sql, ArrayType.BYTEA, ArrayType.BYTEA, ArrayType.INTEGER, ArrayType.BIGINT)
                : new SqlTemplate(name, tableId, sql, ArrayType.BYTEA, ArrayType.INTEGER, ArrayType.BIGINT);
    }

    private String chunk(String low, Optional<String> high, String mostRows, String mostBytes) {
        var order = forward ? "key" : "key DESC";
        return "SELECT " + RowStatements.COLUMNS + " FROM (SELECT " + RowStatements.COLUMNS
                + ", sum(size) OVER (ORDER BY " + order + " ROWS UNBOUNDED PRECEDING) - size AS size_before FROM "
                + relation + " WHERE key >= " + low
                + high.map(end -> " AND key < " + end).orElse("") + " ORDER BY " + order + " LIMIT " + mostRows
                + ") AS counted WHERE size_before < " + mostBytes + " ORDER BY " + order;
    }

    void bind(PreparedStatement statement) throws SQLException {
        var index = 1;
        statement.setBytes(index++, span.from());
        if (span.to().isPresent()) {
            statement.setBytes(index++, span.to().get());
        }
        statement.setInt(index++, maxRows);
        statement.setLong(index++, maxBytes);
        if (expected.isPresent()) {
            statement.setLong(index++, expected.get().tableId());
            statement.setInt(index, expected.get().partitionId());
        }
    }

    /** Whether these rows, the query's, are all that the span has. */
    boolean reachesEnd(List<StoredRow> rows) {
        return rows.size() < maxRows && rows.stream().mapToLong(StoredRow::size).sum() < maxBytes;
    }

    private List<StoredRow> rows(PreparedStatement statement) throws SQLException {
        var rows = new ArrayList<StoredRow>();
        try (var result = statement.getResultSet()) {
            while (result.next()) {
                rows.add(RowStatements.stored(result));
            }
        }
        return rows;
    }

    private boolean isCurrent(PreparedStatement statement) throws SQLException {
        if (expected.isEmpty()) {
            return true;
        }
        statement.getMoreResults();
        try (var result = statement.getResultSet()) {
            return result.next() && Owner.stored(result).equals(expected.get());
        }
    }
}
