package io.galena.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.standalone.sdk.GlobalIndexCheck;
import io.galena.standalone.sdk.TestingStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Transactions across three shards under load, kill -9 of the whole process tree, start again: each transaction is done or not,
 * as a whole; nothing stays locked; and indexes and streams agree with the table.
 */
class TransactionCrashTest {
    private static final String TABLE = "crash";
    private static final int WRITERS = 8;
    private static final int SHARED_KEYS = 40;
    private static final int OWN_ITEMS = 3;
    private static final int ROUNDS = Boolean.getBoolean("galena.long") ? 4 : 2;
    private static final int MOST_MILLIS_OF_LOAD = 1200;
    private static final Duration UNLOCKED_WITHIN = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final List<Writer> writers = IntStream.range(0, WRITERS)
            .mapToObj(number -> new Writer(number, random.nextLong()))
            .toList();

    @Test
    void everyTransactionIsDoneOrNotWhateverDiesWhen() throws IOException, InterruptedException {
        for (var round = 0; round < ROUNDS; round++) {
            loadAndKill(round);
        }

        try (var galena = start();
                var client = galena.client();
                var streams = TestingGalena.streams(galena.endpoint(), _ -> {})) {
            assertWritable(client);
            var table = awaitAllOrNothing(client);
            writers.forEach(writer -> writer.assertAllOrNothing(table));
            GlobalIndexCheck.awaitAllEqual(client, TABLE);
            assertThat(ReplayedStream.replay(
                            TestingStream.of(client, streams, TABLE).all()))
                    .as("the table as the stream tells it")
                    .isEqualTo(table);
        }
    }

    private void loadAndKill(int round) throws IOException, InterruptedException {
        try (var galena = start();
                var client = galena.client()) {
            if (round == 0) {
                TestingTables.createGlobal(client, TABLE);
                client.updateTable(update -> update.tableName(TABLE)
                        .streamSpecification(stream ->
                                stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)));
            } else {
                assertWritable(client);
            }
            var before = acknowledged();
            var threads = writers.stream()
                    .map(writer -> Thread.ofVirtual().start(() -> writer.run(client)))
                    .toList();
            var load = Duration.ofMillis(random.nextInt(MOST_MILLIS_OF_LOAD));
            LoadUntilKilled.run(galena, threads, load, this::acknowledged, before + WRITERS);
        }
    }

    /** Every item that a transaction may have held is written once more, by itself. */
    private void assertWritable(DynamoDbClient client) throws InterruptedException {
        var end = System.nanoTime() + UNLOCKED_WITHIN.toNanos();
        for (var key = 0; key < SHARED_KEYS; key++) {
            while (!tryToTouch(client, sharedKey(key))) {
                assertThat(System.nanoTime())
                        .as("%d is still locked, seed %d", key, seed)
                        .isLessThan(end);
                Thread.sleep(50);
            }
        }
    }

    /** A part in another shard than all items that were written once more may end a moment later. */
    private Map<String, Map<String, AttributeValue>> awaitAllOrNothing(DynamoDbClient client)
            throws InterruptedException {
        var end = System.nanoTime() + UNLOCKED_WITHIN.toNanos();
        var table = ReplayedStream.scan(client, TABLE);
        while (System.nanoTime() < end && !isAllOrNothing(table)) {
            Thread.sleep(100);
            table = ReplayedStream.scan(client, TABLE);
        }
        return table;
    }

    private boolean isAllOrNothing(Map<String, Map<String, AttributeValue>> table) {
        return writers.stream()
                .flatMap(writer -> writer.attempts.stream())
                .allMatch(attempt -> attempt.traces(table).stream().distinct().count() == 1);
    }

    private static boolean tryToTouch(DynamoDbClient client, Map<String, AttributeValue> key) {
        try {
            client.updateItem(update -> update.tableName(TABLE)
                    .key(key)
                    .updateExpression("ADD touched :one")
                    .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1"))));
            return true;
        } catch (DynamoDbException e) {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("TransactionConflictException");
            return false;
        }
    }

    private GalenaProcess start() throws IOException, InterruptedException {
        return GalenaProcess.start(directory.resolve("data"), "--shards", "3");
    }

    private int acknowledged() {
        return writers.stream().mapToInt(writer -> writer.acknowledged.size()).sum();
    }

    private static Map<String, AttributeValue> sharedKey(int key) {
        return Map.of("pk", AttributeValue.fromS("shared-" + key));
    }

    /** Its transactions put items of their own, and leave their names in two items that all share. */
    private static final class Writer {
        private final int number;
        private final Random random;
        private final List<Written> attempts = new ArrayList<>();
        private final List<Written> acknowledged = Collections.synchronizedList(new ArrayList<>());

        Writer(int number, long seed) {
            this.number = number;
            this.random = new Random(seed);
        }

        /** Runs until the first request that gets no answer; one that says that it failed may have been done all the same. */
        void run(DynamoDbClient client) {
            while (true) {
                var attempt = new Written(
                        "t" + number + "-" + attempts.size(),
                        random.ints(0, SHARED_KEYS).distinct().limit(2).boxed().toList());
                attempts.add(attempt);
                try {
                    client.transactWriteItems(request -> request.transactItems(actions(attempt)));
                    acknowledged.add(attempt);
                } catch (DynamoDbException e) {
                    // Another one was in the way.
                } catch (SdkException e) {
                    return;
                }
            }
        }

        private List<TransactWriteItem> actions(Written attempt) {
            var actions = new ArrayList<TransactWriteItem>();
            for (var i = 0; i < OWN_ITEMS; i++) {
                var item = Map.of(
                        "pk", AttributeValue.fromS(attempt.own(i)),
                        "c", AttributeValue.fromS("c" + random.nextInt(5)),
                        "d", AttributeValue.fromN(Integer.toString(random.nextInt(5))));
                actions.add(TransactWriteItem.builder()
                        .put(put -> put.tableName(TABLE).item(item))
                        .build());
            }
            for (var shared : attempt.shared()) {
                actions.add(TransactWriteItem.builder()
                        .update(update -> update.tableName(TABLE)
                                .key(sharedKey(shared))
                                .updateExpression("SET c = :c, d = :d ADD txs :name")
                                .expressionAttributeValues(Map.of(
                                        ":c", AttributeValue.fromS("c" + random.nextInt(5)),
                                        ":d", AttributeValue.fromN(Integer.toString(random.nextInt(5))),
                                        ":name", AttributeValue.fromSs(List.of(attempt.name())))))
                        .build());
            }
            return actions;
        }

        void assertAllOrNothing(Map<String, Map<String, AttributeValue>> table) {
            for (var attempt : attempts) {
                var traces = attempt.traces(table);
                if (acknowledged.contains(attempt)) {
                    assertThat(traces).as("acknowledged: %s", attempt).doesNotContain(false);
                } else {
                    assertThat(traces.stream().distinct())
                            .as("of one mind: %s", attempt)
                            .hasSize(1);
                }
            }
        }
    }

    /** A transaction. */
    private record Written(String name, List<Integer> shared) {
        String own(int item) {
            return name + "/" + item;
        }

        /** Whether each of its writes is in the table. */
        List<Boolean> traces(Map<String, Map<String, AttributeValue>> table) {
            var traces = new ArrayList<Boolean>();
            IntStream.range(0, OWN_ITEMS).forEach(i -> traces.add(table.containsKey(own(i))));
            for (var key : shared) {
                var names = table.getOrDefault("shared-" + key, Map.of()).get("txs");
                traces.add(names != null && names.ss().contains(name));
            }
            return traces;
        }
    }
}
