package io.galena.standalone.sdk;

import static io.galena.standalone.sdk.GlobalIndexes.await;
import static io.galena.standalone.sdk.GlobalIndexes.global;
import static io.galena.standalone.sdk.Refusals.INVALID;
import static io.galena.standalone.sdk.Refusals.assertInvalid;
import static io.galena.standalone.sdk.TableShape.attribute;
import static io.galena.standalone.sdk.TestValues.at;
import static io.galena.standalone.sdk.TestValues.item;
import static io.galena.standalone.sdk.TestValues.n;
import static io.galena.standalone.sdk.TestValues.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.standalone.TestingTables;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** Global secondary indexes that come and go while their table is in use. */
@OnEveryEndpoint
class GlobalIndexLifeTest {
    private final Endpoint endpoint;
    private final DynamoDbClient client;

    GlobalIndexLifeTest(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.client = endpoint.client();
    }

    @Test
    void aTableIsCreatedWithItsIndexes() {
        var table = endpoint.unusedName();
        var created = client.createTable(request -> request.tableName(table)
                        .attributeDefinitions(attribute("pk", "S"), attribute("c", "S"))
                        .keySchema(TableShape.keys("pk"))
                        .provisionedThroughput(
                                units -> units.readCapacityUnits(1L).writeCapacityUnits(2L))
                        .globalSecondaryIndexes(global("by-c", "INCLUDE", List.of("x"), "c").toBuilder()
                                .provisionedThroughput(
                                        units -> units.readCapacityUnits(3L).writeCapacityUnits(4L))
                                .build()))
                .tableDescription();
        TestingTables.awaitActive(client, table);
        var index = index(table, "by-c");

        assertThat(created.globalSecondaryIndexes().getFirst().indexStatus()).isEqualTo(IndexStatus.CREATING);
        assertThat(index.indexStatus()).isEqualTo(IndexStatus.ACTIVE);
        assertThat(index.backfilling()).isNull();
        assertThat(index.indexArn()).isEqualTo(endpoint.arn(table) + "/index/by-c");
        assertThat(index.itemCount()).isZero();
        assertThat(index.indexSizeBytes()).isZero();
        assertThat(index.projection().nonKeyAttributes()).containsExactly("x");
        assertThat(index.provisionedThroughput().readCapacityUnits()).isEqualTo(3);
        assertThat(index.provisionedThroughput().numberOfDecreasesToday()).isZero();
        assertThat(index.warmThroughput().writeUnitsPerSecond()).isEqualTo(4);

        client.updateTable(update -> update.tableName(table).globalSecondaryIndexUpdates(capacity("by-c", 5, 4)));
        assertThat(index(table, "by-c").provisionedThroughput().readCapacityUnits())
                .isEqualTo(5);
        assertThat(index(table, "by-c").provisionedThroughput().lastIncreaseDateTime())
                .isNotNull();
        assertInvalid(
                () -> client.updateTable(update -> update.tableName(table)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .globalSecondaryIndexUpdates(capacity("by-c", 6, 4))),
                INVALID + "ProvisionedThroughput should not be specified for index: by-c when BillingMode is"
                        + " PAY_PER_REQUEST");
        client.updateTable(update -> update.tableName(table).billingMode(BillingMode.PAY_PER_REQUEST));
        assertThat(index(table, "by-c").provisionedThroughput().readCapacityUnits())
                .isZero();
    }

    @Test
    void aNewIndexGetsOlderItemsAndThoseThatAreWrittenMeanwhile() throws InterruptedException {
        var table = plain();
        IntStream.range(0, 300)
                .forEach(i -> client.putItem(put ->
                        put.tableName(table).item(item("pk", s("old-" + i), "c", s("c" + i % 5), "d", n(i)))));
        var writers = new IndexWriters(table, 4, 1);
        var running = new AtomicBoolean(true);
        var threads = writers.start(client, running::get);

        var answer = create(table, global("by-c", "ALL", "c", "d"), attribute("c", "S"), attribute("d", "N"));
        awaitActive(table, "by-c");
        running.set(false);
        for (var thread : threads) {
            thread.join();
        }

        assertThat(answer.tableStatus()).isEqualTo(TableStatus.UPDATING);
        assertThat(answer.globalSecondaryIndexes().getFirst().indexStatus()).isEqualTo(IndexStatus.CREATING);
        assertThat(answer.globalSecondaryIndexes().getFirst().backfilling()).isFalse();
        assertThat(writers.acknowledged()).isPositive();
        GlobalIndexCheck.awaitAllEqual(client, table);
    }

