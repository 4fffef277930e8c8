package io.galena.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.postgres.testing.TestingPostgres;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scripts give the same results bound and as text, whatever the bytes. */
class ScriptConnectionTest {
    private static final int MOST_PREPARED = 8;

    private ScriptConnection connection;
    private String database;

    @BeforeEach
    void connect() throws SQLException {
        database = TestingPostgres.freshDatabase();
        connection = new ScriptConnection(TestingPostgres.server().connect(database), MOST_PREPARED);
    }

    @AfterEach
    void disconnect() {
        connection.close();
    }

    @Test
    void valuesComeBackAsTheyWentFromFewTablesAndFromMany() throws SQLException {
        var values = new byte[][] {{}, {0}, {'\'', '"', '\\', '{', ',', '?', ';'}, {-1, -128, 127}};

        for (var tables : new int[] {1, 6}) {
            var seen = new ArrayList<String>();
            var script = new Script();
            for (var table = 0; table < tables; table++) {
                script.query(
                        echo(table),
                        row -> seen.add(row.getLong(1) + HexFormat.of().formatHex(row.getBytes(2))),
                        new long[] {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE},
                        values);
            }
            connection.run(script);

            assertThat(seen).hasSize(4 * tables);
            assertThat(seen.subList(0, 4))
                    .containsExactly(
                            Long.MIN_VALUE + "",
                            "-100",
                            "0" + HexFormat.of().formatHex(values[2]),
                            Long.MAX_VALUE + HexFormat.of().formatHex(values[3]));
        }
    }

    @Test
    void noMoreStatementsStayPreparedThanAllowed() throws SQLException {
        for (var round = 0; round < 5; round++) {
            var script = new Script();
            for (var table = 0; table < 6; table++) {
                script.query(echo(10 * round + table), row -> {}, new long[] {1}, new byte[][] {{1}});
            }
            connection.run(script);
        }

        var prepared = new ArrayList<String>();
        connection.run(new Script()
                .query(
                        new SqlTemplate("names", SqlTemplate.NO_TABLE, "SELECT name FROM pg_prepared_statements"),
                        row -> prepared.add(row.getString(1))));
        assertThat(prepared).hasSize(MOST_PREPARED);
    }

    @Test
    void aFailureLeavesAConnectionThatIsUsableOrClosed() throws SQLException {
        var failing = new SqlTemplate("failing", 1, "SELECT 1 / (cardinality(?) - 1)", ArrayType.BIGINT);
        assertThatThrownBy(() -> connection.run(new Script().query(failing, row -> {}, new long[] {1})))
                .isInstanceOf(SQLException.class);
        assertThat(connection.isClosed()).isFalse();

        var script = new Script();
        for (var table = 0; table < 6; table++) {
            script.query(echo(table), row -> {}, new long[] {1}, new byte[][] {{1}});
        }
        script.query(failing, row -> {}, new long[] {1});
        assertThatThrownBy(() -> connection.run(script)).isInstanceOf(SQLException.class);
        assertThat(connection.isClosed()).isTrue();
    }

    private static SqlTemplate echo(int table) {
        return new SqlTemplate(
                "echo_" + table,
                table,
                "SELECT number, bytes FROM unnest(?, ?) AS given (number, bytes)",
                List.of(ArrayType.BIGINT, ArrayType.BYTEA));
    }
}
