package io.galena.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.kit.kafka.BrokerAddress;
import io.galena.standalone.sdk.TestingStream;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Kafka is away for so long that a shard comes near the bound of what it keeps for capture, and comes back in time. */
class ChangeLogBoundTest {
    private static final String WITH_STREAM = "bound-with-stream";
    private static final String WITHOUT = "bound-without";

    /** A write leaves about twice as much in the write-ahead log: the row, and the message. */
    private static final int ITEM_BYTES = 300_000;

    /** So many writes stay far below the bound. */
    private static final int FAST = 80;

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path directory;

    private final Random random = new Random(11);
    private final List<String> acknowledged = new ArrayList<>();

    @Test
    void writesToStreamsAreThrottledNearTheBoundAndGoOnWithoutAGapWhenKafkaIsBack() throws Exception {
        var data = directory.resolve("data");
        try (var galena = TestingGalena.start(
                        Map.of("galena.data-dir", data.toString(), "galena.storage.change-log-bound", "128MB"));
                var client = galena.client(settings -> settings.overrideConfiguration(
                        override -> override.retryStrategy(DefaultRetryStrategy.doNotRetry())));
                var streams = TestingGalena.streams(galena.endpoint(), _ -> {})) {
            TestingTables.create(client, WITHOUT);
            TestingTables.create(client, WITH_STREAM);
            client.updateTable(update -> update.tableName(WITH_STREAM)
                    .streamSpecification(
                            stream -> stream.streamEnabled(true).streamViewType(StreamViewType.KEYS_ONLY)));
            var stream = TestingStream.of(client, streams, WITH_STREAM);
            put(client, WITH_STREAM, "before");
            stream.await(1);

            var outage = BrokerOutage.begin(
                    data.resolve("kafka"), galena.bean(BrokerAddress.class).bootstrapServers());
            writeUntilThrottled(client);
            put(client, WITHOUT, "while others are throttled");
            assertThat(unprocessed(client)).isEqualTo(1);
            outage.end();
            awaitWrite(client);

            assertThat(stream.all())
                    .extracting(found -> Objects.requireNonNull(
                                    found.dynamodb().keys().get("pk"))
                            .s())
                    .containsExactlyElementsOf(acknowledged);
            assertThat(galena.bean(MeterRegistry.class)
                            .get("galena.change.log.gaps")
                            .counter()
                            .count())
                    .isZero();
        }
    }

    private void writeUntilThrottled(DynamoDbClient client) throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        for (var n = 0; put(client, WITH_STREAM, "during-" + n).isEmpty(); n++) {
            assertThat(System.nanoTime()).as("still not throttled").isLessThan(deadline);
            if (n > FAST) {
                Thread.sleep(PAUSE);
            }
        }
        var refused = put(client, WITH_STREAM, "refused").orElseThrow();
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("ThrottlingException");
    }

    private void awaitWrite(DynamoDbClient client) throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (put(client, WITH_STREAM, "after").isPresent()) {
            assertThat(System.nanoTime()).as("still throttled").isLessThan(deadline);
            Thread.sleep(PAUSE);
        }
    }

    /** Writes an item; returns why it was refused, if it was. */
    private Optional<DynamoDbException> put(DynamoDbClient client, String table, String key) {
        try {
            client.putItem(put -> put.tableName(table).item(item(key)));
            if (table.equals(WITH_STREAM)) {
                acknowledged.add(key);
            }
            return Optional.empty();
        } catch (DynamoDbException e) {
            return Optional.of(e);
        }
    }

    private int unprocessed(DynamoDbClient client) {
        var write = WriteRequest.builder()
                .putRequest(PutRequest.builder().item(item("refused")).build())
                .build();
        return client.batchWriteItem(
                        batch -> batch.requestItems(Map.of(WITH_STREAM, List.of(write), WITHOUT, List.of(write))))
                .unprocessedItems()
                .getOrDefault(WITH_STREAM, List.of())
                .size();
    }

    private Map<String, AttributeValue> item(String key) {
        var text = random.ints(ITEM_BYTES, 'A', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return Map.of("pk", AttributeValue.fromS(key), "v", AttributeValue.fromS(text));
    }
}
