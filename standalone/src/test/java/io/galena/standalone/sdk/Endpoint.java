package io.galena.standalone.sdk;

import io.galena.standalone.TestingTables;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * A DynamoDB under test. The tables of each {@link TableShape} are shared by all tests, which use partition keys of their own;
 * who looks at a whole table makes a new one.
 */
final class Endpoint implements AutoCloseable {
    private final String name;
    private final DynamoDbClient client;
    private final DynamoDbStreamsClient streams;
    private final Map<TableShape, String> shared = new ConcurrentHashMap<>();
    private final Map<String, Boolean> created = new ConcurrentHashMap<>();

    Endpoint(String name, DynamoDbClient client, DynamoDbStreamsClient streams) {
        this.name = name;
        this.client = client;
        this.streams = streams;
    }

    DynamoDbClient client() {
        return client;
    }

    DynamoDbStreamsClient streams() {
        return streams;
    }

    /** The table of that shape that all tests share. */
    String table(TableShape shape) {
        return shared.computeIfAbsent(shape, this::newTable);
    }

    /** An empty table for the caller alone. */
    String newTable(TableShape shape) {
        return newTable(shape::define);
    }

    /** An empty table, paid per request unless the definition says otherwise. */
    String newTable(Consumer<CreateTableRequest.Builder> definition) {
        var table = unusedName();
        client.createTable(request -> {
            request.tableName(table).billingMode(BillingMode.PAY_PER_REQUEST);
            definition.accept(request);
        });
        TestingTables.awaitActive(client, table);
        return table;
    }

    /** The stream of a new table with the key {@code pk} (S). */
    TestingStream newStream(StreamViewType viewType) {
        var table = newTable(request -> {
            TableShape.PLAIN.define(request);
            request.streamSpecification(stream -> stream.streamEnabled(true).streamViewType(viewType));
        });
        return TestingStream.of(this, table);
    }

    /** The name of a table that does not exist, and is deleted in the end if a test creates it. */
    String unusedName() {
        var table = "sdk-" + UUID.randomUUID();
        created.put(table, true);
        return table;
    }

    /** The table's ARN. */
    String arn(String table) {
        return client.describeTable(describe -> describe.tableName(table))
                .table()
                .tableArn();
    }

    @Override
    public void close() {
        try (client;
                streams) {
            client.listTablesPaginator().tableNames().stream()
                    .filter(created::containsKey)
                    .forEach(table -> client.deleteTable(delete -> delete.tableName(table)));
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
