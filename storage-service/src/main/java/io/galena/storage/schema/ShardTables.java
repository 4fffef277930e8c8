package io.galena.storage.schema;

import io.galena.kit.catalog.PartitionDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.row.TableNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The PostgreSQL tables and owner rows of one shard. Every method runs in a transaction that the caller has begun, on the
 * client that it gives.
 */
final class ShardTables {
    private final JdbcClient jdbc;
    private final ItemCompression compression;

    ShardTables(JdbcClient jdbc, ItemCompression compression) {
        this.jdbc = jdbc;
        this.compression = compression;
    }

    /**
     * Keeps writers of a table out until the transaction ends. Writers share these locks and never wait for them.
     *
     * @param partitions the numbers of partitions
     */
    void lock(long tableId, List<Integer> partitions) {
        partitions.stream()
                .sorted()
                .forEach(partition -> jdbc.sql("SELECT pg_advisory_xact_lock(?, ?)")
                        .param((int) tableId)
                        .param(partition)
                        .query(rows -> {}));
    }

    /** The numbers of the partitions that the shard has owner rows of. */
    List<Integer> ownedPartitions(long tableId) {
        return jdbc.sql("SELECT partition_id FROM galena.owner WHERE table_id = ?")
                .param(tableId)
                .query((row, number) -> row.getInt(1))
                .list();
    }

    /** The version that the shard holds, if it holds the table. */
    Optional<Long> version(long tableId) {
        return jdbc.sql("SELECT version FROM galena.owner WHERE table_id = ? ORDER BY version LIMIT 1")
                .param(tableId)
                .query(Long.class)
                .optional();
    }

    boolean isDropped(long tableId) {
        return jdbc.sql("SELECT true FROM galena.dropped_table WHERE table_id = ?")
                .param(tableId)
                .query(Boolean.class)
                .optional()
                .isPresent();
    }

    /** Creates what is missing of a table's PostgreSQL tables and indexes. */
    void create(TableDescriptor table) {
        var items = TableNames.items(table.id());
        createTable(items, ", expires bigint");
        if (table.ttlAttribute().isPresent()) {
            execute("CREATE INDEX IF NOT EXISTS t_" + table.id() + "_expires ON " + items
                    + " (expires) WHERE expires IS NOT NULL");
        } else {
            execute("DROP INDEX IF EXISTS " + items + "_expires");
        }
        for (var index : table.localIndexes()) {
            createTable(TableNames.index(table.id(), index.id()), "");
        }
    }

    /** Makes the owner rows of these partitions say what the descriptor says. */
    void own(TableDescriptor table, List<PartitionDescriptor> partitions) {
        for (var partition : partitions) {
            jdbc.sql("""
                    INSERT INTO galena.owner AS owner (table_id, partition_id, epoch, version) VALUES (?, ?, ?, ?)
                    ON CONFLICT (table_id, partition_id)
                    DO UPDATE SET epoch = greatest(owner.epoch, excluded.epoch), version = excluded.version""")
                    .params(List.of(table.id(), partition.id(), partition.epoch(), table.version()))
                    .update();
        }
    }

    /** Takes away the owner rows of these partitions, unless they are those of a later version. */
    void disown(TableDescriptor table, List<Integer> partitions) {
        for (var partition : partitions) {
            jdbc.sql("DELETE FROM galena.owner WHERE table_id = ? AND partition_id = ? AND version < ?")
                    .params(List.of(table.id(), partition, table.version()))
                    .update();
        }
    }

    /** Takes away all owner rows of a table, for good. */
    void bury(long tableId) {
        jdbc.sql("DELETE FROM galena.owner WHERE table_id = ?").param(tableId).update();
        jdbc.sql("INSERT INTO galena.dropped_table (table_id) VALUES (?) ON CONFLICT DO NOTHING")
                .param(tableId)
                .update();
    }

    /** Drops the PostgreSQL tables of a table, those of its indexes included. */
    void drop(long tableId) {
        var tables = new ArrayList<>(indexTables(tableId));
        tables.add(TableNames.items(tableId));
        execute("DROP TABLE IF EXISTS " + String.join(", ", tables));
    }

    private List<String> indexTables(long tableId) {
        var prefix = TableNames.indexPrefix(tableId);
        return jdbc.sql("""
                SELECT tablename FROM pg_tables
                WHERE schemaname = ? AND tablename >= ? COLLATE "C" AND tablename < ? COLLATE "C\"""").params(List.of(TableNames.SCHEMA, prefix, prefix + ":")).query(String.class).stream()
                .map(name -> TableNames.SCHEMA + "." + name)
                .toList();
    }

    private void createTable(String name, String moreColumns) {
        execute("CREATE TABLE IF NOT EXISTS " + name + " (version bigint NOT NULL" + moreColumns
                + ", size integer NOT NULL, fmt smallint NOT NULL, key bytea NOT NULL, item bytea "
                + compression.clause() + " NOT NULL, PRIMARY KEY (key)) WITH (fillfactor = 85,"
                + " autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05)");
    }

    private void execute(String statement) {
        jdbc.sql(statement).update();
    }
}
