package io.galena.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.standalone.sdk.TestingStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Load, kill -9 of the whole process tree, start again: a stream has each change once, in the order of its item. */
class StreamCrashTest {
    private static final String TABLE = "crash";
    private static final String TOKEN = "token";
    private static final int WRITERS = 8;
    private static final int KEYS = 30;
    private static final int ROUNDS = Boolean.getBoolean("galena.long") ? 3 : 2;
    private static final int MOST_MILLIS_OF_LOAD = 1500;

    @TempDir
    Path directory;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final List<Writer> writers = IntStream.range(0, WRITERS)
            .mapToObj(number -> new Writer(number, random.nextLong()))
            .toList();

    @Test
    void aStreamHasEveryChangeOnceWhateverDiesWhen() throws IOException, InterruptedException {
        for (var round = 0; round < ROUNDS; round++) {
            loadAndKill(round);
        }

        try (var galena = start();
                var client = galena.client();
                var streams = TestingGalena.streams(galena.endpoint(), _ -> {})) {
            var records = TestingStream.of(client, streams, TABLE).all();

            assertThat(ReplayedStream.replay(records))
                    .as("the table as the stream tells it")
                    .isEqualTo(ReplayedStream.scan(client, TABLE));
            assertThat(tokens(records))
                    .as("what was acknowledged, seed %d", seed)
                    .doesNotHaveDuplicates()
                    .containsAll(writers.stream()
                            .flatMap(writer -> writer.acknowledged.stream())
                            .toList());
        }
    }

    private void loadAndKill(int round) throws IOException, InterruptedException {
        try (var galena = start();
                var client = galena.client()) {
            if (round == 0) {
                TestingTables.create(client, TABLE);
                client.updateTable(update -> update.tableName(TABLE)
                        .streamSpecification(stream ->
                                stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)));
            }
            if (round % 2 == 1) {
                awaitCapture(galena, client);
            }
            var before = acknowledged();
            var threads = writers.stream()
                    .map(writer -> Thread.ofVirtual().start(() -> writer.run(client)))
                    .toList();
            var load = Duration.ofMillis(random.nextInt(MOST_MILLIS_OF_LOAD));
            LoadUntilKilled.run(galena, threads, load, this::acknowledged, before + WRITERS);
        }
    }

    /** From here on, changes are published while the load runs. */
    private static void awaitCapture(GalenaProcess galena, DynamoDbClient client) throws InterruptedException {
        try (var streams = TestingGalena.streams(galena.endpoint(), _ -> {})) {
            TestingStream.of(client, streams, TABLE).await(1);
        }
    }

    private GalenaProcess start() throws IOException, InterruptedException {
        return GalenaProcess.start(directory.resolve("data"), "--shards", "2");
    }

    private int acknowledged() {
        return writers.stream().mapToInt(writer -> writer.acknowledged.size()).sum();
    }

    private static List<String> tokens(List<Record> records) {
        return records.stream()
                .filter(each -> each.dynamodb().hasNewImage())
                .map(each -> each.dynamodb()
                        .newImage()
                        .getOrDefault(TOKEN, AttributeValue.fromS(""))
                        .s())
                .toList();
    }

    /** Writes to keys that all writers share: each write leaves a token that no other one leaves. */
    private static final class Writer {
        private final int number;
        private final Random random;
        private final List<String> acknowledged = Collections.synchronizedList(new ArrayList<>());
        private int attempts;

        Writer(int number, long seed) {
            this.number = number;
            this.random = new Random(seed);
        }

        /** Runs until the first request that is not answered. */
        void run(DynamoDbClient client) {
            while (true) {
                try {
                    switch (random.nextInt(8)) {
                        case 0 -> delete(client);
                        case 1 -> writeBatch(client);
                        case 2, 3 -> update(client);
                        default -> put(client);
                    }
                } catch (DynamoDbException e) {
                    // It has no time just now.
                } catch (SdkException e) {
                    return;
                }
            }
        }

        private void put(DynamoDbClient client) {
            var token = token();
            client.putItem(put -> put.tableName(TABLE).item(item(random.nextInt(KEYS), token)));
            acknowledged.add(token);
        }

        private void update(DynamoDbClient client) {
            var token = token();
            client.updateItem(update -> update.tableName(TABLE)
                    .key(key(random.nextInt(KEYS)))
                    .updateExpression("SET #t = :t")
                    .expressionAttributeNames(Map.of("#t", TOKEN))
                    .expressionAttributeValues(Map.of(":t", AttributeValue.fromS(token))));
            acknowledged.add(token);
        }

        private void delete(DynamoDbClient client) {
            client.deleteItem(delete -> delete.tableName(TABLE).key(key(random.nextInt(KEYS))));
        }

        private void writeBatch(DynamoDbClient client) {
            var tokens = random.ints(0, KEYS)
                    .distinct()
                    .limit(5)
                    .boxed()
                    .collect(Collectors.toMap(key -> key, _ -> token()));
            var writes = tokens.entrySet().stream()
                    .map(entry -> WriteRequest.builder()
                            .putRequest(put -> put.item(item(entry.getKey(), entry.getValue())))
                            .build())
                    .toList();
            var answer = client.batchWriteItem(batch -> batch.requestItems(Map.of(TABLE, writes)));
            if (!answer.hasUnprocessedItems()) {
                acknowledged.addAll(tokens.values());
            }
        }

        private String token() {
            return number + "-" + attempts++;
        }

        private static Map<String, AttributeValue> key(int key) {
            return Map.of("pk", AttributeValue.fromS("key-" + key));
        }

        private static Map<String, AttributeValue> item(int key, String token) {
            return Map.of("pk", AttributeValue.fromS("key-" + key), TOKEN, AttributeValue.fromS(token));
        }
    }
}