    /** The topic still has what was told before, and nothing of what became of it. */
    @Test
    void aNewIndexDoesNotBelieveWhatWasToldBeforeATimeWhenNobodyWasTold() {
        var table = plain();
        client.updateTable(update -> update.tableName(table)
                .streamSpecification(stream -> stream.streamEnabled(true).streamViewType(StreamViewType.KEYS_ONLY)));
        TestingTables.awaitActive(client, table);
        IntStream.range(0, 30)
                .forEach(i -> client.putItem(
                        put -> put.tableName(table).item(item("pk", s("k" + i), "c", s("old"), "d", n(i)))));
        client.updateTable(
                update -> update.tableName(table).streamSpecification(stream -> stream.streamEnabled(false)));
        TestingTables.awaitActive(client, table);
        IntStream.range(0, 10)
                .forEach(i ->
                        client.deleteItem(delete -> delete.tableName(table).key(item("pk", s("k" + i)))));
        IntStream.range(10, 20)
                .forEach(i -> client.putItem(
                        put -> put.tableName(table).item(item("pk", s("k" + i), "c", s("new"), "d", n(i)))));

        create(table, global("by-c", "ALL", "c", "d"), attribute("c", "S"), attribute("d", "N"));
        awaitActive(table, "by-c");
        GlobalIndexCheck.awaitAllEqual(client, table);

        client.updateTable(update -> update.tableName(table).globalSecondaryIndexUpdates(deletion("by-c")));
        TestingTables.awaitActive(client, table);
        IntStream.range(15, 30)
                .forEach(i ->
                        client.deleteItem(delete -> delete.tableName(table).key(item("pk", s("k" + i)))));
        create(table, global("by-d", "KEYS_ONLY", "d"), attribute("d", "N"));
        awaitActive(table, "by-d");
        GlobalIndexCheck.awaitAllEqual(client, table);
    }

    @Test
    void concurrentWritesLeaveIndexesEqualToTheirTable() throws InterruptedException {
        var table = endpoint.newTable(
                request -> request.attributeDefinitions(attribute("pk", "S"), attribute("c", "S"), attribute("d", "N"))
                        .keySchema(TableShape.keys("pk"))
                        .globalSecondaryIndexes(
                                global("by-c", "KEYS_ONLY", "c"),
                                global("by-cd", "ALL", "c", "d"),
                                global("by-d", "INCLUDE", List.of("v"), "d")));
        var running = new AtomicBoolean(true);
        var writers = new IndexWriters(table, 8, 2);
        var threads = writers.start(client, running::get);

        // With a stream the changes of an item go through another partition of the topic, and back.
        writers.awaitMore(100);
        client.updateTable(update -> update.tableName(table)
                .streamSpecification(stream -> stream.streamEnabled(true).streamViewType(StreamViewType.KEYS_ONLY)));
        writers.awaitMore(100);
        client.updateTable(
                update -> update.tableName(table).streamSpecification(stream -> stream.streamEnabled(false)));
        writers.awaitMore(100);
        running.set(false);
        for (var thread : threads) {
            thread.join();
        }

        GlobalIndexCheck.awaitAllEqual(client, table);
    }

    @Test
    void itemsThatAnIndexCannotTakeAreLeftOutAndCanStillBeChanged() {
        var table = plain();
        client.putItem(put -> put.tableName(table).item(item("pk", s("a"), "c", n(1))));
        client.putItem(put -> put.tableName(table).item(item("pk", s("b"), "c", s(""))));
        client.putItem(put -> put.tableName(table).item(item("pk", s("d"), "c", s("x".repeat(3000)))));
        client.putItem(put -> put.tableName(table).item(item("pk", s("e"), "c", s("fine"))));

        create(table, global("by-c", "KEYS_ONLY", "c"), attribute("c", "S"));
        awaitActive(table, "by-c");

        await(
                () -> client.scan(scan -> scan.tableName(table).indexName("by-c"))
                        .items(),
                List.of(item("pk", s("e"), "c", s("fine"))));
        client.updateItem(update -> update.tableName(table)
                .key(item("pk", s("a")))
                .updateExpression("SET v = :v")
                .expressionAttributeValues(item(":v", n(1))));
        assertInvalid(
                () -> client.updateItem(update -> update.tableName(table)
                        .key(item("pk", s("a")))
                        .updateExpression("SET c = :v")
                        .expressionAttributeValues(item(":v", n(2)))),
                INVALID + "Type mismatch for Index Key c Expected: S Actual: N IndexName: by-c");
    }

    @Test
    void anIndexGoesWithTheAttributesThatOnlyItHad() {
        var table = endpoint.newTable(TableShape.NUMBERED);
        client.putItem(put -> put.tableName(table).item(item("pk", s("a"), "sk", n(1), "c", s("x"))));
        client.putItem(put -> put.tableName(table).item(item("pk", s("a"), "sk", n(2), "c", s("x"))));
        create(table, global("by-c", "ALL", "c"), attribute("c", "S"));
        awaitActive(table, "by-c");

        assertThat(attributes(table)).containsExactlyInAnyOrder("pk", "sk", "c");
        assertThat(at(
                        client.getItem(get -> get.tableName(table).key(item("pk", s("a"), "sk", n(2))))
                                .item(),
                        "sk"))
                .isEqualTo(n(2));
        var answer = client.updateTable(update -> update.tableName(table).globalSecondaryIndexUpdates(deletion("by-c")))
                .tableDescription();
        assertThat(answer.globalSecondaryIndexes().getFirst().indexStatus()).isEqualTo(IndexStatus.DELETING);
        await(() -> describe(table).hasGlobalSecondaryIndexes(), false);

        assertThat(attributes(table)).containsExactlyInAnyOrder("pk", "sk");
        assertInvalid(
                () -> client.scan(scan -> scan.tableName(table).indexName("by-c")),
                "The table does not have the specified index: by-c");
        create(table, global("by-c", "KEYS_ONLY", "c"), attribute("c", "S"));
        awaitActive(table, "by-c");
        await(() -> client.scan(scan -> scan.tableName(table).indexName("by-c")).count(), 2);
    }

