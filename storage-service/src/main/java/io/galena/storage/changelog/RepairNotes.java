package io.galena.storage.changelog;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Notes, in a shard, of tables whose global indexes may lack changes of the shard's items. Whoever repairs them begins anew with
 * each note; a note too many costs work and no more.
 */
public final class RepairNotes {
    private static final String NOTE = """
            INSERT INTO galena.index_repair (table_id, round, progress)
            SELECT noted.table_id, nextval('galena.index_repair_round'), ''
            FROM (SELECT DISTINCT table_id FROM galena.indexed_topic) AS noted%s
            ON CONFLICT (table_id) DO UPDATE SET round = excluded.round, progress = excluded.progress""";

    private final JdbcClient jdbc;

    public RepairNotes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Notes all tables whose indexes get changes of the shard. */
    void add() {
        jdbc.sql(NOTE.formatted("")).update();
    }

    /** Notes a table, if its indexes get changes of the shard. */
    public void add(long tableId) {
        jdbc.sql(NOTE.formatted(" WHERE noted.table_id = ?")).param(tableId).update();
    }

    /** Whether the table's indexes may lack changes of the shard, as far as anybody knows. */
    public boolean isNoted(long tableId) {
        return jdbc.sql("""
                SELECT EXISTS (SELECT FROM galena.index_repair WHERE table_id = ?)
                    OR EXISTS (SELECT FROM galena.change_log_gap WHERE told_at IS NULL)""").param(tableId).query(Boolean.class).single();
    }
}
