package io.galena.standalone;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Many items at once, with the key {@code pk} (S) and the attributes {@code c} (S), {@code d} (N) and {@code v} (N). */
final class TestingItems {
    private static final int BATCH = 25;
    private static final int CLIENTS = 8;

    private TestingItems() {}

    /** Puts items with numbers from 0 on. */
    static void put(DynamoDbClient client, String table, int count) {
        var threads = new ArrayList<Thread>();
        for (var first = 0; first < CLIENTS; first++) {
            var begin = first * BATCH;
            threads.add(Thread.ofVirtual().start(() -> {
                for (var from = begin; from < count; from += CLIENTS * BATCH) {
                    putBatch(client, table, from, Math.min(count, from + BATCH));
                }
            }));
        }
        threads.forEach(TestingItems::join);
    }

    private static void putBatch(DynamoDbClient client, String table, int from, int to) {
        var writes = IntStream.range(from, to)
                .mapToObj(number -> WriteRequest.builder()
                        .putRequest(put -> put.item(item(number)))
                        .build())
                .toList();
        Map<String, List<WriteRequest>> rest = Map.of(table, writes);
        while (!rest.isEmpty()) {
            var requests = rest;
            rest = client.batchWriteItem(batch -> batch.requestItems(requests)).unprocessedItems();
        }
    }

    private static Map<String, AttributeValue> item(int number) {
        return Map.of(
                "pk", AttributeValue.fromS("item-" + number),
                "c", AttributeValue.fromS("c" + number % 100),
                "d", AttributeValue.fromN(Integer.toString(number % 1000)),
                "v", AttributeValue.fromN(Integer.toString(number)));
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
