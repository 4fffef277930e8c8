package io.galena.storage.schema;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.kit.catalog.PartitionDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.changelog.ShardChangeLog;
import io.galena.storage.shard.EachShard;
import io.galena.storage.shard.Shard;
import io.galena.storage.shard.Shards;
import io.galena.storage.sql.SqlFailures;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes shards hold descriptors of tables, and let go of them: all shards at once, one step after the other. Each step is one
 * transaction in each shard, so a crash leaves a shard as it was or as it should be; everything may be called again, and by
 * several instances at once. Safe for several threads.
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
        Function<Shard, List<PartitionDescriptor>> partitionsOn = shard -> byShard.getOrDefault(shard.id(), List.of());
        // A range has at most one owner at any time, so the old one lets go first.
        EachShard.run(
                shards.all(),
                shard -> onShard(shard, table.id(), tables -> letGo(tables, table, partitionsOn.apply(shard))));
        var owners = byShard.keySet().stream().map(shards::require).toList();
        if (table.changeLog().isPresent()) {
            EachShard.run(owners, shard -> new ShardChangeLog(shard).require());
        }
        EachShard.run(
                owners,
                shard -> onShard(shard, table.id(), tables -> takeOn(tables, table, partitionsOn.apply(shard))));
    }

    /** Fences a table in all shards, then drops its PostgreSQL tables. */
    public void drop(TableDescriptor table) {
        var tableId = table.id();
        Map<Shard, List<String>> relations = new ConcurrentHashMap<>();
        EachShard.run(
                shards.all(), shard -> onShard(shard, tableId, tables -> relations.put(shard, bury(tables, table))));
        relations.values().removeIf(List::isEmpty);
        EachShard.run(
                List.copyOf(relations.keySet()),
                shard -> onShard(shard, tableId, tables -> tables.drop(relations.getOrDefault(shard, List.of()))));
    }

    private static void letGo(ShardTables tables, TableDescriptor table, List<PartitionDescriptor> kept)
            throws SQLException {
        var moved = new HashSet<>(tables.look().partitions());
        moved.removeAll(numbers(kept));
        if (!moved.isEmpty()) {
            tables.lockAndLook(moved);
            tables.disown(moved, table.version());
        }
    }

    private static void takeOn(ShardTables tables, TableDescriptor table, List<PartitionDescriptor> partitions)
            throws SQLException {
        var held = tables.lockAndLook(numbers(partitions));
        if (held.dropped()) {
            throw new DynamoDbException(ErrorType.RESOURCE_NOT_FOUND, "Requested resource not found");
        }
        if (held.version() < table.version()) {
            if (held.emits() || table.changeLog().isPresent()) {
                tables.turnStreamShards(table, partitions);
            }
            tables.own(table, partitions, held);
        }
    }

    private static List<String> bury(ShardTables tables, TableDescriptor table) throws SQLException {
        if (table.changeLog().isPresent()) {
            tables.lockAndLook(numbers(table.partitions()));
            tables.closeStreamShards();
        }
        return tables.bury();
    }

    private static Set<Integer> numbers(List<PartitionDescriptor> partitions) {
        return partitions.stream().map(PartitionDescriptor::id).collect(Collectors.toUnmodifiableSet());
    }

    private void onShard(Shard shard, long tableId, Step step) {
        for (var tried = 1; ; tried++) {
            // The pool rolls back what is open when it gets a connection back.
            try (var connection = shard.pool().getConnection()) {
                connection.setAutoCommit(false);
                step.run(new ShardTables(connection, compression, tableId));
                return;
            } catch (SQLException e) {
                // Somebody held a lock for longer than the session's lock timeout: a long read, or another instance.
                if (!SqlFailures.isLockTimeout(e) || tried == TRIES) {
                    throw new IllegalStateException("Shard " + shard.id() + " failed a step of table " + tableId, e);
                }
            }
        }
    }

    /** What is done on one shard. */
    @FunctionalInterface
    private interface Step {
        void run(ShardTables tables) throws SQLException;
    }
}
