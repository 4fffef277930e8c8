package io.galena.storage.coordinator;

import io.galena.storage.sql.Script;
import io.galena.storage.sql.ScriptConnection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt has in one shard: a connection of its own, perhaps with a transaction and its locks, and what went wrong there. Until
 * something is prepared or committed it gives up soon on a shard that does not answer: nothing is done then, and locks go with the
 * session. For one thread at a time.
 */
final class ShardSession {
    private final int shard;
    private final ShardConnections connections;
    private @Nullable ScriptConnection connection;
    private @Nullable SQLException failure;
    private boolean open;

    ShardSession(int shard, ShardConnections connections) {
        this.shard = shard;
        this.connections = connections;
    }

    int shard() {
        return shard;
    }

    /** Runs a step and keeps its failure. */
    void attempt(Step step) {
        try {
            step.run();
        } catch (SQLException e) {
            failure = e;
            if (connection == null || connection.isClosed()) {
                connections.distrust(shard);
            }
        }
    }

    Optional<SQLException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Begins a transaction with a script that locks and reads. */
    void begin(Script script) throws SQLException {
        connections.silent().ask(shard, () -> {
            connection = connections.take(shard);
            open = true;
            connection.run(script, SilentShards.LONGEST);
        });
    }

    /** Makes sure that what was locked is locked still, now that all other shards have locked what they have. */
    void confirmLocks() throws SQLException {
        connection().requireAlive(SilentShards.LONGEST);
    }

    /** Takes note that the transaction is no longer open. */
    void ended() {
        open = false;
    }

    /** The connection that the attempt has here. */
    ScriptConnection connection() {
        if (connection == null) {
            throw new IllegalStateException("The attempt has not begun in shard " + shard);
        }
        return connection;
    }

    /** Ends what is open, without effect, and gives back the connection. */
    void release() {
        if (connection != null) {
            if (open) {
                connection.reset();
            }
            connections.giveBack(shard, connection);
            connection = null;
        }
    }

    /** Lets go of the connection as it is, as death would. */
    void discard() {
        if (connection != null) {
            connection.close();
        }
    }

    /** What is done in a shard. */
    @FunctionalInterface
    interface Step {
        void run() throws SQLException;
    }
}
