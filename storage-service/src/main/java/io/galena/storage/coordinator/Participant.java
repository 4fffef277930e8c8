package io.galena.storage.coordinator;

import io.galena.storage.sql.Script;
import io.galena.storage.write.ShardWrites;
import io.galena.storage.write.WriteResult;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** An attempt's part in one shard: its writes, in a session of its own. For one thread at a time. */
final class Participant {
    /** For as long as the home's session may be idle; a part that is prepared later is rolled back by recovery. */
    private static final Duration LONGEST_PREPARATION = Duration.ofSeconds(10);

    private final ShardSession session;
    private final ShardWrites writes;
    private final Optional<IdempotencyToken> token;
    private final TokenCheck tokens;
    private boolean prepared;
    private OptionalLong decided = OptionalLong.empty();

    /**
     * Makes a part.
     *
     * @param writes may be empty in the shard that keeps the token
     * @param token if this shard keeps it
     */
    Participant(ShardSession session, ShardWrites writes, Optional<IdempotencyToken> token) {
        this.session = session;
        this.writes = writes;
        this.token = token;
        this.tokens = new TokenCheck(token.stream().toList());
    }

    int shard() {
        return session.shard();
    }

    ShardSession session() {
        return session;
    }

    ShardWrites writes() {
        return writes;
    }

    /** Whether this shard keeps the token. */
    boolean keepsToken() {
        return token.isPresent();
    }

    /** What an earlier request has left under the token. Errors as {@link TokenCheck#earlier}. */
    Optional<TokenCheck.Kept> earlier() {
        return token.flatMap(tokens::earlier);
    }

    /** Whether the shard has anything to commit. */
    boolean hasToCommit() {
        return token.isPresent() || writes.changed();
    }

    /** Begins: locks and reads. */
    void lockAndRead() throws SQLException {
        var script = new Script();
        tokens.addReading(script);
        writes.addReading(script);
        session.begin(script);
    }

    /** Takes note of when the attempt was decided, milliseconds since 1970, because it is about other shards too. */
    void decided(long time) {
        decided = OptionalLong.of(time);
    }

    /** Writes, and makes sure of being able to commit, whatever happens. */
    void prepare(TransactionId id, List<WriteResult> results, IdempotencyAnswer answer) throws SQLException {
        var gid = id.gid(shard());
        var script = writing(id, results, answer).addOnce("PREPARE TRANSACTION '" + gid + "'");
        var warned = session.connection().run(script, LONGEST_PREPARATION).warned();
        prepared = true;
        session.ended();
        if (warned) {
            throw new SQLException("A transaction is prepared here, but perhaps not on the standby");
        }
    }

    boolean isPrepared() {
        return prepared;
    }

    /**
     * Writes and commits as the home.
     *
     * @param others the parts in other shards, which the decision is about
     * @return whether that is durable
     */
    boolean commit(TransactionId id, List<Participant> others, List<WriteResult> results, IdempotencyAnswer answer)
            throws SQLException {
        var script = writing(id, results, answer);
        if (!others.isEmpty()) {
            var shards = others.stream().mapToInt(Participant::shard).toArray();
            script.add(HomeStatements.DECIDE, shards, new byte[][] {id.bytes()});
        }
        var warned = session.connection().run(script.add(HomeStatements.COMMIT)).warned();
        session.ended();
        return !warned;
    }

    /** The prepared transaction has ended. */
    void ended() {
        prepared = false;
    }

    private Script writing(TransactionId id, List<WriteResult> results, IdempotencyAnswer answer) {
        var script = new Script();
        writes.addWriting(script, decided);
        TokenCheck.addWriting(
                script,
                token.stream()
                        .map(present -> new TokenCheck.Keeping(present, answer.of(results), id))
                        .toList());
        return script;
    }

    /** Makes what is kept under a token. */
    @FunctionalInterface
    interface IdempotencyAnswer {
        byte[] of(List<WriteResult> results);
    }
}
