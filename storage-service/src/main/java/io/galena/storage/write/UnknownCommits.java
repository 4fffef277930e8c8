package io.galena.storage.write;

import io.galena.storage.row.StoredRow;
import io.galena.storage.lane.ConnectionSource;
import io.galena.storage.sql.Script;
import io.galena.storage.sql.ScriptConnection;
import io.galena.storage.sql.SqlFailures;
import java.sql.SQLException;
import java.time.Duration;
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

    /**
     * Finds out.
     *
     * @param serverStart identifies the run of the server in which the transaction began
     * @param rows what it wrote
     */
    Outcome resolve(long transactionId, String serverStart, BatchRows rows) {
        var outcome = ask(transactionId, serverStart, rows);
        log.atWarn()
                .addKeyValue("transaction", transactionId)
                .addKeyValue("outcome", outcome)
                .log("The connection was lost during a commit");
        return outcome;
    }

    private Outcome ask(long transactionId, String serverStart, BatchRows rows) {
        var deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() - deadline < 0) {
            try (var connection = new ScriptConnection(connections.open("galena-resolve"), 0)) {
                var status = connection.transactionStatus(transactionId).orElse("unknown");
                if (status.equals("committed")) {
                    var same = connection.serverStart().equals(serverStart);
                    return same || finds(connection, rows) ? Outcome.COMMITTED : Outcome.UNKNOWN;
                }
                if (status.equals("aborted")) {
                    return Outcome.NOT_COMMITTED;
                }
                if (status.equals("unknown")) {
                    return Outcome.UNKNOWN;
                }
            } catch (SQLException e) {
                if (SqlFailures.isInvalidParameter(e)) {
                    // The number is yet to be given out: the server lost its memory before anything of ours was on
                    // disk.
                    return Outcome.NOT_COMMITTED;
                }
            }
            pause();
        }
        return Outcome.UNKNOWN;
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
}
