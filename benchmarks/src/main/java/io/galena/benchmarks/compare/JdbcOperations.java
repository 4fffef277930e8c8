package io.galena.benchmarks.compare;

import io.galena.benchmarks.workload.Workload;
import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.DynamoNumber;
import io.galena.dynamodb.value.Item;
import io.galena.dynamodb.value.ItemCodec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What comes closest in plain SQL to the operations, one after the other on a connection: no batches, no turns. */
final class JdbcOperations {
    private static final int MOST_PREPARED = 20_000;
    private static final int BATCH = 25;
    private static final int GROUP = 10;
    private static final String UPSERT = """
            INSERT INTO items (version, size, fmt, key, item) VALUES (1, 1024, 0, ?, ?)
            ON CONFLICT (key) DO UPDATE SET version = excluded.version, size = excluded.size, item = excluded.item""";
    private static final String UPSERT_ALL = """
            INSERT INTO items (version, size, fmt, key, item)
            SELECT 1, 1024, 0, key, item FROM unnest(?, ?) AS new (key, item)
            ON CONFLICT (key) DO UPDATE SET version = excluded.version, size = excluded.size, item = excluded.item""";
    private static final String SELECT = "SELECT item FROM items WHERE key = ?";
    private static final String SELECT_ALL = "SELECT item FROM items WHERE key = ANY (?)";
    private static final String SELECT_GROUP = "SELECT item FROM rows WHERE key >= ? AND key < ? ORDER BY key";

    private final List<JdbcRows.Row> rows;
    private final int items;

    JdbcOperations(JdbcRows data) {
        var random = new Random(2);
        this.items = data.count();
        this.rows = IntStream.range(0, Math.min(MOST_PREPARED, 2 * items))
                .mapToObj(_ -> data.item(random.nextInt(items), random))
                .toList();
    }

    /** Those that there are. */
    Map<Workload, JdbcOperation> all() {
        return Map.of(
                Workload.PUT, this::put,
                Workload.GET, this::get,
                Workload.GET_STRONG, this::get,
                Workload.UPDATE, this::update,
                Workload.QUERY, this::query,
                Workload.BATCH_WRITE, this::batchWrite,
                Workload.BATCH_GET, this::batchGet);
    }

    private void put(Connection connection, Random random) throws SQLException {
        put(connection, any(random));
    }

    private static void put(Connection connection, JdbcRows.Row row) throws SQLException {
        try (var statement = connection.prepareStatement(UPSERT)) {
            statement.setBytes(1, row.key());
            statement.setBytes(2, row.item());
            require(1, statement.executeUpdate());
        }
    }

    private void get(Connection connection, Random random) throws SQLException {
        try (var statement = connection.prepareStatement(SELECT)) {
            statement.setBytes(1, any(random).key());
            require(1, read(statement));
        }
    }

    private void update(Connection connection, Random random) throws SQLException {
        var key = any(random).key();
        connection.setAutoCommit(false);
        try (var statement = connection.prepareStatement(SELECT + " FOR UPDATE")) {
            statement.setBytes(1, key);
            try (var found = statement.executeQuery()) {
                found.next();
                put(connection, new JdbcRows.Row(key, counted(found.getBytes(1))));
            }
            connection.commit();
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static byte[] counted(byte[] item) {
        var attributes = new LinkedHashMap<>(ItemCodec.decode(item).attributes());
        attributes.computeIfPresent("counter", (_, counter) -> switch (counter) {
            case AttributeValue.N(var number) -> new AttributeValue.N(number.add(DynamoNumber.of(1)));
            default -> throw new IllegalStateException("Not a counter: " + counter);
        });
        return ItemCodec.encode(new Item(attributes));
    }

    private void query(Connection connection, Random random) throws SQLException {
        var from = JdbcRows.groupKey(random.nextInt(items));
        var to = Arrays.copyOf(from, from.length + 1);
        Arrays.fill(to, from.length, to.length, (byte) 0xFF);
        try (var statement = connection.prepareStatement(SELECT_GROUP)) {
            statement.setBytes(1, from);
            statement.setBytes(2, to);
            require(GROUP, read(statement));
        }
    }

    /** In the order of the keys: others may write the same ones at the same time. */
    private void batchWrite(Connection connection, Random random) throws SQLException {
        var batch = new TreeMap<byte[], byte[]>(Arrays::compareUnsigned);
        while (batch.size() < BATCH) {
            var row = any(random);
            batch.put(row.key(), row.item());
        }
        try (var statement = connection.prepareStatement(UPSERT_ALL)) {
            statement.setArray(
                    1, connection.createArrayOf("bytea", batch.keySet().toArray(byte[][]::new)));
            statement.setArray(
                    2, connection.createArrayOf("bytea", batch.values().toArray(byte[][]::new)));
            require(batch.size(), statement.executeUpdate());
        }
    }

    private void batchGet(Connection connection, Random random) throws SQLException {
        var keys = random.ints(0, items)
                .distinct()
                .limit(BATCH)
                .mapToObj(JdbcRows::itemKey)
                .toArray(byte[][]::new);
        try (var statement = connection.prepareStatement(SELECT_ALL)) {
            statement.setArray(1, connection.createArrayOf("bytea", keys));
            require(BATCH, read(statement));
        }
    }

    private JdbcRows.Row any(Random random) {
        return rows.get(random.nextInt(rows.size()));
    }

    private static int read(PreparedStatement statement) throws SQLException {
        var count = 0;
        try (var found = statement.executeQuery()) {
            while (found.next()) {
                count += found.getBytes(1).length > 0 ? 1 : 0;
            }
        }
        return count;
    }

    private static void require(int expected, int actual) {
        if (expected != actual) {
            throw new IllegalStateException(actual + " rows, not " + expected);
        }
    }

    /** One operation. */
    @FunctionalInterface
    interface JdbcOperation {
        void run(Connection connection, Random random) throws SQLException;
    }
}
