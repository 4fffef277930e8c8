package io.galena.standalone.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.standalone.TestingTables;
import io.galena.standalone.TestingGalena;
import io.galena.standalone.sdk.TestingStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** The Kinesis Client Library reads a stream: shards are shared, end and are followed, and a dead worker's are taken over. */
class KinesisClientLibraryTest {
    private static final String TABLE = "kinesis-client-library";
    private static final String APPLICATION = "kinesis-application";
    private static final int CHILDREN = 4;
    private static final int KEYS = 20;
    private static final int PATIENCE_SECONDS = 240;

    private final AtomicBoolean done = new AtomicBoolean();
    private Thread writer = Thread.ofVirtual().unstarted(() -> {});

    @Test
    void noRecordIsLostWhenShardsEndAndAWorkerDies() throws Exception {
        try (var galena = TestingGalena.start(Map.of(
                        "galena.ephemeral", "true",
                        "galena.region", KinesisWorker.REGION.id(),
                        // A dead worker has much to say.
                        "logging.level.software.amazon.kinesis", "OFF",
                        "logging.level.com.amazonaws", "OFF"));
                var client = galena.client(settings -> settings.region(KinesisWorker.REGION));
                var streams =
                        TestingGalena.streams(galena.endpoint(), settings -> settings.region(KinesisWorker.REGION))) {
            createTable(client);
            var stream = TestingStream.of(client, streams, TABLE);
            writer = Thread.ofVirtual().start(() -> write(client));
            try (var first = KinesisWorker.start(galena, APPLICATION, "first", stream.arn())) {
                await("the first records", () -> !first.records().isEmpty());
                takeOver(galena, client, stream, first);
            }
            assertThat(stream.shards()).hasSize(1 + CHILDREN);
            assertThat(counts(client)).hasSize(KEYS);
        }
    }

    private void takeOver(TestingGalena galena, DynamoDbClient client, TestingStream stream, KinesisWorker first)
            throws InterruptedException {
        try (var second = KinesisWorker.start(galena, APPLICATION, "second", stream.arn())) {
            galena.cutStream(TABLE, CHILDREN);
            await(
                    "both to work",
                    () -> !second.begun().isEmpty()
                            && first.begun().size() + second.begun().size() > CHILDREN);

            first.kill();
            await(
                    "the dead worker's shards to be taken over",
                    () -> second.begun().size() >= CHILDREN);
            done.set(true);
            writer.join();

            await("all records", () -> missing(client, all(first, second)).isEmpty());
        }
    }

    private static void createTable(DynamoDbClient client) {
        client.createTable(table -> table.tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("pk")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName("pk")
                        .keyType(KeyType.HASH)
                        .build())
                .streamSpecification(stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_IMAGE)));
        TestingTables.awaitActive(client, TABLE);
    }

    /** Counts items up, until told to stop. */
    private void write(DynamoDbClient client) {
        for (var n = 0; !done.get(); n++) {
            var key = "item-" + n % KEYS;
            client.updateItem(update -> update.tableName(TABLE)
                    .key(Map.of("pk", AttributeValue.fromS(key)))
                    .updateExpression("ADD n :one")
                    .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1"))));
            sleep(20);
        }
    }

    private static Map<String, Integer> counts(DynamoDbClient client) {
        var counts = new HashMap<String, Integer>();
        for (var item :
                client.scan(scan -> scan.tableName(TABLE).consistentRead(true)).items()) {
            counts.put(text(item, "pk"), number(item));
        }
        return counts;
    }

    /** The states of items that the table tells of and no record does. */
    private static List<String> missing(DynamoDbClient client, List<Record> records) {
        var found = records.stream()
                .map(each -> each.dynamodb().newImage())
                .map(image -> text(image, "pk") + "=" + number(image))
                .toList();
        var missing = new ArrayList<String>();
        counts(client)
                .forEach((key, count) -> IntStream.rangeClosed(1, count)
                        .mapToObj(n -> key + "=" + n)
                        .filter(state -> !found.contains(state))
                        .forEach(missing::add));
        return missing;
    }

    private static List<Record> all(KinesisWorker first, KinesisWorker second) {
        var all = new ArrayList<>(first.records());
        all.addAll(second.records());
        return all;
    }

    private static String text(Map<String, AttributeValue> image, String name) {
        return Objects.requireNonNull(image.get(name)).s();
    }

    private static int number(Map<String, AttributeValue> image) {
        return Integer.parseInt(Objects.requireNonNull(image.get("n")).n());
    }

    private static void await(String what, BooleanSupplier condition) {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waiting for " + what).isLessThan(deadline);
            sleep(100);
        }
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
