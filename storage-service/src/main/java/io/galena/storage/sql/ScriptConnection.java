package io.galena.storage.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * Runs scripts on a connection of its own, each in one round trip. For one thread at a time.
 *
 * <p>There are two ways, since the driver prepares texts as a whole. A script about few item tables is one text with bound
 * parameters, seen again and again, so that the driver prepares it on the server after a few runs. A script about many tables
 * is a text that never comes again, as is one that names a transaction, and planning its statements anew would cost more than running them: it is made of {@code
 * EXECUTE}s of statements that this class prepares, a bounded number of them, the least recently used ones making room.
 *
 * <p>On a connection that does not commit by itself the first script opens a transaction, which lasts until a script ends it or {@link
 * #reset}. Its BEGIN goes with the script: the driver would send it ahead, as a message for which PostgreSQL wakes the reader a
 * second time.
 */
public final class ScriptConnection implements AutoCloseable {
    private static final String BEGIN = "BEGIN";
    private static final String ROLLBACK = "ROLLBACK";

    private static final int MOST_TABLES_BOUND = 4;
    private static final long MOST_BYTES_AS_TEXT = 256 * 1024;
    private static final Duration LONGEST_ROLLBACK = Duration.ofSeconds(3);

    /** A crash of one process restarts the others, the checkpointer too, but not the postmaster. */
    private static final String SERVER_START = """
            SELECT pg_postmaster_start_time()::text || ' ' || coalesce(
                (SELECT min(backend_start)::text FROM pg_stat_activity WHERE backend_type = 'checkpointer'),
                gen_random_uuid()::text)""";

    private static final String SESSION = """
            SELECT pid || ' ' || extract(epoch FROM backend_start) FROM pg_stat_activity WHERE pid = pg_backend_pid()""";

    private static final String PREPARED =
            "SELECT coalesce(string_agg(name, ' '), '') FROM pg_prepared_statements WHERE from_sql";

    private final BaseConnection connection;
    private final boolean transactional;
    private final int mostPrepared;
    private final Map<String, Boolean> prepared = new LinkedHashMap<>(16, 0.75f, true);
    private final String serverStart;
    private final Session session;
    private boolean preparedKnown = true;

    /**
     * Takes over a connection of PostgreSQL's driver, which is closed if that fails.
     *
     * @param mostPrepared how many statements this class prepares in the session, beside those of the driver
     */
    public ScriptConnection(Connection connection, int mostPrepared) throws SQLException {
        this.connection = connection.unwrap(BaseConnection.class);
        this.mostPrepared = mostPrepared;
        try {
            this.transactional = !connection.getAutoCommit();
            connection.setAutoCommit(true);
            this.serverStart = find(SERVER_START).orElseThrow();
            this.session = Session.of(find(SESSION).orElseThrow());
        } catch (SQLException | RuntimeException e) {
            close();
            throw e;
        }
        reset();
    }

    /**
     * Identifies the run of the server: another text means that it has lost its memory since. To a role that may not see when
     * the server's processes began every connection is another run.
     */
    public String serverStart() {
        return serverStart;
    }

    /** The session, which may outlive this connection to it. */
    public Session session() {
        return session;
    }

    /**
     * Whether a session of the same role has ended. One whose connection is lost may not notice that for long while it waits for its
     * client, between two messages or in the midst of one, so such a one is told to end; what it carries out it may finish.
     */
    public boolean hasEnded(Session other) throws SQLException {
        return find("SELECT coalesce(CASE WHEN state LIKE 'idle%' OR wait_event = 'ClientRead' THEN pg_terminate_backend(pid) END, false)::text"
                        + " FROM pg_stat_activity WHERE pid = " + other.number()
                        + " AND extract(epoch FROM backend_start)::text = '" + other.start() + "'")
                .isEmpty();
    }

    /** What PostgreSQL knows of a transaction: in progress, committed, aborted, or nothing any more. */
    public Optional<String> transactionStatus(long transactionId) throws SQLException {
        return find("SELECT pg_xact_status('" + transactionId + "'::xid8)");
    }

    /** Runs a script, and hands its rows to the readers. */
    public Notices run(Script script) throws SQLException {
        if ((script.tables() > MOST_TABLES_BOUND || !script.isRepeatable()) && script.bytes() <= MOST_BYTES_AS_TEXT) {
            return runPrepared(script);
        }
        return runBound(script);
    }

    /**
     * Runs a script, and gives up on a server that is silent for so long: then the connection is lost, and what the script asked for
     * may yet be done until the server finds that out.
     */
    public Notices run(Script script, Duration silence) throws SQLException {
        return within(silence, () -> run(script));
    }

    /** Runs a statement as {@link #runAlone(String)}, and gives up on a server that is silent for so long. */
    public Notices runAlone(String sql, Duration silence) throws SQLException {
        return within(silence, () -> runAlone(sql));
    }

    /** Runs a statement that cannot be part of a transaction, such as COMMIT PREPARED. None must be open. */
    public Notices runAlone(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
            return Notices.of(statement.getWarnings());
        }
    }

    /**
     * Makes sure that the session has not ended, and with it the transaction that is open and its locks. Gives up on a server that is
     * silent for so long.
     */
    public void requireAlive(Duration silence) throws SQLException {
        var _ = within(silence, () -> find("SELECT 1"));
    }

    /** Ends the transaction that is open, if any, without effect; a connection on which that fails, or takes long, is closed. */
    public void reset() {
        try {
            if (connection.getTransactionState() != TransactionState.IDLE) {
                var _ = within(LONGEST_ROLLBACK, () -> runAlone(ROLLBACK));
            }
            if (!preparedKnown) {
                var names = within(LONGEST_ROLLBACK, () -> find(PREPARED)).orElseThrow();
                prepared.keySet().retainAll(Set.of(names.split(" ")));
                preparedKnown = true;
            }
        } catch (SQLException e) {
            close();
        }
    }

    /** Whether the connection is lost. */
    public boolean isClosed() {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // It is of no use any more either way.
        }
    }

    private <T> T within(Duration silence, Call<T> call) throws SQLException {
        var usual = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, Math.toIntExact(silence.toMillis()));
        try {
            return call.run();
        } finally {
            if (!isClosed()) {
                connection.setNetworkTimeout(Runnable::run, usual);
            }
        }
    }

    private Optional<String> find(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
        }
    }

    private Notices runBound(Script script) throws SQLException {
        var sql = new StringBuilder(1024);
        var results = new ArrayList<Optional<RowReader>>();
        begin(sql, results);
        for (var step : script.steps()) {
            sql.append(sql.isEmpty() ? "" : ";").append(step.template().sql());
            results.add(step.rows());
        }
        try (var statement = connection.prepareStatement(sql.toString())) {
            var index = 1;
            for (var step : script.steps()) {
                index = bind(statement, index, step);
            }
            readAll(statement, statement.execute(), results);
            return Notices.of(statement.getWarnings());
        }
    }

    /** Opens a transaction, if scripts are to run in one and none is open. */
    private void begin(StringBuilder sql, List<Optional<RowReader>> results) {
        if (transactional && connection.getTransactionState() == TransactionState.IDLE) {
            sql.append(BEGIN);
            results.add(Optional.empty());
        }
    }

    private int bind(PreparedStatement statement, int first, Script.Step step) throws SQLException {
        var index = first;
        for (var type : step.template().parameters()) {
            statement.setArray(
                    index, connection.createArrayOf(type.element(), type.elements(step.arrays()[index - first])));
            index++;
        }
        return index;
    }

    private Notices runPrepared(Script script) throws SQLException {
        var sql = new StringBuilder(16 * 1024);
        var results = new ArrayList<Optional<RowReader>>();
        begin(sql, results);
        for (var step : script.steps()) {
            appendExecute(sql, step, results);
        }
        makeRoom(
                sql,
                results,
                script.steps().stream()
                        .map(step -> step.template().name())
                        .distinct()
                        .count());
        try (var statement = connection.createStatement()) {
            readAll(statement, statement.execute(sql.toString()), results);
            return Notices.of(statement.getWarnings());
        } catch (SQLException e) {
            // Which statements are prepared now is not known.
            preparedKnown = false;
            if (!SqlFailures.isRefusal(e)) {
                close();
            }
            throw e;
        }
    }

    private void appendExecute(StringBuilder sql, Script.Step step, List<Optional<RowReader>> results) {
        var template = step.template();
        sql.append(sql.isEmpty() ? "" : ";");
        if (template.isControl()) {
            sql.append(template.sql());
            results.add(step.rows());
            return;
        }
        if (prepared.put(template.name(), true) == null) {
            sql.append(template.prepare()).append(';');
            results.add(Optional.empty());
        }
        sql.append("EXECUTE ").append(template.name());
        for (var i = 0; i < step.arrays().length; i++) {
            sql.append(i == 0 ? '(' : ',');
            template.parameters().get(i).appendLiteral(sql, step.arrays()[i]);
        }
        sql.append(step.arrays().length == 0 ? "" : ")");
        results.add(step.rows());
    }

    private void makeRoom(StringBuilder sql, List<Optional<RowReader>> results, long used) {
        var eldest = prepared.keySet().iterator();
        // Those that the script itself uses are the youngest.
        while (prepared.size() > Math.max(mostPrepared, used)) {
            sql.insert(0, "DEALLOCATE " + eldest.next() + ";");
            eldest.remove();
            results.addFirst(Optional.empty());
        }
    }

    private static void readAll(Statement statement, boolean firstIsRows, List<Optional<RowReader>> results)
            throws SQLException {
        var isRows = firstIsRows;
        for (var reader : results) {
            if (isRows) {
                try (var rows = statement.getResultSet()) {
                    while (rows.next()) {
                        reader.orElseThrow().read(rows);
                    }
                }
            }
            isRows = statement.getMoreResults();
        }
    }

    /**
     * A session of a server.
     *
     * @param number its process, whose number another session may come to have once it has ended
     * @param start when it began, as the server tells it
     */
    public record Session(int number, String start) {
        private static Session of(String numberAndStart) {
            var parts = numberAndStart.split(" ", 2);
            return new Session(Integer.parseInt(parts[0]), parts[1]);
        }
    }

    /** What is asked of the server. */
    @FunctionalInterface
    private interface Call<T> {
        T run() throws SQLException;
    }
}
