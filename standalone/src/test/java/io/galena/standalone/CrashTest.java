package io.galena.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Load, kill -9 of the whole process tree, start again: what was acknowledged is there, the rest is there whole or not at all. */
class CrashTest {
    private static final String TABLE = "crash";
    private static final String COUNTER = "counter";
    private static final int WRITERS = 8;
    private static final int ENOUGH_WRITES = 400;
    private static final int ROUNDS = 2;
    private static final String PAYLOAD = "x".repeat(700);

    @TempDir
    Path directory;

    private final List<Writer> writers =
            IntStream.range(0, WRITERS).mapToObj(Writer::new).toList();

    @Test
    void acknowledgedWritesSurviveTheDeathOfEveryProcess() throws IOException, InterruptedException {
        for (var round = 0; round < ROUNDS; round++) {
            loadAndKill(round);
        }

        try (var galena = GalenaProcess.start(directory.resolve("data"), List.of());
                var client = galena.client()) {
            for (var writer : writers) {
                writer.check(client);
            }
        }
    }

    private void loadAndKill(int round) throws IOException, InterruptedException {
        try (var galena = GalenaProcess.start(directory.resolve("data"), List.of(), "--shards", "2");
                var client = galena.client()) {
            if (round == 0) {
                TestingTables.createIndexed(client, TABLE);
            }
            var wanted = acknowledged() + ENOUGH_WRITES;
            var threads = writers.stream()
                    .map(writer -> Thread.ofVirtual().start(() -> writer.run(client)))
                    .toList();
            LoadUntilKilled.run(galena, threads, Duration.ZERO, this::acknowledged, wanted);
        }
    }

    private int acknowledged() {
        return writers.stream().mapToInt(Writer::acknowledged).sum();
    }

    /** Puts new items below a partition key of its own, and counts them in another item. */
    private static final class Writer {
        private final String partition;
        private final AtomicInteger acknowledgedPuts = new AtomicInteger();
        private final List<Integer> unknownPuts = new ArrayList<>();
        private int attemptedPuts;
        private int attemptedCounts;
        private int acknowledgedCounts;

        Writer(int number) {
            this.partition = "writer-" + number;
        }

        int acknowledged() {
            return acknowledgedPuts.get();
        }

        /** Runs until the first request that is not answered; one that says that it failed may have been done all the same. */
        void run(DynamoDbClient client) {
            while (true) {
                var number = ++attemptedPuts;
                try {
                    client.putItem(put -> put.tableName(TABLE).item(item(number)));
                    acknowledgedPuts.incrementAndGet();
                } catch (DynamoDbException e) {
                    unknownPuts.add(number);
                } catch (SdkException e) {
                    unknownPuts.add(number);
                    return;
                }
                try {
                    attemptedCounts++;
                    client.updateItem(update -> update.tableName(TABLE)
                            .key(key(0))
                            .updateExpression("ADD #c :one")
                            .expressionAttributeNames(Map.of("#c", COUNTER))
                            .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1"))));
                    acknowledgedCounts++;
                } catch (DynamoDbException e) {
                    // It has no time just now.
                } catch (SdkException e) {
                    return;
                }
            }
        }

        private Map<String, AttributeValue> key(int number) {
            return Map.of("pk", AttributeValue.fromS(partition), "sk", AttributeValue.fromN(Integer.toString(number)));
        }

        private Map<String, AttributeValue> item(int number) {
            var text = AttributeValue.fromN(Integer.toString(number));
            return Map.of(
                    "pk", AttributeValue.fromS(partition),
                    "sk", text,
                    "rank", text,
                    "payload", AttributeValue.fromS(PAYLOAD),
                    "check", text);
        }

        void check(DynamoDbClient client) {
            for (var number = 1; number <= attemptedPuts; number++) {
                var expected = item(number);
                var key = key(number);
                var found = client.getItem(get -> get.tableName(TABLE).key(key).consistentRead(true))
                        .item();
                if (!unknownPuts.contains(number) || !found.isEmpty()) {
                    assertThat(found).as("%s %d", partition, number).isEqualTo(expected);
                }
            }
            assertThat(indexed(client)).isEqualTo(puts(client));
            var counter = client.getItem(get -> get.tableName(TABLE).key(key(0)).consistentRead(true))
                    .item();
            var count = counter.getOrDefault(COUNTER, AttributeValue.fromN("0")).n();
            assertThat(Integer.parseInt(count)).isBetween(acknowledgedCounts, attemptedCounts);
        }

        private List<Map<String, AttributeValue>> puts(DynamoDbClient client) {
            return client
                    .queryPaginator(query -> query.tableName(TABLE)
                            .consistentRead(true)
                            .keyConditionExpression("pk = :p and sk > :zero")
                            .expressionAttributeValues(
                                    Map.of(":p", AttributeValue.fromS(partition), ":zero", AttributeValue.fromN("0"))))
                    .items()
                    .stream()
                    .toList();
        }

        private List<Map<String, AttributeValue>> indexed(DynamoDbClient client) {
            return client
                    .queryPaginator(query -> query.tableName(TABLE)
                            .indexName(TestingTables.INDEX)
                            .consistentRead(true)
                            .keyConditionExpression("pk = :p")
                            .expressionAttributeValues(Map.of(":p", AttributeValue.fromS(partition))))
                    .items()
                    .stream()
                    .toList();
        }
    }
}
