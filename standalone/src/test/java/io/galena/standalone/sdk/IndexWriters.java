package io.galena.standalone.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Clients that write at the same time to a few items that they share: items come, go, and change in what indexes on {@code c}
 * (S) and {@code d} (N) keep of them. The table's key is {@code pk} (S).
 */
public final class IndexWriters {
    private static final int KEYS = 40;
    private static final int INDEX_KEYS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final String table;
    private final List<Random> randoms;
    private final AtomicInteger acknowledged = new AtomicInteger();

    public IndexWriters(String table, int clients, long seed) {
        var random = new Random(seed);
        this.table = table;
        this.randoms = IntStream.range(0, clients)
                .mapToObj(_ -> new Random(random.nextLong()))
                .toList();
    }

    /** How many writes have been acknowledged. */
    public int acknowledged() {
        return acknowledged.get();
    }

    /** Waits until so many more writes have been acknowledged. */
    void awaitMore(int count) throws InterruptedException {
        var wanted = acknowledged.get() + count;
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (acknowledged.get() < wanted) {
            assertThat(System.nanoTime()).as("only %s writes", acknowledged).isLessThan(deadline);
            Thread.sleep(5);
        }
    }

    /** Starts the clients; each goes on until the condition does not hold any more, or a request gets no answer. */
    public List<Thread> start(DynamoDbClient client, BooleanSupplier condition) {
        return randoms.stream()
                .map(random -> Thread.ofVirtual().start(() -> run(client, random, condition)))
                .toList();
    }

    private void run(DynamoDbClient client, Random random, BooleanSupplier condition) {
        while (condition.getAsBoolean()) {
            try {
                write(client, random);
                acknowledged.incrementAndGet();
            } catch (DynamoDbException e) {
                // It has no time just now.
            } catch (SdkException e) {
                return;
            }
        }
    }

    private void write(DynamoDbClient client, Random random) {
        switch (random.nextInt(6)) {
            case 0 -> client.deleteItem(delete -> delete.tableName(table).key(key(random)));
            case 1 -> batch(client, random);
            case 2 ->
                client.updateItem(update -> update.tableName(table)
                        .key(key(random))
                        .updateExpression("SET c = :c REMOVE d")
                        .expressionAttributeValues(Map.of(":c", text(random))));
            case 3 ->
                client.updateItem(update -> update.tableName(table)
                        .key(key(random))
                        .updateExpression("SET v = :v, d = :d")
                        .expressionAttributeValues(Map.of(":v", number(random), ":d", number(random))));
            default -> client.putItem(put -> put.tableName(table).item(item(random)));
        }
    }

    private void batch(DynamoDbClient client, Random random) {
        var distinct = new HashMap<AttributeValue, WriteRequest>();
        for (var i = 0; i < 5; i++) {
            var item = item(random);
            distinct.put(
                    TestValues.at(item, "pk"),
                    WriteRequest.builder().putRequest(put -> put.item(item)).build());
        }
        client.batchWriteItem(batch -> batch.requestItems(Map.of(table, new ArrayList<>(distinct.values()))));
    }

    private static Map<String, AttributeValue> item(Random random) {
        var item = new HashMap<>(key(random));
        if (random.nextInt(4) > 0) {
            item.put("c", text(random));
        }
        if (random.nextBoolean()) {
            item.put("d", number(random));
        }
        item.put("v", number(random));
        return item;
    }

    private static Map<String, AttributeValue> key(Random random) {
        return Map.of("pk", AttributeValue.fromS("key-" + random.nextInt(KEYS)));
    }

    private static AttributeValue text(Random random) {
        return AttributeValue.fromS("c" + random.nextInt(INDEX_KEYS));
    }

    private static AttributeValue number(Random random) {
        return AttributeValue.fromN(Integer.toString(random.nextInt(INDEX_KEYS)));
    }
}
