package io.galena.storage.coordinator;

import io.galena.storage.shard.Shard;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Prepared transactions whose coordinators did not end them in time. */
final class LeftBehind {
    private static final Logger log = LoggerFactory.getLogger(LeftBehind.class);

    private final Decisions decisions;

    LeftBehind(Decisions decisions) {
        this.decisions = decisions;
    }

    /**
     * Ends those of a shard, as was decided; what was not is rolled back. One that cannot be ended now is no reason to leave the others,
     * and a home that is out of reach is waited for once only.
     */
    void end(Shard shard) {
        var jdbc = JdbcClient.create(shard.pool());
        var outOfReach = new HashSet<Integer>();
        for (var gid : find(jdbc)) {
            var id = TransactionId.parse(gid);
            if (id.isPresent() && !outOfReach.contains(id.get().home())) {
                end(shard, jdbc, gid, id.get(), outOfReach);
            }
        }
    }

    private static List<String> find(JdbcClient jdbc) {
        return jdbc.sql("""
                SELECT gid FROM pg_prepared_xacts
                WHERE database = current_database() AND gid LIKE ? AND prepared < now() - interval '2 seconds'""")
                .param(TransactionId.PREFIX + "%")
                .query((row, number) -> row.getString(1))
                .list();
    }

    private void end(Shard shard, JdbcClient jdbc, String gid, TransactionId id, Set<Integer> outOfReach) {
        try {
            var committed = decision(id, outOfReach);
            jdbc.sql((committed ? "COMMIT" : "ROLLBACK") + " PREPARED '" + gid + "'")
                    .update();
            log.atWarn()
                    .addKeyValue("shard", shard.id())
                    .addKeyValue("transaction", gid)
                    .addKeyValue("committed", committed)
                    .log("A transaction that was left behind is ended");
        } catch (RuntimeException e) {
            // Its home is out of reach, or somebody else is about to end it, or has done so.
            log.atDebug().addKeyValue("transaction", gid).setCause(e).log("A transaction could not be ended");
        }
    }

    private boolean decision(TransactionId id, Set<Integer> outOfReach) {
        try {
            return decisions.resolve(id);
        } catch (DataAccessResourceFailureException e) {
            outOfReach.add(id.home());
            throw e;
        }
    }
}
