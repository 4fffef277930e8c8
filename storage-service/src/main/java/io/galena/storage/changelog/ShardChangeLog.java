package io.galena.storage.changelog;

import io.galena.kit.changelog.ReplicationSlots;
import io.galena.storage.shard.Shard;
import io.galena.storage.sql.SqlFailures;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Where a shard's write-ahead log waits for capture: its replication slot. Made before the first write that is to be captured
 * can be; from then on the shard keeps what capture has not read, up to a bound. A slot that was lost is made anew, and the
 * readers of changes are told of the gap. Every step can be done again, and by several instances at once.
 */
public final class ShardChangeLog {
    private static final Logger log = LoggerFactory.getLogger(ShardChangeLog.class);

    private static final int TRIES = 5;

    /** A pair of numbers that no (table, partition) has. */
    private static final String LOCK = "SELECT pg_advisory_lock(-1, 3)::text";

    private static final String UNLOCK = "SELECT pg_advisory_unlock(-1, 3)";

    private final Shard shard;
    private final String slot;

    public ShardChangeLog(Shard shard) {
        this.shard = shard;
        this.slot = ReplicationSlots.name(shard.id());
    }

    /**
     * Makes the slot if it is missing, and makes it anew if it is lost; then tells the readers of changes what they do not know
     * yet. It waits for the transactions under way to end. Not to be called in a transaction.
     */
    public void require() {
        var _ = locked((jdbc, transaction) -> {
            requireLocked(jdbc, transaction);
            return true;
        });
    }

    /**
     * Takes note of a gap and tells the readers of changes, unless nothing was ever read through the slot. Told again of the same
     * gap, by a reader who did not get further, it does no more than count.
     *
     * @param nothingLeft whether Kafka has nothing of the shard: perhaps it never had
     * @return the generation of Kafka's data from now on, greater than all before if Kafka may have had anything else
     */
    public long report(String reason, boolean nothingLeft) {
        return locked((jdbc, transaction) -> {
            requireLocked(jdbc, transaction);
            var read = isRead(jdbc);
            if (read || (nothingLeft && hasGap(jdbc))) {
                beginGeneration(jdbc);
            }
            if (read) {
                noteReported(jdbc, reason);
                tell(jdbc, transaction);
            }
            return jdbc.sql("SELECT generation FROM galena.change_log_slot")
                    .query(Long.class)
                    .single();
        });
    }

    /** How it is, or nothing as long as nobody reads changes. */
    public Optional<SlotState> look() {
        return JdbcClient.create(shard.pool())
                .sql("""
                SELECT coalesce(slot.wal_status, 'lost'),
                       coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), slot.restart_lsn), 0)::int8,
                       (SELECT setting::int8 FROM pg_settings WHERE name = 'max_slot_wal_keep_size'),
                       EXISTS (SELECT FROM galena.change_log_gap WHERE told_at IS NULL)
                FROM galena.change_log_slot LEFT JOIN pg_replication_slots AS slot ON slot.slot_name = ?""")
                .param(slot)
                .query((row, number) -> new SlotState(
                        row.getString(1).equals("lost"), row.getLong(2), row.getLong(3), row.getBoolean(4)))
                .optional();
    }

    /** Has the server note what is running, which lets the slot go of what lies before as soon as capture has come so far. */
    public void loosen() {
        JdbcClient.create(shard.pool())
                .sql("SELECT pg_log_standby_snapshot()::text")
                .query(String.class)
                .single();
    }

    private void requireLocked(JdbcClient jdbc, TransactionTemplate transaction) {
        var status = jdbc.sql("SELECT coalesce(wal_status, 'lost') FROM pg_replication_slots WHERE slot_name = ?")
                .param(slot)
                .query(String.class)
                .optional();
        var known = jdbc.sql("SELECT EXISTS (SELECT FROM galena.change_log_slot)")
                .query(Boolean.class)
                .single();
        var lost = status.filter("lost"::equals).isPresent();
        if (lost || (status.isEmpty() && known)) {
            note(jdbc, "The replication slot was lost");
        }
        if (lost) {
            jdbc.sql("SELECT pg_drop_replication_slot(?)::text")
                    .param(slot)
                    .query(String.class)
                    .optional();
        }
        if (lost || status.isEmpty()) {
            // It waits for the transactions under way, the prepared ones too.
            patiently(() -> create(jdbc));
        }
        if (lost || !known || status.isEmpty()) {
            remember(jdbc);
        }
        tell(jdbc, transaction);
    }

