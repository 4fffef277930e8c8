package io.galena.storage.backfill;

import io.galena.storage.shard.Shard;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The repairs that a shard has noted. */
final class RepairStore {
    private final Shard shard;
    private final JdbcClient jdbc;

    RepairStore(Shard shard) {
        this.shard = shard;
        this.jdbc = JdbcClient.create(shard.pool());
    }

    /** All that are noted. */
    List<Repair> find() {
        return jdbc.sql("SELECT table_id, round, progress FROM galena.index_repair ORDER BY table_id")
                .query((row, _) ->
                        new Repair(row.getLong(1), shard.id(), row.getLong(2), RepairProgress.parse(row.getString(3))))
                .list();
    }

    /** A number for fences, greater than all before. */
    long nextRound() {
        return jdbc.sql("SELECT nextval('galena.index_repair_round')")
                .query(Long.class)
                .single();
    }

    /** Keeps how far a repair has come, unless it has to begin anew. */
    void keep(Repair repair, RepairProgress progress) {
        jdbc.sql("UPDATE galena.index_repair SET progress = ? WHERE table_id = ? AND round = ?")
                .params(List.of(progress.text(), repair.tableId(), repair.round()))
                .update();
    }

    /** Ends a repair; returns whether it has not to begin anew. */
    boolean end(Repair repair) {
        return jdbc.sql("DELETE FROM galena.index_repair WHERE table_id = ? AND round = ?")
                        .params(List.of(repair.tableId(), repair.round()))
                        .update()
                == 1;
    }

    /** Makes this instance the one that repairs, until the connection is closed; empty if another one is. */
    Optional<Connection> lock() throws SQLException {
        var session = shard.connect("galena-repair-" + shard.id());
        try (var statement = session.createStatement();
                var rows = statement.executeQuery("SELECT pg_try_advisory_lock(-1, 4)")) {
            if (rows.next() && rows.getBoolean(1)) {
                return Optional.of(session);
            }
        } catch (SQLException e) {
            session.close();
            throw e;
        }
        session.close();
        return Optional.empty();
    }

    /**
     * The repair of the global indexes of a table, as far as a shard's items are concerned.
     *
     * @param round another one each time that it has to begin anew
     */
    record Repair(long tableId, int shard, long round, RepairProgress progress) {
        /** What fences of the shard's repairs have in the place of an index's number. */
        int fences() {
            return -1 - shard;
        }
    }
}
