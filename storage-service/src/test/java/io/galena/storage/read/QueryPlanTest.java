package io.galena.storage.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.row.Owner;
import io.galena.storage.row.RowStatements;
import io.galena.storage.row.TableNames;
import io.galena.storage.testing.TestingEngine;
import io.galena.storage.testing.TestingTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Plans at a realistic size: everything goes by primary key, and a page stops reading when it is full. */
class QueryPlanTest {
    private static final int ROWS = 200_000;
    private static final TestingEngine ENGINE = TestingEngine.shared(1);
    private static final TableDescriptor TABLE = ENGINE.apply(TestingTables.table(1));
    private static final String ITEMS = TableNames.items(TABLE.id());

    @BeforeAll
    static void fill() throws SQLException {
        try (var connection = ENGINE.shards().require(0).pool().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("INSERT INTO " + ITEMS + " (key, item, fmt, size, version)"
                    + " SELECT sha256(n::text::bytea), repeat('x', 100)::bytea, 0, 100, 1 FROM generate_series(1, "
                    + ROWS + ") AS n");
            statement.execute("INSERT INTO galena.owner (table_id, partition_id, epoch, version)"
                    + " SELECT 1000000 + n, 0, 1, 1 FROM generate_series(1, 2000) AS n");
        }
    }

    @Test
    void pointReadsGoByPrimaryKeyWithAndWithoutStatistics() throws SQLException {
        var read = RowStatements.read(TABLE.id())
                .sql()
                .replace("?", "ARRAY(SELECT sha256(n::text::bytea)" + " FROM generate_series(1, 64) AS n)");
        var owners = RowStatements.OWNERS
                .sql()
                .replace("unnest(?, ?)", "unnest(ARRAY[1000001, 1000002]::bigint[], ARRAY[0, 0])");

        for (var analyzed = 0; analyzed < 2; analyzed++) {
            assertThat(explain(read)).contains("t_" + TABLE.id() + "_pkey").doesNotContain("Seq Scan");
            assertThat(explain(owners)).contains("owner_pkey").doesNotContain("Seq Scan");
            analyze();
        }
    }

    @Test
    void pagesGoByPrimaryKeyInOrderAndStopWhenTheyAreFull() throws SQLException {
        for (var analyzed = 0; analyzed < 2; analyzed++) {
            for (var forward : new boolean[] {true, false}) {
                var span = new KeySpan(new byte[] {16}, Optional.of(new byte[] {(byte) 240}));
                var query = new ChunkQuery(ITEMS, span, forward, 1_000, 5_000, Optional.<Owner>empty());
                var plan = explain(query);
                assertThat(plan)
                        .contains("t_" + TABLE.id() + "_pkey")
                        .doesNotContain("Seq Scan")
                        .doesNotContain("Sort")
                        .doesNotContain("Bitmap");
                // The scan itself ended after the chunk, not after the range.
                assertThat(plan).containsPattern("Index Scan.*rows=100[01][^0-9]");
            }
            analyze();
        }
    }

    @Test
    void manyPagesGoByPrimaryKeyInOrderAndStopWhenTheyAreFull() throws SQLException {
        for (var analyzed = 0; analyzed < 2; analyzed++) {
            for (var forward : new boolean[] {true, false}) {
                assertThat(explain(batched(forward, Optional.of(new byte[] {(byte) 240}))
                                .replace(
                                        "?, ?, ?, ?",
                                        "ARRAY['\\x10', '\\x20']::bytea[], ARRAY['\\xf0', '\\xf1']::bytea[]"
                                                + ", ARRAY[1000, 1000], ARRAY[5000, 5000]::bigint[]")))
                        .satisfies(QueryPlanTest::assertInOrder);
                assertThat(explain(batched(forward, Optional.empty())
                                .replace(
                                        "?, ?, ?",
                                        "ARRAY['\\x10', '\\x20']::bytea[], ARRAY[1000, 1000]"
                                                + ", ARRAY[5000, 5000]::bigint[]")))
                        .satisfies(QueryPlanTest::assertInOrder);
            }
            analyze();
        }
    }

    private static String batched(boolean forward, Optional<byte[]> to) {
        var span = new KeySpan(new byte[] {16}, to);
        return new ChunkQuery(ITEMS, span, forward, 1_000, 5_000, Optional.<Owner>empty())
                .batched(TABLE.id())
                .sql();
    }

    private static void assertInOrder(String plan) {
        assertThat(plan)
                .contains("t_" + TABLE.id() + "_pkey")
                .contains("Nested Loop")
                .doesNotContain("Seq Scan")
                .doesNotContain("Sort")
                .doesNotContain("Bitmap")
                .containsPattern("Index Scan.*rows=100[01][^0-9]");
    }

    private static void analyze() throws SQLException {
        try (var connection = connection();
                var statement = connection.createStatement()) {
            statement.execute("ANALYZE " + ITEMS);
        }
    }

    private static String explain(String sql) throws SQLException {
        try (var connection = connection();
                var statement = connection.prepareStatement("EXPLAIN (ANALYZE, COSTS OFF) " + sql);
                var rows = statement.executeQuery()) {
            var plan = new StringBuilder();
            while (rows.next()) {
                plan.append(rows.getString(1)).append('\n');
            }
            return plan.toString();
        }
    }

    private static String explain(ChunkQuery query) throws SQLException {
        try (var connection = connection();
                var statement = connection.prepareStatement("EXPLAIN (ANALYZE, COSTS OFF) " + query.sql())) {
            query.bind(statement);
            var plan = new StringBuilder();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
            return plan.toString();
        }
    }

    private static Connection connection() throws SQLException {
        return ENGINE.shards().require(0).pool().getConnection();
    }
}
