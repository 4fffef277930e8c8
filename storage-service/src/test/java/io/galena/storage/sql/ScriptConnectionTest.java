package io.galena.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.postgres.testing.TestingPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** Scripts give the same results bound and as text, whatever the bytes. */
class ScriptConnectionTest {
    private static final int MOST_PREPARED = 8;
    private static final SqlTemplate REFUSING = new SqlTemplate(
            "refusing", SqlTemplate.NO_TABLE, "SELECT pg_temp.refuse() FROM unnest(?)", ArrayType.BIGINT);

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
    void aScriptOfMoreStatementsThanAllowedRunsAllTheSame() throws SQLException {
        try (var other = new ScriptConnection(TestingPostgres.server().connect(database), 0)) {
            for (var round = 0; round < 2; round++) {
                var seen = new ArrayList<Long>();
                var script = new Script();
                for (var table = 0; table < 6; table++) {
                    script.query(echo(table), row -> seen.add(row.getLong(1)), new long[] {table}, new byte[][] {{1}});
                }
                other.run(script);

                assertThat(seen).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRefusedScriptCostsNeitherTheConnectionNorWhatItHasPrepared(boolean commitsByItself) throws SQLException {
        reconnect(commitsByItself);
        connection.runAlone("""
                CREATE FUNCTION pg_temp.refuse() RETURNS int LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION 'refused' USING ERRCODE = 'GA001'; END $$""");
        for (var round = 0; round < 3; round++) {
            var refused = new Script();
            addEchoes(refused, 0, 3);
            refused.query(REFUSING, row -> {}, new long[] {1});
            addEchoes(refused, 3, 6);
            var accepted = new Script();
            addEchoes(accepted, 0, 6);

            assertThatThrownBy(() -> connection.run(refused))
                    .satisfies(error -> assertThat(SqlFailures.isRefusal((SQLException) error))
                            .isTrue());
            connection.reset();

            assertThat(connection.isClosed()).isFalse();
            connection.run(accepted);
        }
    }

    @Test
    void aSessionThatWaitsForItsClientIsEnded() throws Exception {
        try (var lost = new ScriptConnection(connectAsNobody(), 0);
                var other = new ScriptConnection(connectAsNobody(), 0)) {
            assertThat(other.serverStart()).isNotEqualTo(lost.serverStart());
            assertThat(other.hasEnded(lost.session())).isFalse();

            awaitEnd(other, lost);
            assertThatThrownBy(() -> lost.runAlone("SELECT 1")).isInstanceOf(SQLException.class);
            assertThat(other.hasEnded(
                            new ScriptConnection.Session(other.session().number(), "0")))
                    .isTrue();
        }
    }

    @Test
    void aSessionThatWaitsForTheRestOfWhatItsClientSaysIsEnded() throws Exception {
        try (var connection = connectAsNobody();
                var lost = new ScriptConnection(connection, 0);
                var other = new ScriptConnection(connectAsNobody(), 0)) {
            lost.runAlone("CREATE TEMPORARY TABLE copied (n int)");
            var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY copied FROM STDIN");

            assertThat(copy.isActive()).isTrue();
            awaitEnd(other, lost);
        }
    }

    @Test
    void aSessionThatIsAtWorkMayFinish() throws Exception {
        try (var lost = new ScriptConnection(connectAsNobody(), 0);
                var other = new ScriptConnection(connectAsNobody(), 0)) {
            var work = CompletableFuture.runAsync(() -> {
                try {
                    lost.runAlone("SELECT pg_sleep(1)");
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            while (!isAtWork(lost)) {
                Thread.sleep(5);
            }

            assertThat(other.hasEnded(lost.session())).isFalse();
            assertThat(work).succeedsWithin(Duration.ofSeconds(60));
            awaitEnd(other, lost);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6})
    void whatScriptsDoIsOneTransactionUntilItEnds(int tables) throws SQLException {
        connection.runAlone("CREATE TABLE written (n bigint)");
        reconnect(false);
        for (var round = 0; round < 8; round++) {
            connection.run(writes(10 * round, tables));
            connection.run(writes(10 * round, tables));
            assertThat(written()).isEqualTo(2L * tables * round);

            connection.reset();
            connection.run(writes(10 * round, tables));
            connection.run(writes(10 * round, tables).add(SqlTemplate.control("COMMIT")));
            assertThat(written()).isEqualTo(2L * tables * (round + 1));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noMoreStatementsStayPreparedThanAllowed(boolean commitsByItself) throws SQLException {
        reconnect(commitsByItself);
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

    /** Leaves the connection for one whose scripts run each by itself or in transactions. */
    private void reconnect(boolean commitsByItself) throws SQLException {
        connection.close();
        var opened = TestingPostgres.server().connect(database);
        opened.setAutoCommit(commitsByItself);
        connection = new ScriptConnection(opened, MOST_PREPARED);
    }

    private static Script writes(int first, int tables) {
        var script = new Script();
        for (var table = first; table < first + tables; table++) {
            script.add(
                    new SqlTemplate("write_" + table, table, "INSERT INTO written SELECT unnest(?)", ArrayType.BIGINT),
                    new long[] {table});
        }
        return script;
    }

    /** How many rows others see. */
    private long written() throws SQLException {
        try (var other = TestingPostgres.server().connect(database);
                var statement = other.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM written")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void addEchoes(Script script, int from, int to) {
        for (var table = from; table < to; table++) {
            script.query(echo(table), row -> {}, new long[] {table}, new byte[][] {{1}});
        }
    }

    /** A connection of a role that may do no more than connect. */
    private Connection connectAsNobody() throws SQLException {
        try (var admin = TestingPostgres.server().connect(database);
                var statement = admin.createStatement()) {
            statement.execute("""
                    DO $$ BEGIN CREATE ROLE nobody LOGIN PASSWORD 'nobody'; EXCEPTION WHEN duplicate_object THEN NULL; END $$""");
        }
        return DriverManager.getConnection(TestingPostgres.server().jdbcUrl(database), "nobody", "nobody");
    }

    private boolean isAtWork(ScriptConnection session) throws SQLException {
        try (var admin = TestingPostgres.server().connect(database);
                var statement = admin.createStatement();
                var row = statement.executeQuery("SELECT wait_event = 'PgSleep' FROM pg_stat_activity WHERE pid = "
                        + session.session().number())) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static void awaitEnd(ScriptConnection other, ScriptConnection lost) throws Exception {
        var deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!other.hasEnded(lost.session())) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(5);
        }
    }

    private static SqlTemplate echo(int table) {
        return new SqlTemplate(
                "echo_" + table,
                table,
                "SELECT number, bytes FROM unnest(?, ?) AS given (number, bytes)",
                List.of(ArrayType.BIGINT, ArrayType.BYTEA));
    }
}
