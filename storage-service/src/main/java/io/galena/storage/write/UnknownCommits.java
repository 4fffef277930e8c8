package io.galena.storage.write;

import io.galena.dynamodb.value.Binary;
import io.galena.storage.row.StoredRow;
import io.galena.storage.lane.ConnectionSource;
import io.galena.storage.sql.Script;
import io.galena.storage.sql.ScriptConnection;
import io.galena.storage.sql.SqlFailures;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what became of transactions whose connection was lost during COMMIT, by asking on a new one. Nothing is ever run
 * again to find out.
 *
 * <p>A server that lost its memory meanwhile may have given the transaction's number to another one, if nothing of ours had
 * reached its disk. So after a restart "committed" counts only when a row that the batch wrote is found with its version.
 */
public final class UnknownCommits {
    private static final Logger log = LoggerFactory.getLogger(UnknownCommits.class);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final ConnectionSource connections;
    private final Duration patience;

    /**
     * Asks through connections of that source.
     *
     * @param patience for how long to ask before an outcome stays unknown
     */
    public UnknownCommits(ConnectionSource connections, Duration patience) {
        this.connections = connections;
        this.patience = patience;
    }

    /** What is known of a transaction. */
    public enum Outcome {
        COMMITTED,
        NOT_COMMITTED,
        UNKNOWN
    }

    /** Finds out what became of a transaction's writes to a shard. */
    public Outcome resolve(ShardWrites writes, String serverStart) {
        return resolve(writes.transactionNumber(), serverStart, writes.rows());
    }

    /** Finds out what became of the writes of several transactions to a shard. */
    public Outcome resolve(JointWrites writes, String serverStart) {
        return resolve(writes.transactionNumber(), serverStart, writes.rows());
    }

    /**
     * Finds out.
     *
     * @param serverStart identifies the run of the server in which the transaction began
     * @param rows what it wrote
     */
    Outcome resolve(long transactionId, String serverStart, BatchRows rows) {
        var outcome = ask(connection -> ask(connection, transactionId, serverStart, rows));
        log.atWarn()
                .addKeyValue("transaction", transactionId)
                .addKeyValue("outcome", outcome)
                .log("The connection was lost during a commit");
        return outcome;
    }

    /**
     * Finds out what became of a transaction whose number is not known: it was lost with its only round trip. What a session was sent it
     * may still carry out, so this waits until there is no such session any more.
     *
     * @param lost the connection of that transaction
     * @param rows what it wrote, by the numbers of tables; the shard may have chosen later versions
     */
    Outcome resolve(ScriptConnection lost, Map<Long, List<StoredRow>> rows) {
        var outcome = ask(connection ->
                connection.hasEnded(lost.session()) ? Optional.of(compare(connection, rows)) : Optional.empty());
        log.atWarn().addKeyValue("outcome", outcome).log("The connection was lost while a batch was written");
        return outcome;
    }

    private static Optional<Outcome> ask(
            ScriptConnection connection, long transactionId, String serverStart, BatchRows rows) throws SQLException {
        try {
            var status = connection.transactionStatus(transactionId).orElse("unknown");
            return switch (status) {
                case "committed" -> {
                    var same = connection.serverStart().equals(serverStart);
                    yield Optional.of(same || finds(connection, rows) ? Outcome.COMMITTED : Outcome.UNKNOWN);
                }
                case "aborted" -> Optional.of(Outcome.NOT_COMMITTED);
                case "unknown" -> Optional.of(Outcome.UNKNOWN);
                default -> Optional.empty();
            };
        } catch (SQLException e) {
            if (SqlFailures.isInvalidParameter(e)) {
                // The number is yet to be given out: the server lost its memory before anything of ours was on disk.
                return Optional.of(Outcome.NOT_COMMITTED);
            }
            throw e;
        }
    }

    private Outcome ask(Question question) {
        var deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() - deadline < 0) {
            try (var connection = new ScriptConnection(connections.open("galena-resolve"), 0)) {
                var outcome = question.put(connection);
                if (outcome.isPresent()) {
                    return outcome.get();
                }
            } catch (SQLException e) {
                if (SqlFailures.isMissingTable(e)) {
                    // It has been dropped meanwhile, and its rows tell nothing any more.
                    return Outcome.UNKNOWN;
                }
                log.atDebug().setCause(e).log("The shard cannot be asked what became of a commit");
            }
            pause();
        }
        return Outcome.UNKNOWN;
    }

    /** A row that is as written, version included, shows that all are; one that is older than what was written, that none is. */
    private static Outcome compare(ScriptConnection connection, Map<Long, List<StoredRow>> rows) throws SQLException {
        var asWritten = new AtomicBoolean();
        var older = new AtomicBoolean();
        var script = new Script();
        rows.forEach((table, written) -> {
            var byKey = written.stream().collect(Collectors.toMap(row -> new Binary(row.key()), row -> row));
            script.query(
                    WriteStatements.look(table),
                    result -> {
                        var row = Objects.requireNonNull(byKey.get(new Binary(result.getBytes(1))));
                        var version = result.getLong(2);
                        if (result.wasNull()) {
                            older.compareAndSet(false, result.getLong(3) < row.version());
                        } else if (version == row.version() && Arrays.equals(result.getBytes(6), row.bytes())) {
                            asWritten.set(true);
                        } else {
                            older.compareAndSet(false, version <= row.version());
                        }
                    },
                    (Object) written.stream().map(StoredRow::key).toArray(byte[][]::new));
        });
        connection.run(script);
        if (asWritten.get()) {
            return Outcome.COMMITTED;
        }
        return older.get() ? Outcome.NOT_COMMITTED : Outcome.UNKNOWN;
    }

    private static boolean finds(ScriptConnection connection, BatchRows rows) throws SQLException {
        var found = new AtomicBoolean();
        var script = new Script();
        rows.byTable(row -> row.put().isPresent()).forEach((table, some) -> {
            var put = some.stream().flatMap(row -> row.put().stream()).toList();
            var keys = put.stream().map(StoredRow::key).toArray(byte[][]::new);
            script.query(
                    WriteStatements.peek(table),
                    result -> {
                        var version = result.getLong(2);
                        found.compareAndSet(false, put.stream().anyMatch(row -> row.version() == version));
                    },
                    (Object) keys);
        });
        connection.run(script);
        return found.get();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is asked on a new connection; without an answer it is asked again. */
    @FunctionalInterface
    private interface Question {
        Optional<Outcome> put(ScriptConnection connection) throws SQLException;
    }
}
