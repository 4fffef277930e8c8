package io.galena.benchmarks.workload;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.benchmarks.http.Client;
import io.galena.benchmarks.http.RequestWriter;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * Fills tables, with several connections.
 *
 * @param itemBytes the size of each item
 */
public record Filling(RequestWriter writer, int itemBytes) {
    private static final int CONNECTIONS = 8;
    /** More at once is only refused, or waits in the server's memory. */
    private static final int MOST_BATCH_BYTES = 1 << 20;

    private static final int PAUSE_MILLIS = 50;
    private static final int MOST_TRIES = 600;

    /**
     * Puts items into a table.
     *
     * @param attributes the attributes that differ, of the item of each number from 0 on, as JSON without the braces
     */
    public void fill(String table, int count, IntFunction<String> attributes) throws IOException, InterruptedException {
        var next = new AtomicInteger();
        try (var executor = Executors.newFixedThreadPool(CONNECTIONS)) {
            var loader = (Callable<Void>) () -> {
                load(table, count, attributes, next);
                return null;
            };
            var loaders = IntStream.range(0, CONNECTIONS).mapToObj(_ -> loader).toList();
            for (var loaded : executor.invokeAll(loaders)) {
                loaded.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("The table " + table + " cannot be filled: " + e.getCause(), e);
        }
    }

    private void load(String table, int count, IntFunction<String> attributes, AtomicInteger next)
            throws IOException, InterruptedException {
        var size = Math.clamp(MOST_BATCH_BYTES / itemBytes, 1, RequestMaker.BATCH);
        try (var client = new Client(writer)) {
            for (var first = next.getAndAdd(size); first < count; first = next.getAndAdd(size)) {
                var items = new Items(itemBytes, new Random(first));
                var batch = IntStream.range(first, Math.min(first + size, count))
                        .mapToObj(number -> items.item(attributes.apply(number)))
                        .toList();
                write(client, table, batch);
            }
        }
    }

    private static void write(Client client, String table, List<String> items)
            throws IOException, InterruptedException {
        var left = items.stream()
                .map(item -> "{\"PutRequest\":{\"Item\":" + item + "}}")
                .collect(Collectors.joining(",", "{\"" + table + "\":[", "]}"));
        while (!left.isEmpty()) {
            var unprocessed = call(client, ("{\"RequestItems\":" + left + "}").getBytes(UTF_8))
                    .path("UnprocessedItems");
            left = unprocessed.isEmpty() ? "" : unprocessed.toString();
        }
    }

    private static JsonNode call(Client client, byte[] body) throws IOException, InterruptedException {
        for (var tried = 1; ; tried++) {
            try {
                return client.call("BatchWriteItem", body);
            } catch (Client.RefusedException e) {
                if (!e.isThrottled() || tried == MOST_TRIES) {
                    throw e;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }
}
