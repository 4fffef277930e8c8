package io.galena.storage.housekeeping;

import io.galena.storage.shard.Shard;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The chores in one shard, in short transactions. Only one instance does them at a time: the others find their lock taken and
 * leave it at that.
 */
final class Chores {
    private static final int ROWS_AT_ONCE = 5_000;

    /** A pair of numbers that no (table, partition) has. */
    private static final String TRY_LOCK = "SELECT pg_try_advisory_xact_lock(-1, 1)";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Duration retention;

    /**
     * The chores in that shard.
     *
     * @param retention how long tombstones are kept
     */
    Chores(Shard shard, Duration retention) {
        this.jdbc = JdbcClient.create(shard.pool());
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(shard.pool()));
        this.retention = retention;
    }

    /** Does all there is to do. */
    void run() {
        repeat(() -> sweep("galena.tombstone"));
        repeat(() -> sweep("galena.index_tombstone"));
        repeat(this::sweepTokens);
        repeat(this::foldCollections);
        repeat(this::forgetDroppedTables);
    }

    private void repeat(Chore chore) {
        var rows = ROWS_AT_ONCE;
        while (rows >= ROWS_AT_ONCE) {
            var done = transaction.execute(
                    status -> jdbc.sql(TRY_LOCK).query(Boolean.class).single() ? chore.run() : 0);
            rows = done == null ? 0 : done;
        }
    }

    private int sweep(String tombstones) {
        return jdbc.sql("""
                DELETE FROM %1$s WHERE ctid = ANY (ARRAY(
                    SELECT ctid FROM %1$s WHERE deleted_at < now() - make_interval(secs => ?)
                    ORDER BY deleted_at LIMIT ? FOR UPDATE SKIP LOCKED))""".formatted(tombstones))
                .param((double) retention.toSeconds())
                .param(ROWS_AT_ONCE)
                .update();
    }

    private int sweepTokens() {
        return jdbc.sql("""
                DELETE FROM galena.transaction_token WHERE ctid = ANY (ARRAY(
                    SELECT ctid FROM galena.transaction_token WHERE done_at < now() - interval '10 minutes'
                    ORDER BY done_at LIMIT ? FOR UPDATE SKIP LOCKED))""").param(ROWS_AT_ONCE).update();
    }

    /** Readers sum both tables in one statement, so they see a delta either here or there. */
    private int foldCollections() {
        return jdbc.sql("""
                WITH taken AS (
                    DELETE FROM galena.item_collection_delta WHERE ctid = ANY (ARRAY(
                        SELECT ctid FROM galena.item_collection_delta ORDER BY table_id, collection LIMIT ?))
                    RETURNING table_id, collection, bytes),
                folded AS (
                    INSERT INTO galena.item_collection AS held (table_id, collection, bytes)
                    SELECT table_id, collection, sum(bytes) FROM taken GROUP BY table_id, collection
                    ON CONFLICT (table_id, collection) DO UPDATE SET bytes = held.bytes + excluded.bytes)
                SELECT count(*) FROM taken""").param(ROWS_AT_ONCE).query(Integer.class).single();
    }

    private int forgetDroppedTables() {
        return jdbc.sql("""
                DELETE FROM galena.item_collection WHERE ctid = ANY (ARRAY(
                    SELECT held.ctid FROM galena.dropped_table AS dropped
                    JOIN galena.item_collection AS held ON held.table_id = dropped.table_id LIMIT ?))""").param(ROWS_AT_ONCE).update();
    }

    /** Does a part of something; returns how many rows that were. */
    @FunctionalInterface
    private interface Chore {
        int run();
    }
}
