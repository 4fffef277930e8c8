package io.galena.storage.expiry;

import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.row.TableNames;
import io.galena.storage.shard.Shard;
import io.galena.storage.write.ItemWriter;
import io.galena.storage.write.WriteCommand;
import io.galena.storage.write.WriteOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deletes what has expired of a table in one shard, in bounded batches, through the same lanes as every write. Whether an
 * item has expired is decided once more under its key's lock. A lock lets one instance only sweep a table in a shard at a
 * time; the others leave it at that.
 */
final class ExpirySweep {
    private static final int ITEMS_AT_ONCE = 500;

    /** What has been overdue for longer is kept, as the service does: such times are mistakes more often than not. */
    private static final Duration OLDEST = Duration.ofDays(5 * 365);

    private final TableDescriptor table;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ItemWriter writer;

    ExpirySweep(TableDescriptor table, Shard shard, ItemWriter writer) {
        this.table = table;
        this.jdbc = JdbcClient.create(shard.pool());
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(shard.pool()));
        this.writer = writer;
    }

    /**
     * Deletes what has expired by then.
     *
     * @return how many items that were
     */
    long run(Instant now) {
        var swept = 0L;
        var batch = 1;
        while (batch > 0) {
            var done = transaction.execute(status -> isTurn() ? batch(now) : 0);
            batch = done == null ? 0 : done;
            swept += batch;
        }
        return swept;
    }

    private boolean isTurn() {
        return jdbc.sql("SELECT pg_try_advisory_xact_lock(-2, ?)")
                .param(Math.toIntExact(table.id()))
                .query(Boolean.class)
                .single();
    }

    private int batch(Instant now) {
        var oldest = now.minus(OLDEST).getEpochSecond();
        List<WriteCommand> commands = due(oldest, now.getEpochSecond()).stream()
                .<WriteCommand>map(key -> new WriteCommand.Expire(table, key, oldest, now.getEpochSecond()))
                .toList();
        return (int) writer.write(commands).stream()
                .filter(outcome -> outcome instanceof WriteOutcome.Done done
                        && done.result().before().isPresent()
                        && done.result().after().isEmpty())
                .count();
    }

    private List<byte[]> due(long oldest, long now) {
        return jdbc.sql("SELECT key FROM " + TableNames.items(table.id())
                        + " WHERE expires > ? AND expires <= ? ORDER BY expires LIMIT " + ITEMS_AT_ONCE)
                .param(oldest)
                .param(now)
                .query((row, _) -> row.getBytes(1))
                .list();
    }
}