    @Test
    void backfilledItemsAreNoNewsForStreams() {
        var table = plain();
        client.putItem(put -> put.tableName(table).item(item("pk", s("a"), "c", s("x"))));
        client.updateTable(update -> update.tableName(table)
                .streamSpecification(stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_IMAGE)));
        create(table, global("by-c", "ALL", "c"), attribute("c", "S"));
        awaitActive(table, "by-c");
        client.putItem(put -> put.tableName(table).item(item("pk", s("b"), "c", s("y"))));

        var stream = TestingStream.of(endpoint, table);
        stream.await(1);

        assertThat(stream.all()).extracting(each -> each.dynamodb().keys()).containsExactly(item("pk", s("b")));
    }

    @Test
    void changesOfIndexesThatCannotBeAreRefused() {
        var table = endpoint.newTable(request -> request.attributeDefinitions(attribute("pk", "S"), attribute("c", "S"))
                .keySchema(TableShape.keys("pk"))
                .globalSecondaryIndexes(global("by-c", "ALL", "c")));

        assertInvalid(
                () -> create(table, global("by-c", "ALL", "c")), "Attempting to create an index which already exists");
        assertInvalid(
                () -> create(table, global("by-d", "ALL", "d")),
                INVALID + "Some index key attributes are not defined in AttributeDefinitions. Keys: [d],"
                        + " AttributeDefinitions: [pk, c]");
        assertInvalid(
                () -> create(table, global("by-d", "ALL", "d"), attribute("d", "S"), attribute("e", "S")),
                INVALID + "Some AttributeDefinitions are not used. AttributeDefinitions: [pk, c, d, e], keys used:"
                        + " [pk, c, d]");
        assertInvalid(
                () -> client.updateTable(update -> update.tableName(table)
                        .globalSecondaryIndexUpdates(
                                GlobalSecondaryIndexUpdate.builder().build())),
                INVALID + "One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create,"
                        + " GlobalSecondaryIndexUpdate.Delete must not be null");
        assertThatThrownBy(() -> client.updateTable(
                        update -> update.tableName(table).globalSecondaryIndexUpdates(deletion("none"))))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageStartingWith("Requested resource not found");
        assertThatThrownBy(() -> client.updateTable(update -> update.tableName(table)
                        .attributeDefinitions(attribute("d", "S"))
                        .globalSecondaryIndexUpdates(
                                creation(global("by-d", "ALL", "d")), creation(global("by-d2", "ALL", "d")))))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageStartingWith(
                        "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table");
        assertThat(describe(table).globalSecondaryIndexes()).hasSize(1);
    }

    private String plain() {
        return endpoint.newTable(TableShape.PLAIN);
    }

    private TableDescription create(String table, GlobalSecondaryIndex index, AttributeDefinition... attributes) {
        return client.updateTable(update -> update.tableName(table)
                        .attributeDefinitions(attributes)
                        .globalSecondaryIndexUpdates(creation(index)))
                .tableDescription();
    }

    private static GlobalSecondaryIndexUpdate creation(GlobalSecondaryIndex index) {
        return GlobalSecondaryIndexUpdate.builder()
                .create(create -> create.indexName(index.indexName())
                        .keySchema(index.keySchema())
                        .projection(index.projection()))
                .build();
    }

    private static GlobalSecondaryIndexUpdate capacity(String index, long read, long write) {
        return GlobalSecondaryIndexUpdate.builder()
                .update(update -> update.indexName(index)
                        .provisionedThroughput(
                                units -> units.readCapacityUnits(read).writeCapacityUnits(write)))
                .build();
    }

    private static GlobalSecondaryIndexUpdate deletion(String index) {
        return GlobalSecondaryIndexUpdate.builder()
                .delete(delete -> delete.indexName(index))
                .build();
    }

    private void awaitActive(String table, String index) {
        await(() -> index(table, index).indexStatus(), IndexStatus.ACTIVE);
        assertThat(describe(table).tableStatus()).isEqualTo(TableStatus.ACTIVE);
    }

    private GlobalSecondaryIndexDescription index(String table, String name) {
        return describe(table).globalSecondaryIndexes().stream()
                .filter(index -> index.indexName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<String> attributes(String table) {
        return describe(table).attributeDefinitions().stream()
                .map(AttributeDefinition::attributeName)
                .toList();
    }

    private TableDescription describe(String table) {
        return client.describeTable(describe -> describe.tableName(table)).table();
    }
}
