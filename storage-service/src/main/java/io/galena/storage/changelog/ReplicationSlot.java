package io.galena.storage.changelog;

import io.galena.kit.changelog.ReplicationSlots;
import io.galena.storage.sql.SqlFailures;
import java.sql.SQLException;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Where a shard's write-ahead log waits for capture. Made before the first write that is to be captured can be; from then on
 * the shard keeps what capture has not read.
 */
public final class ReplicationSlot {
    private ReplicationSlot() {}

    /**
     * Makes the slot if it is missing. It waits for the transactions under way to end. Not to be called in a transaction.
     *
     * @param jdbc a client of the shard's database
     */
    public static void require(JdbcClient jdbc, int shard) {
        var name = ReplicationSlots.name(shard);
        var exists = jdbc.sql("SELECT EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = ?)")
                .param(name)
                .query(Boolean.class)
                .single();
        if (exists) {
            return;
        }
        try {
            // A failover slot: a standby that is promoted goes on where this server stopped.
            jdbc.sql("SELECT pg_create_logical_replication_slot(?, 'pgoutput', failover => true)::text")
                    .param(name)
                    .query(String.class)
                    .single();
        } catch (DataAccessException e) {
            // Another instance was faster.
            if (!(e.getRootCause() instanceof SQLException cause && SqlFailures.isDuplicateObject(cause))) {
                throw e;
            }
        }
    }
}
