package io.galena.storage.coordinator;

import io.galena.storage.shard.Shard;
import io.galena.storage.shard.Shards;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Forgets decisions that no shard needs any more. */
final class SettledDecisions {
    private static final int ROWS_AT_ONCE = 5_000;

    private final Shards shards;

    SettledDecisions(Shards shards) {
        this.shards = shards;
    }

    /** Forgets those that have that shard as their home. */
    void forget(Shard home) {
        var jdbc = JdbcClient.create(home.pool());
        // A home's own part is open while the others prepare, and no session stays idle in a transaction for that long.
        jdbc.sql(
                        "DELETE FROM galena.transaction_decision WHERE NOT committed AND decided_at < now() - interval '1 hour'")
                .update();
        var committed = committed(jdbc);
        var shardsToAsk = committed.stream()
                .flatMap(decision -> decision.prepared().stream())
                .collect(Collectors.toSet());
        var inDoubt = inDoubt(shardsToAsk);
        var settled = committed.stream()
                .filter(decision -> decision.prepared().stream()
                        .noneMatch(shard -> inDoubt.contains(TransactionId.of(home.id(), decision.transactionId())
                                .gid(shard))))
                .map(Decision::transactionId)
                .toArray(byte[][]::new);
        if (settled.length > 0) {
            jdbc.sql("DELETE FROM galena.transaction_decision WHERE transaction_id = ANY (?)")
                    .param(settled)
                    .update();
        }
    }

    /**
     * Those that were decided long ago, as coordinators see it: every shard has been told, if it could be, and a coordinator that lost
     * the answer asks no more ({@link Endings#LONGEST_DOUBT}). The time is that of the beginning of the home's part.
     */
    private static List<Decision> committed(JdbcClient jdbc) {
        return jdbc.sql("""
                SELECT transaction_id, prepared FROM galena.transaction_decision
                WHERE committed AND decided_at < now() - interval '10 minutes' ORDER BY decided_at LIMIT ?""")
                .param(ROWS_AT_ONCE)
                .query((row, number) -> new Decision(row.getBytes(1), Arrays.asList((Integer[])
                        row.getArray(2).getArray())))
                .list();
    }

    /** The names of all transactions that are prepared in some shards. A part that is to be prepared has been, before its decision. */
    private Set<String> inDoubt(Set<Integer> numbers) {
        var names = new HashSet<String>();
        for (var shard : numbers) {
            names.addAll(JdbcClient.create(shards.require(shard).pool())
                    .sql("SELECT gid FROM pg_prepared_xacts WHERE database = current_database()")
                    .query((row, number) -> row.getString(1))
                    .list());
        }
        return names;
    }

    private record Decision(byte[] transactionId, List<Integer> prepared) {}
}
