package io.galena.storage.throughput;

import io.galena.storage.throughput.SharedLevels.BucketName;
import io.galena.storage.throughput.SharedLevels.Told;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The levels of buckets in one shard. The clock that fills them is the server's. */
final class ThroughputLevelStore {
    private static final Logger log = LoggerFactory.getLogger(ThroughputLevelStore.class);

    private static final String EXCHANGE = """
            INSERT INTO galena.throughput_level AS held
                (table_id, index_id, writes, partition_id, rate, capacity, level, at)
            SELECT table_id, index_id, writes, partition_id, rate, capacity, capacity - spent, clock_timestamp()
            FROM unnest(?, ?, ?, ?, ?, ?, ?)
                AS told (table_id, index_id, writes, partition_id, rate, capacity, spent)
            ORDER BY table_id, index_id, writes, partition_id
            ON CONFLICT (table_id, index_id, writes, partition_id) DO UPDATE SET
                level = least(excluded.capacity, held.level
                        + held.rate * greatest(0, extract(epoch FROM excluded.at - held.at)))
                    - (excluded.capacity - excluded.level),
                rate = excluded.rate,
                capacity = excluded.capacity,
                at = greatest(held.at, excluded.at)
            RETURNING table_id, index_id, writes, partition_id, level
            """;

    /** Who is not told of a bucket takes it for full. */
    private static final String FORGET_FULL = """
            DELETE FROM galena.throughput_level
            WHERE level + rate * extract(epoch FROM clock_timestamp() - at) >= capacity
                AND at < clock_timestamp() - interval '1 hour'
            """;

    private ThroughputLevelStore() {}

    /** Takes what was spent off the levels, and tells what is left. */
    static Map<BucketName, Double> exchange(DataSource shard, List<Told> told) throws SQLException {
        try (var connection = shard.getConnection();
                var statement = connection.prepareStatement(EXCHANGE)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "bigint", column(told, one -> one.shared().tableId())));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "integer", column(told, one -> one.shared().indexId())));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "boolean", column(told, one -> one.shared().writes())));
            statement.setArray(
                    4,
                    connection.createArrayOf(
                            "integer", column(told, one -> one.shared().partition())));
            statement.setArray(
                    5,
                    connection.createArrayOf(
                            "float8", column(told, one -> one.report().rate())));
            statement.setArray(
                    6,
                    connection.createArrayOf(
                            "float8", column(told, one -> one.report().capacity())));
            statement.setArray(
                    7,
                    connection.createArrayOf(
                            "float8", column(told, one -> one.report().spent())));
            var levels = new HashMap<BucketName, Double>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    levels.put(
                            new BucketName(rows.getLong(1), rows.getInt(2), rows.getBoolean(3), rows.getInt(4)),
                            rows.getDouble(5));
                }
            }
            return levels;
        }
    }

    /** Forgets buckets that have been full for long. */
    static void forgetFull(DataSource shard) {
        try (var connection = shard.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(FORGET_FULL);
        } catch (SQLException e) {
            log.debug("Full buckets will be forgotten next time", e);
        }
    }

    private static Object[] column(List<Told> told, Function<Told, Object> value) {
        return told.stream().map(value).toArray();
    }
}
