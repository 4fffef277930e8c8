package io.galena.storage.coordinator;

import io.galena.storage.shard.Shards;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Finds out what was decided of transactions across shards, and decides what is not. Safe for several threads. */
final class Decisions {
    private static final Logger log = LoggerFactory.getLogger(Decisions.class);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Shards shards;

    Decisions(Shards shards) {
        this.shards = shards;
    }

    /**
     * Whether a transaction is committed. One that is not decided is rolled back from now on, whatever its coordinator does; one
     * whose decision is just being committed is waited for. A home that hangs is not: what it was asked does no harm if it is done later.
     *
     * @throws DataAccessResourceFailureException when its home is out of reach, or silent
     * @throws DataAccessException when it cannot tell just now
     */
    boolean resolve(TransactionId id) {
        try (var connection =
                shards.require(id.home()).connect("galena-decision", SilentShards.LONGEST, SilentShards.LONGEST)) {
            return resolve(JdbcClient.create(new SingleConnectionDataSource(connection, true)), id);
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("The home of a transaction is out of reach", e);
        }
    }

    private static boolean resolve(JdbcClient jdbc, TransactionId id) {
        jdbc.sql("""
                INSERT INTO galena.transaction_decision (committed, prepared, transaction_id) VALUES (false, '{}', ?)
                ON CONFLICT DO NOTHING""").param(id.bytes()).update();
        return jdbc.sql("SELECT committed FROM galena.transaction_decision WHERE transaction_id = ?")
                .param(id.bytes())
                .query(Boolean.class)
                .single();
    }

    /** As {@link #resolve(TransactionId)}, as long as it takes; empty when the home stays out of reach. */
    Optional<Boolean> resolve(TransactionId id, Duration patience) {
        var deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() - deadline < 0) {
            try {
                var committed = resolve(id);
                log.atWarn()
                        .addKeyValue("transaction", id.number())
                        .addKeyValue("committed", committed)
                        .log("The connection was lost during a decision");
                return Optional.of(committed);
            } catch (DataAccessException e) {
                pause();
            }
        }
        return Optional.empty();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
