package io.galena.benchmarks.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.benchmarks.workload.Dataset;
import io.galena.benchmarks.workload.Items;
import io.galena.dynamodb.key.KeyAttribute;
import io.galena.dynamodb.key.KeyCodec;
import io.galena.dynamodb.key.KeySchema;
import io.galena.dynamodb.value.AttributeType;
import io.galena.dynamodb.value.Item;
import io.galena.dynamodb.value.ItemCodec;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;

/** The dataset as rows of PostgreSQL, with the keys, the items and the table definition of Galena's shards. */
final class JdbcRows {
    private static final KeySchema ITEM_KEY =
            new KeySchema(List.of(new KeyAttribute("pk", AttributeType.S)), List.of());
    private static final KeySchema ROW_KEY = new KeySchema(
            List.of(new KeyAttribute("pk", AttributeType.S)), List.of(new KeyAttribute("sk", AttributeType.N)));
    private static final int HASH_BYTES = 16;
    private static final int BATCH = 1000;

    private final Dataset data;

    JdbcRows(Dataset data) {
        this.data = data;
    }

    int count() {
        return data.count();
    }

    /** An item and its key, as JSON bytes. */
    Row item(int number, Random random) {
        return row(ITEM_KEY, Dataset.itemKey(number), random);
    }

    /** The key of an item. */
    static byte[] itemKey(int number) {
        return KeyCodec.rowKey(ITEM_KEY, decode("{" + Dataset.itemKey(number) + "}"));
    }

    /** The beginning that the keys of all rows of a group have in common. */
    static byte[] groupKey(int number) {
        return Arrays.copyOf(KeyCodec.rowKey(ROW_KEY, decode("{" + Dataset.rowKey(number) + "}")), HASH_BYTES);
    }

    /** Creates and fills both tables. */
    void create(Connection connection) throws SQLException {
        var random = new Random(1);
        create(connection, "items", number -> item(number, random));
        create(connection, "rows", number -> row(ROW_KEY, Dataset.rowKey(number), random));
    }

    private void create(Connection connection, String table, IntFunction<Row> rows) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement();
                var insert = connection.prepareStatement(
                        "INSERT INTO " + table + " (version, size, fmt, key, item) VALUES (1, 1024, 0, ?, ?)")) {
            statement.execute("CREATE TABLE " + table
                    + " (version bigint NOT NULL, expires bigint, size integer NOT NULL, fmt smallint NOT NULL,"
                    + " key bytea NOT NULL, item bytea NOT NULL, PRIMARY KEY (key)) WITH (fillfactor = 85,"
                    + " autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05)");
            for (var number = 0; number < data.count(); number++) {
                var row = rows.apply(number);
                insert.setBytes(1, row.key());
                insert.setBytes(2, row.item());
                insert.addBatch();
                if (number % BATCH == BATCH - 1) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    private Row row(KeySchema schema, String key, Random random) {
        var bytes = new Items(data.itemBytes(), random).item(key).getBytes(UTF_8);
        return new Row(KeyCodec.rowKey(schema, ItemCodec.decode(bytes)), bytes);
    }

    private static Item decode(String json) {
        return ItemCodec.decode(json.getBytes(UTF_8));
    }

    /** A row: its key, and its item as JSON. */
    record Row(byte[] key, byte[] item) {}
}
