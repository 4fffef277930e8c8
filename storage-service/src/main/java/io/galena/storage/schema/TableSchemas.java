package io.galena.storage.schema;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.kit.catalog.PartitionDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.shard.Shard;
import io.galena.storage.shard.Shards;
import io.galena.storage.sql.SqlFailures;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes shards hold descriptors of tables, and let go of them. Each shard is one transaction, so a crash leaves it as it was
 * or as it should be; everything may be called again, and by several instances at once. Safe for several threads.
 */
public final class TableSchemas {
    private static final int TRIES = 5;

    private final Shards shards;
    private final ItemCompression compression;

    public TableSchemas(Shards shards, ItemCompression compression) {
        this.shards = shards;
        this.compression = compression;
    }

    /**
     * Makes every shard of a table hold its descriptor. When this returns, no write can commit with an older version. A shard
     * that holds a later version stays as it is.
     *
     * @throws DynamoDbException RESOURCE_NOT_FOUND when the table has been dropped
     */
    public void apply(TableDescriptor table) {
        var byShard = table.partitions().stream().collect(Collectors.groupingBy(PartitionDescriptor::shard));
        // A range has at most one owner at any time, so the old one lets go first.
        shards.all()
                .forEach(shard -> inTransaction(
                        shard, tables -> letGo(tables, table, byShard.getOrDefault(shard.id(), List.of()))));
        byShard.forEach((shard, partitions) ->
                inTransaction(shards.require(shard), tables -> apply(tables, table, partitions)));
    }

    /** Fences a table in all shards, then drops its PostgreSQL tables. */
    public void drop(long tableId) {
        var all = shards.all();
        all.forEach(shard -> inTransaction(shard, tables -> {
            tables.lock(tableId, tables.ownedPartitions(tableId));
            tables.bury(tableId);
        }));
        all.forEach(shard -> inTransaction(shard, tables -> tables.drop(tableId)));
    }

    private static void letGo(ShardTables tables, TableDescriptor table, List<PartitionDescriptor> kept) {
        var keptIds = kept.stream().map(PartitionDescriptor::id).toList();
        var moved = tables.ownedPartitions(table.id()).stream()
                .filter(partition -> !keptIds.contains(partition))
                .toList();
        if (!moved.isEmpty()) {
            tables.lock(table.id(), moved);
            tables.disown(table, moved);
        }
    }

    private static void apply(ShardTables tables, TableDescriptor table, List<PartitionDescriptor> partitions) {
        tables.lock(table.id(), partitions.stream().map(PartitionDescriptor::id).toList());
        if (tables.isDropped(table.id())) {
            throw new DynamoDbException(ErrorType.RESOURCE_NOT_FOUND, "Requested resource not found");
        }
        if (tables.version(table.id()).filter(held -> held >= table.version()).isEmpty()) {
            tables.create(table);
            tables.own(table, partitions);
        }
    }

    private void inTransaction(Shard shard, Consumer<ShardTables> work) {
        var tables = new ShardTables(JdbcClient.create(shard.pool()), compression);
        var transaction = new TransactionTemplate(new DataSourceTransactionManager(shard.pool()));
        for (var tried = 1; ; tried++) {
            try {
                transaction.executeWithoutResult(status -> work.accept(tables));
                return;
            } catch (DataAccessException e) {
                // Somebody held a lock for longer than the session's lock timeout: a long read, or another instance.
                var waited = e.getRootCause() instanceof SQLException cause && SqlFailures.isLockTimeout(cause);
                if (!waited || tried == TRIES) {
                    throw e;
                }
            }
        }
    }
}
