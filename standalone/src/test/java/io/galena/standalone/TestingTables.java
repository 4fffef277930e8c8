package io.galena.standalone;

import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.core.waiters.WaiterOverrideConfiguration;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The tables that tests of the whole platform use. */
public final class TestingTables {
    /** The local index on {@code rank} of {@link #createIndexed}. */
    static final String INDEX = "by-rank";

    private TestingTables() {}

    /** Waits until a table can be used. Left alone, the SDK's client looks every twenty seconds. */
    public static void awaitActive(DynamoDbClient client, String name) {
        client.waiter().waitUntilTableExists(describe -> describe.tableName(name), TestingTables::often);
    }

    /** Waits until there is no such table any more. */
    public static void awaitGone(DynamoDbClient client, String name) {
        client.waiter().waitUntilTableNotExists(describe -> describe.tableName(name), TestingTables::often);
    }

    private static void often(WaiterOverrideConfiguration.Builder waiting) {
        waiting.waitTimeout(Duration.ofMinutes(2))
                .maxAttempts(Integer.MAX_VALUE)
                .backoffStrategyV2(BackoffStrategy.fixedDelayWithoutJitter(Duration.ofMillis(50)));
    }

    /** A table with the key {@code pk} (S). */
    static void create(DynamoDbClient client, String name) {
        client.createTable(table -> table.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attribute("pk", ScalarAttributeType.S))
                .keySchema(key("pk", KeyType.HASH)));
        awaitActive(client, name);
    }

    /** A table with the key {@code pk} (S), {@code sk} (N) and a local index on {@code rank} (N). */
    static void createIndexed(DynamoDbClient client, String name) {
        client.createTable(table -> table.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        attribute("pk", ScalarAttributeType.S),
                        attribute("sk", ScalarAttributeType.N),
                        attribute("rank", ScalarAttributeType.N))
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                .localSecondaryIndexes(LocalSecondaryIndex.builder()
                        .indexName(INDEX)
                        .keySchema(key("pk", KeyType.HASH), key("rank", KeyType.RANGE))
                        .projection(projection -> projection.projectionType(ProjectionType.ALL))
                        .build()));
        awaitActive(client, name);
    }

    /** A table with the key {@code pk} (S) and a global index on {@code c} (S), {@code d} (N) with all attributes. */
    static void createGlobal(DynamoDbClient client, String name) {
        client.createTable(table -> table.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        attribute("pk", ScalarAttributeType.S),
                        attribute("c", ScalarAttributeType.S),
                        attribute("d", ScalarAttributeType.N))
                .keySchema(key("pk", KeyType.HASH))
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName("by-c-and-d")
                        .keySchema(key("c", KeyType.HASH), key("d", KeyType.RANGE))
                        .projection(projection -> projection.projectionType(ProjectionType.ALL))
                        .build()));
        awaitActive(client, name);
    }

    /** Adds a global index on one of the attributes that {@link #createGlobal} defines, with the attribute {@code v}. */
    static void addGlobalIndex(DynamoDbClient client, String table, String index, String attribute) {
        client.updateTable(update -> update.tableName(table)
                .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                        .create(create -> create.indexName(index)
                                .keySchema(key(attribute, KeyType.HASH))
                                .projection(projection -> projection
                                        .projectionType(ProjectionType.INCLUDE)
                                        .nonKeyAttributes("v")))
                        .build()));
    }

    /** Waits until all global indexes of a table can be read; returns how many there are. */
    static int awaitGlobalIndexes(DynamoDbClient client, String table, Duration limit) throws InterruptedException {
        var end = System.nanoTime() + limit.toNanos();
        while (!globalIndexes(client, table).stream().allMatch(index -> index.indexStatus() == IndexStatus.ACTIVE)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Not active in time: " + globalIndexes(client, table));
            }
            Thread.sleep(20);
        }
        return globalIndexes(client, table).size();
    }

    private static List<GlobalSecondaryIndexDescription> globalIndexes(DynamoDbClient client, String table) {
        return client.describeTable(describe -> describe.tableName(table))
                .table()
                .globalSecondaryIndexes();
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
