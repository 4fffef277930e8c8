package io.galena.benchmarks.workload;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.benchmarks.http.Client;
import io.galena.benchmarks.http.RequestWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
 * @param patience how long a batch is sent again and again without any more of it being written
 */
public record Filling(RequestWriter writer, int itemBytes, Duration patience) {
    private static final int CONNECTIONS = 8;
    /** More at once is only refused, or waits in the server's memory. */
    private static final int MOST_BATCH_BYTES = 1 << 20;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Does not wait for ever for a server that refuses. */
    public Filling(RequestWriter writer, int itemBytes) {
        this(writer, itemBytes, PATIENCE);
    }

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

    private void write(Client client, String table, List<String> items) throws IOException, InterruptedException {
        var left = items.stream()
                .map(item -> "{\"PutRequest\":{\"Item\":" + item + "}}")
                .collect(Collectors.joining(",", "{\"" + table + "\":[", "]}"));
        var count = items.size();
        var repeats = new Repeats(patience);
        while (count > 0) {
            var unprocessed = call(client, ("{\"RequestItems\":" + left + "}").getBytes(UTF_8));
            if (unprocessed.isPresent()) {
                left = unprocessed.get().toString();
                var next = unprocessed.get().path(table).size();
                if (next < count) {
                    repeats.begin();
                }
                count = next;
            }
            if (count > 0) {
                repeats.pause();
            }
        }
    }

    /** What was not processed; nothing is told of a request that was throttled. */
    private static Optional<JsonNode> call(Client client, byte[] body) throws IOException {
        try {
            return Optional.of(client.call("BatchWriteItem", body).path("UnprocessedItems"));
        } catch (Client.RefusedException e) {
            if (e.isThrottled()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The pauses before what was not processed is sent again: longer ones the longer nothing comes of it, and not for ever. */
    private static final class Repeats {
        private static final long FIRST_MILLIS = 50;
        private static final long LONGEST_MILLIS = 2_000;

        private final Duration patience;
        private long begin;
        private long millis;

        Repeats(Duration patience) {
            this.patience = patience;
            begin();
        }

        /** Something came of it. */
        void begin() {
            begin = System.nanoTime();
            millis = FIRST_MILLIS;
        }

        void pause() throws IOException, InterruptedException {
            if (System.nanoTime() - begin > patience.toNanos()) {
                throw new IOException("Nothing more was written for " + patience.toSeconds() + " s");
            }
            Thread.sleep(millis);
            millis = Math.min(2 * millis, LONGEST_MILLIS);
        }
    }
}
