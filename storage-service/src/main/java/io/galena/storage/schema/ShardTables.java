package io.galena.storage.schema;

import io.galena.kit.catalog.IndexDescriptor;
import io.galena.kit.catalog.PartitionDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.changelog.OpenStreamShards;
import io.galena.storage.row.TableNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The PostgreSQL tables and owner rows of one table in one shard, by a connection that does not commit by itself. Each method is
 * one round trip and ends with a commit, except {@link #lockAndLook}, which leaves its transaction open for {@link #own} or
 * {@link #disown}; who does neither rolls back.
 */
final class ShardTables {
    /** A number that no partition has: the lock on the table as a whole, which writers do not take. */
    private static final int WHOLE_TABLE = -1;

    private final Connection connection;
    private final ItemCompression compression;
    private final long tableId;

    ShardTables(Connection connection, ItemCompression compression, long tableId) {
        this.connection = connection;
        this.compression = compression;
        this.tableId = tableId;
    }

    /** What the shard holds of the table. */
    Held look() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(looking() + "; COMMIT");
            return held(statement);
        }
    }

    /**
     * Keeps writers of these partitions out until the transaction ends, and everybody else who would change what the shard
     * holds of the table; then looks. Writers share these locks and never wait for them.
     */
    Held lockAndLook(Set<Integer> partitions) throws SQLException {
        var locks = new ArrayList<>(List.of(lock(WHOLE_TABLE)));
        partitions.stream().sorted().map(this::lock).forEach(locks::add);
        try (var statement = connection.createStatement()) {
            // A lock taken in the statement that looks would be too late: its snapshot is older.
            statement.execute("SELECT " + String.join(", ", locks) + "; " + looking());
            statement.getMoreResults();
            return held(statement);
        }
    }

    /** Takes away the owner rows of these partitions, unless they are those of a later version, and commits. */
    void disown(Set<Integer> partitions, long version) throws SQLException {
        var numbers = partitions.stream().map(String::valueOf).collect(Collectors.joining(", "));
        commit(List.of("DELETE FROM galena.owner WHERE table_id = " + tableId + " AND version < " + version
                + " AND partition_id IN (" + numbers + ")"));
    }

    /** Creates what is missing of PostgreSQL tables and indexes, drops those of indexes that are gone, takes on the owner rows of these partitions, and commits. */
    void own(TableDescriptor table, List<PartitionDescriptor> partitions, Held held) throws SQLException {
        var statements = new ArrayList<String>();
        statements.add(creation(TableNames.items(tableId), ", expires bigint"));
        statements.add(expiryIndex(table));
        table.indexes()
                .map(IndexDescriptor::id)
                .map(index -> creation(TableNames.index(tableId, index), ""))
                .forEach(statements::add);
        staleIndexes(table, held)
                .forEach(name -> statements.add("DROP TABLE IF EXISTS " + TableNames.SCHEMA + "." + name));
        if (table.globalIndexes().isEmpty()) {
            statements.addAll(forgettingIndexes());
        }
        statements.add(taking(table, partitions));
        commit(statements);
    }

    /** Opens and closes stream shards as the descriptor says, in the open transaction. */
    void turnStreamShards(TableDescriptor table, List<PartitionDescriptor> partitions) {
        openStreamShards().follow(table, partitions);
    }

    /** Closes all stream shards, in the open transaction. */
    void closeStreamShards() {
        openStreamShards().close(tableId);
    }

    /** Takes away all owner rows of the table, for good. Returns the names of its PostgreSQL tables, as far as they exist. */
    List<String> bury() throws SQLException {
        var owned = "FROM galena.owner WHERE table_id = " + tableId;
        try (var statement = connection.createStatement()) {
            statement.execute("SELECT " + lock(WHOLE_TABLE) + "; SELECT pg_advisory_xact_lock(" + lockClass()
                    + ", partition_id) FROM (SELECT partition_id " + owned + " ORDER BY partition_id) AS owned; DELETE "
                    + owned + "; INSERT INTO galena.dropped_table (table_id) VALUES (" + tableId
                    + ") ON CONFLICT DO NOTHING; DELETE FROM galena.paused_topic WHERE table_id = " + tableId + "; "
                    + String.join("; ", forgettingIndexes()) + "; " + existing()
                    + "; COMMIT");
            for (var before = 0; before < 8; before++) {
                statement.getMoreResults();
            }
            var names = new ArrayList<String>();
            try (var rows = statement.getResultSet()) {
                while (rows.next()) {
                    names.add(TableNames.SCHEMA + "." + rows.getString(1));
                }
            }
            return names;
        }
    }

    /** Drops PostgreSQL tables. */
    void drop(List<String> names) throws SQLException {
        commit(List.of("DROP TABLE IF EXISTS " + String.join(", ", names)));
    }

    private OpenStreamShards openStreamShards() {
        return new OpenStreamShards(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
    }

    private static List<String> staleIndexes(TableDescriptor table, Held held) {
        var wanted = table.indexes()
                .map(index -> TableNames.indexPrefix(table.id()) + index.id())
                .collect(Collectors.toUnmodifiableSet());
        return held.indexes().stream()
                .filter(name -> !wanted.contains(name))
                .sorted()
                .toList();
    }

    private String looking() {
        var owned = "(SELECT %s FROM galena.owner WHERE table_id = " + tableId + ")";
        return "SELECT EXISTS (SELECT FROM galena.dropped_table WHERE table_id = " + tableId + "), coalesce("
                + owned.formatted("min(version)") + ", 0), ARRAY" + owned.formatted("partition_id")
                + ", EXISTS (SELECT FROM galena.open_stream_shard WHERE table_id = " + tableId
                + ") OR EXISTS (SELECT FROM galena.read_topic WHERE table_id = " + tableId + "), ARRAY(SELECT"
                + " tablename::text FROM pg_tables WHERE " + isIndex() + ")";
    }

    private static Held held(Statement statement) throws SQLException {
        try (var rows = statement.getResultSet()) {
            rows.next();
            var partitions = (Integer[]) rows.getArray(3).getArray();
            var indexes = (String[]) rows.getArray(5).getArray();
            return new Held(
                    rows.getBoolean(1), rows.getLong(2), Set.of(partitions), rows.getBoolean(4), Set.of(indexes));
        }
    }

    private String lock(int partition) {
        return "pg_advisory_xact_lock(" + lockClass() + ", " + partition + ")";
    }

    private int lockClass() {
        return (int) tableId;
    }

    private String creation(String name, String moreColumns) {
        return "CREATE TABLE IF NOT EXISTS " + name + " (version bigint NOT NULL" + moreColumns
                + ", size integer NOT NULL, fmt smallint NOT NULL, key bytea NOT NULL, item bytea "
                + compression.clause() + " NOT NULL, PRIMARY KEY (key)) WITH (fillfactor = 85,"
                + " autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05)";
    }

    private String expiryIndex(TableDescriptor table) {
        var items = TableNames.items(tableId);
        return table.ttlAttribute().isPresent()
                ? "CREATE INDEX IF NOT EXISTS t_" + tableId + "_expires ON " + items
                        + " (expires) WHERE expires IS NOT NULL"
                : "DROP INDEX IF EXISTS " + items + "_expires";
    }

    private static String taking(TableDescriptor table, List<PartitionDescriptor> partitions) {
        var rows = partitions.stream()
                .map(partition -> "(" + table.id() + ", " + partition.id() + ", " + partition.epoch() + ", "
                        + table.version() + ")")
                .toList();
        return "INSERT INTO galena.owner AS owner (table_id, partition_id, epoch, version) VALUES "
                + String.join(", ", rows) + " ON CONFLICT (table_id, partition_id)"
                + " DO UPDATE SET epoch = greatest(owner.epoch, excluded.epoch), version = excluded.version";
    }

    /** Who adds an index later begins anew: what has been read of the topic until now may have expired by then. */
    private List<String> forgettingIndexes() {
        return List.of(
                "DELETE FROM galena.index_position WHERE table_id = " + tableId,
                "DELETE FROM galena.index_fence WHERE table_id = " + tableId,
                "DELETE FROM galena.index_repair WHERE table_id = " + tableId);
    }

    private String existing() {
        return "SELECT tablename FROM pg_tables WHERE schemaname = '" + TableNames.SCHEMA + "' AND tablename = 't_"
                + tableId + "' OR " + isIndex();
    }

    private String isIndex() {
        var prefix = TableNames.indexPrefix(tableId);
        return "schemaname = '" + TableNames.SCHEMA + "' AND tablename >= '" + prefix
                + "' COLLATE \"C\" AND tablename < '" + prefix + ":' COLLATE \"C\"";
    }

    private void commit(List<String> statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(String.join("; ", statements) + "; COMMIT");
        }
    }

    /**
     * What a shard holds of a table.
     *
     * @param dropped whether it held the table once and never will again
     * @param version of the descriptor, the oldest if partitions differ, or 0 if it owns none
     * @param partitions those that it owns
     * @param emits whether its writers emit changes
     * @param indexes the unqualified names of the PostgreSQL tables of its indexes
     */
    record Held(boolean dropped, long version, Set<Integer> partitions, boolean emits, Set<String> indexes) {
        Held {
            partitions = Set.copyOf(partitions);
            indexes = Set.copyOf(indexes);
        }
    }
}
