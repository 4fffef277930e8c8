package io.galena.storage.coordinator;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.storage.lane.LaneOperation;
import io.galena.storage.shard.Shards;
import io.galena.storage.sql.ScriptConnection;
import io.galena.storage.sql.SqlFailures;
import io.galena.storage.write.UnknownCommits;
import io.galena.storage.write.WriteResult;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends parts of transactions in their shards, through lost connections too. Safe for several threads. */
final class Endings {
    private static final Logger log = LoggerFactory.getLogger(Endings.class);
    /**
     * For how long after its home began to commit a coordinator takes a decision that it does not find for one that was not made; far less
     * than {@link SettledDecisions} keeps decisions.
     */
    static final Duration LONGEST_DOUBT = Duration.ofMinutes(5);

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Shards shards;
    private final ShardConnections connections;
    private final Decisions decisions;
    private final Duration patience;
    private final boolean unknownRepeated;

    /**
     * Makes the ways to end.
     *
     * @param patience for how long to try
     * @param unknownRepeated a deliberate fault: what is unknown counts as not done
     */
    Endings(
            Shards shards,
            ShardConnections connections,
            Decisions decisions,
            Duration patience,
            boolean unknownRepeated) {
        this.shards = shards;
        this.connections = connections;
        this.decisions = decisions;
        this.patience = patience;
        this.unknownRepeated = unknownRepeated;
    }

    /** What became of the home's part, and so of the transaction. */
    sealed interface HomeOutcome {}

    /** It is committed, and durable. */
    record Committed() implements HomeOutcome {}

    /** It is surely not committed, and will not be. */
    record NotCommitted(SQLException error) implements HomeOutcome {}

    /** Nobody can tell now. */
    record Unknown() implements HomeOutcome {}

    /** Commits the home's part, and with it the transaction. */
    HomeOutcome commitHome(
            Participant home, TransactionId id, List<Participant> prepared, List<WriteResult> results, Plan plan) {
        var begun = System.nanoTime();
        try {
            return home.commit(id, prepared, results, plan::answer) ? new Committed() : new Unknown();
        } catch (SQLException e) {
            if (!home.session().connection().isClosed() || unknownRepeated) {
                return new NotCommitted(e);
            }
            connections.distrust(home.shard());
            return prepared.isEmpty() ? resolve(home, e) : decided(id, e, begun);
        }
    }

    private HomeOutcome resolve(Participant home, SQLException error) {
        var unknown = new UnknownCommits(shards.require(home.shard())::connect, patience);
        return switch (unknown.resolve(
                home.writes(), home.session().connection().serverStart())) {
            case COMMITTED -> new Committed();
            case NOT_COMMITTED -> new NotCommitted(error);
            case UNKNOWN -> new Unknown();
        };
    }

    private HomeOutcome decided(TransactionId id, SQLException error, long begun) {
        var committed = decisions.resolve(id, patience);
        if (committed.isEmpty()) {
            return new Unknown();
        }
        if (committed.get()) {
            return new Committed();
        }
        return System.nanoTime() - begun < LONGEST_DOUBT.toNanos() ? new NotCommitted(error) : new Unknown();
    }

    /** Lets go of what has been prepared, as far as that can be done now; recovery does the rest. */
    void rollBack(List<Participant> participants, TransactionId id) {
        for (var participant : participants) {
            var connection = participant.session().connection();
            if (participant.isPrepared() && !connection.isClosed()) {
                try {
                    connection.runAlone(
                            "ROLLBACK PREPARED '" + id.gid(participant.shard()) + "'", SilentShards.LONGEST);
                } catch (SQLException e) {
                    log.atWarn()
                            .addKeyValue("shard", participant.shard())
                            .addKeyValue("error", e.getMessage())
                            .log("A prepared transaction is left to recovery");
                }
                participant.ended();
            }
        }
    }

    /** Commits a part that has been prepared, as was decided. Errors as {@link #commit(int, String)}. */
    void commit(Participant participant, TransactionId id) {
        var gid = id.gid(participant.shard());
        try {
            requireDurable(participant.session().connection(), gid);
        } catch (SQLException e) {
            if (!SqlFailures.isMissingObject(e)) {
                commit(participant.shard(), gid);
            }
        }
        participant.ended();
    }

    /**
     * Commits a part that has been prepared, as was decided. That it is not there means that somebody else has done so.
     *
     * @throws DynamoDbException INTERNAL_SERVER_ERROR when that cannot be done now: recovery will do it
     */
    void commit(int shard, String gid) {
        var deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() - deadline < 0) {
            try {
                var connection = connections.take(shard);
                try {
                    requireDurable(connection, gid);
                    return;
                } finally {
                    connections.giveBack(shard, connection);
                }
            } catch (SQLException e) {
                if (SqlFailures.isMissingObject(e)) {
                    return;
                }
                connections.distrust(shard);
                pause();
            }
        }
        throw LaneOperation.internalError();
    }

    private static void requireDurable(ScriptConnection connection, String gid) throws SQLException {
        if (connection.runAlone("COMMIT PREPARED '" + gid + "'").warned()) {
            throw LaneOperation.internalError();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LaneOperation.internalError();
        }
    }
}