    /** A failover slot: a standby that is promoted goes on where this server stopped. */
    private void create(JdbcClient jdbc) {
        jdbc.sql("SELECT pg_create_logical_replication_slot(?, 'pgoutput', failover => true)::text")
                .param(slot)
                .query(String.class)
                .single();
    }

    private void remember(JdbcClient jdbc) {
        jdbc.sql("""
                INSERT INTO galena.change_log_slot (first)
                SELECT confirmed_flush_lsn FROM pg_replication_slots WHERE slot_name = ?
                ON CONFLICT (one) DO UPDATE SET first = excluded.first""").param(slot).update();
    }

    /** Then the slot may be a new one, and the one before was read. */
    private static boolean hasGap(JdbcClient jdbc) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM galena.change_log_gap)")
                .query(Boolean.class)
                .single();
    }

    private static void beginGeneration(JdbcClient jdbc) {
        jdbc.sql("UPDATE galena.change_log_slot SET generation = generation + 1")
                .update();
    }

    private boolean isRead(JdbcClient jdbc) {
        return jdbc.sql("""
                SELECT slot.confirmed_flush_lsn > known.first
                FROM galena.change_log_slot AS known, pg_replication_slots AS slot WHERE slot.slot_name = ?""").param(slot).query(Boolean.class).single();
    }

    /** Before anything is done about a gap: whoever goes on after a crash finds it. */
    private void note(JdbcClient jdbc, String reason) {
        jdbc.sql("INSERT INTO galena.change_log_gap (reason) SELECT ? WHERE NOT EXISTS"
                        + " (SELECT FROM galena.change_log_gap WHERE told_at IS NULL AND reason = ?)")
                .param(reason)
                .param(reason)
                .update();
        warn(reason);
    }

    /** What was told lies behind what the slot's reader has confirmed, so he who goes on from there will come to it. */
    private void noteReported(JdbcClient jdbc, String reason) {
        var noted = jdbc.sql("""
                INSERT INTO galena.change_log_gap (reason, confirmed)
                SELECT ?, slot.confirmed_flush_lsn FROM pg_replication_slots AS slot
                WHERE slot.slot_name = ? AND NOT EXISTS
                    (SELECT FROM galena.change_log_gap AS known WHERE known.confirmed = slot.confirmed_flush_lsn)""").params(reason, slot).update();
        if (noted > 0) {
            warn(reason);
        }
    }

    private void warn(String reason) {
        log.atWarn()
                .addKeyValue("shard", shard.id())
                .addKeyValue("reason", reason)
                .log("Changes are missing from streams");
    }

    private static void tell(JdbcClient jdbc, TransactionTemplate transaction) {
        transaction.executeWithoutResult(_ -> {
            var reasons = jdbc.sql("""
                    SELECT coalesce(string_agg(DISTINCT reason, '; '), '') FROM galena.change_log_gap
                    WHERE told_at IS NULL""").query(String.class).single();
            if (!reasons.isEmpty()) {
                new OpenStreamShards(jdbc).tellOfGap(reasons);
                jdbc.sql("UPDATE galena.change_log_gap SET told_at = now() WHERE told_at IS NULL")
                        .update();
            }
        });
    }

    /** Does something on a connection that holds a lock against other instances which would do the same. */
    private <T> T locked(Work<T> work) {
        try (var connection = shard.pool().getConnection()) {
            var source = new SingleConnectionDataSource(connection, true);
            var jdbc = JdbcClient.create(source);
            patiently(() -> jdbc.sql(LOCK).query(String.class).single());
            try {
                return work.run(jdbc, new TransactionTemplate(new DataSourceTransactionManager(source)));
            } finally {
                jdbc.sql(UNLOCK).query(Boolean.class).single();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The change log of shard " + shard.id() + " is out of reach", e);
        }
    }

    /** Waits longer for what others hold than the session does for a lock. */
    private static void patiently(Runnable step) {
        for (var tried = 1; ; tried++) {
            try {
                step.run();
                return;
            } catch (DataAccessException e) {
                if (tried == TRIES
                        || !(e.getRootCause() instanceof SQLException cause && SqlFailures.isLockTimeout(cause))) {
                    throw e;
                }
            }
        }
    }

    /** What is done under the lock. */
    @FunctionalInterface
    private interface Work<T> {
        T run(JdbcClient jdbc, TransactionTemplate transaction);
    }
}
