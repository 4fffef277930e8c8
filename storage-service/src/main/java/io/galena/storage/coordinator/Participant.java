package io.galena.storage.coordinator;

import io.galena.storage.sql.Script;
import io.galena.storage.sql.ScriptConnection;
import io.galena.storage.write.ShardWrites;
import io.galena.storage.write.WriteResult;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** An attempt's part in one shard: its writes, on a connection of its own. For one thread at a time. */
final class Participant {
    private final int shard;
    private final ShardConnections connections;
    private final ShardWrites writes;
    private final Optional<TokenCheck> token;
    private @Nullable ScriptConnection connection;
    private @Nullable SQLException failure;
    private State state = State.NEW;
    private OptionalLong decided = OptionalLong.empty();

    /** What the shard holds of the attempt. */
    private enum State {
        NEW,
        OPEN,
        PREPARED,
        ENDED
    }

    /**
     * Makes a part.
     *
     * @param writes may be empty in the shard that keeps the token
     * @param token if this shard keeps it
     */
    Participant(int shard, ShardConnections connections, ShardWrites writes, Optional<TokenCheck> token) {
        this.shard = shard;
        this.connections = connections;
        this.writes = writes;
        this.token = token;
    }

    int shard() {
        return shard;
    }

    ShardWrites writes() {
        return writes;
    }

    Optional<TokenCheck> token() {
        return token;
    }

    /** Whether the shard has anything to commit. */
    boolean hasToCommit() {
        return token.isPresent() || writes.changed();
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

    /** Begins: locks and reads. */
    void lockAndRead() throws SQLException {
        var script = new Script();
        token.ifPresent(present -> present.addReading(script));
        writes.addReading(script);
        connection = connections.take(shard);
        state = State.OPEN;
        connection.run(script);
    }

    /** Makes sure that what was locked is locked still, now that all other shards have locked what they have. */
    void confirmLocks() throws SQLException {
        connection().requireAlive();
    }

    /** Takes note of when the attempt was decided, milliseconds since 1970, because it is about other shards too. */
    void decided(long time) {
        decided = OptionalLong.of(time);
    }

    /** Writes, and makes sure of being able to commit, whatever happens. */
    void prepare(TransactionId id, List<WriteResult> results, IdempotencyAnswer answer) throws SQLException {
        var gid = id.gid(shard);
        var script = new Script();
        writes.addWriting(script, decided);
        token.ifPresent(present -> present.addWriting(script, answer.of(results), id.bytes()));
        var warned = connection()
                .run(script.addOnce("PREPARE TRANSACTION '" + gid + "'"))
                .warned();
        state = State.PREPARED;
        if (warned) {
            throw new SQLException("A transaction is prepared here, but perhaps not on the standby");
        }
    }

    boolean isPrepared() {
        return state == State.PREPARED;
    }

    /**
     * Writes and commits as the home.
     *
     * @param prepared the parts in other shards, which the decision is about
     * @return whether that is durable
     */
    boolean commit(TransactionId id, List<Participant> prepared, List<WriteResult> results, IdempotencyAnswer answer)
            throws SQLException {
        var script = new Script();
        writes.addWriting(script, decided);
        token.ifPresent(present -> present.addWriting(script, answer.of(results), id.bytes()));
        if (!prepared.isEmpty()) {
            var shards = prepared.stream().mapToInt(Participant::shard).toArray();
            script.add(HomeStatements.DECIDE, shards, new byte[][] {id.bytes()});
        }
        var warned = connection().run(script.add(HomeStatements.COMMIT)).warned();
        state = State.ENDED;
        return !warned;
    }

    /** The connection that the attempt has here. */
    ScriptConnection connection() {
        if (connection == null) {
            throw new IllegalStateException("The attempt has not begun in shard " + shard);
        }
        return connection;
    }

    /** The prepared transaction has ended. */
    void ended() {
        state = State.ENDED;
    }

    /** Ends what is open, without effect, and gives back the connection. */
    void release() {
        if (connection != null) {
            if (state == State.OPEN) {
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

    /** Makes what is kept under a token. */
    @FunctionalInterface
    interface IdempotencyAnswer {
        byte[] of(List<WriteResult> results);
    }
}
