package io.galena.standalone.load;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Measures what global indexes cost: the throughput of PutItem of 1 KB on tables with 0, 1 and 5 of them; then, at a moderate rate, how far an
 * index is behind, from the answer of a write until a Query of the index has it; then how fast a new index gets 100,000 items
 * beside writes. The server must take unsigned requests and run on this machine. Arguments: the port, the seconds of each run,
 * the connections, the writes a second of the second part, the items of the third.
 */
public final class IndexLoad {
    private static final String PAYLOAD = "x".repeat(1000);
    private static final int BATCH = 25;
    private static final int KEYS_IN_ALL_SHARDS = 50;

    private final int port;
    private final int seconds;
    private final Load load;
    private final String suffix = Long.toString(System.currentTimeMillis(), 36);

    private IndexLoad(int port, int seconds, int connections) {
        this.port = port;
        this.seconds = seconds;
        this.load = new Load(port, connections);
    }

    public static void main(String[] arguments) throws Exception {
        var numbers = Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
        var program = new IndexLoad(numbers[0], numbers[1], numbers[2]);
        program.throughput();
        program.lag(numbers[3]);
        program.backfill(numbers[4]);
    }

    private void throughput() throws Exception {
        var counts = List.of(0, 1, 5);
        for (var count : counts) {
            create(table(count), count);
        }
        load.warmUp(seconds, random -> put(table(5), key(random), random));
        load.warmUp(seconds, random -> put(table(0), key(random), random));
        System.out.printf("%-8s %12s %9s%n", "indexes", "writes/s", "of none");
        var alone = 0.0;
        for (var count : counts) {
            awaitIndexes();
            var writes = load.perSecond(seconds, random -> put(table(count), key(random), random));
            alone = count == 0 ? writes : alone;
            System.out.printf("%-8d %12.0f %9.2f%n", count, writes, writes / alone);
        }
    }

    /** Waits until the indexes have all that was written, which would be done beside the next run else. */
    private void awaitIndexes() throws IOException {
        try (var client = new PlainClient(port)) {
            for (var count : List.of(1, 5)) {
                for (var n = 0; n < KEYS_IN_ALL_SHARDS; n++) {
                    var key = "last-" + UUID.randomUUID();
                    client.call(put(table(count), key, ThreadLocalRandom.current(), key));
                    while (!client.ask(query(table(count), key)).contains("\"Count\":1")) {
                        Thread.onSpinWait();
                    }
                }
            }
        }
    }

    /** Writes new items and asks the index for each until it is there. */
    private void lag(int perSecond) throws Exception {
        var table = table(1);
        try (var writer = new PlainClient(port);
                var reader = new PlainClient(port)) {
            var begin = System.nanoTime();
            var pause = TimeUnit.SECONDS.toNanos(1) / perSecond;
            var micros = new long[seconds * perSecond];
            for (var n = 0; n < micros.length; n++) {
                while (System.nanoTime() < begin + n * pause) {
                    Thread.sleep(1);
                }
                var key = "lag-" + suffix + "-" + n;
                writer.call(put(table, key, ThreadLocalRandom.current(), key));
                var written = System.nanoTime();
                while (!reader.ask(query(table, key)).contains("\"Count\":1")) {
                    Thread.onSpinWait();
                }
                micros[n] = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - written);
            }
            Arrays.sort(micros);
            System.out.printf(
                    "%nlag of an index, from the answer of a write to a Query that has it: %d writes, p50 %.1f ms, p99 %.1f ms, longest %.1f ms%n",
                    micros.length,
                    micros[micros.length / 2] / 1e3,
                    micros[micros.length * 99 / 100] / 1e3,
                    micros[micros.length - 1] / 1e3);
        }
    }

    private void backfill(int items) throws Exception {
        var table = "backfill-" + suffix;
        create(table, 0);
        load.times(items / BATCH, number -> batch(table, number));
        var running = new AtomicBoolean(true);
        var beside = load.whileTrue(running, random -> put(table, key(random), random));
        var begin = System.nanoTime();
        try (var client = new PlainClient(port)) {
            client.call(PlainClient.request("UpdateTable", """
                    {'TableName': '%s', 'AttributeDefinitions': [{'AttributeName': 'i0', 'AttributeType': 'S'}],
                     'GlobalSecondaryIndexUpdates': [{'Create': %s}]}""".formatted(table, index(0))));
            while (!client.ask(PlainClient.request("DescribeTable", "{'TableName': '" + table + "'}"))
                    .contains("\"IndexStatus\":\"ACTIVE\"")) {
                Thread.sleep(20);
            }
        }
        var taken = (System.nanoTime() - begin) / 1e9;
        running.set(false);
        System.out.printf(
                "%nbackfill of %d items: %.1f s, %.0f items/s, beside %.0f writes/s%n",
                items, taken, items / taken, beside.get() / taken);
    }

    private String table(int indexes) {
        return "indexes-" + indexes + "-" + suffix;
    }

    private void create(String table, int indexes) throws IOException {
        var attributes = IntStream.range(0, indexes)
                .mapToObj(number -> ", {'AttributeName': 'i%d', 'AttributeType': 'S'}".formatted(number))
                .collect(Collectors.joining());
        var definitions = IntStream.range(0, indexes)
                .mapToObj(IndexLoad::index)
                .collect(Collectors.joining(",", ", 'GlobalSecondaryIndexes': [", "]"));
        try (var client = new PlainClient(port)) {
            client.call(PlainClient.request(
                    "CreateTable", """
                    {'TableName': '%s', 'BillingMode': 'PAY_PER_REQUEST',
                     'AttributeDefinitions': [{'AttributeName': 'pk', 'AttributeType': 'S'}%s],
                     'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}]%s}
                    """.formatted(table, attributes, indexes == 0 ? "" : definitions)));
        }
    }

    private static String index(int number) {
        return """
                {'IndexName': 'by-i%1$d', 'KeySchema': [{'AttributeName': 'i%1$d', 'KeyType': 'HASH'}],
                 'Projection': {'ProjectionType': 'ALL'}}""".formatted(number);
    }

    private static byte[] query(String table, String key) {
        return PlainClient.request("Query", """
                {'TableName': '%s', 'IndexName': 'by-i0', 'Select': 'COUNT', 'KeyConditionExpression': 'i0 = :key',
                 'ExpressionAttributeValues': {':key': {'S': '%s'}}}""".formatted(table, key));
    }

    private static String key(Random random) {
        return "item-" + random.nextInt(100_000);
    }

    private static byte[] put(String table, String key, Random random) {
        return put(table, key, random, "i-" + random.nextInt(10_000));
    }

    private static byte[] put(String table, String key, Random random, String indexed) {
        return PlainClient.request(
                "PutItem", "{'TableName': '%s', 'Item': %s}".formatted(table, item(key, random, indexed)));
    }

    private static byte[] batch(String table, int number) {
        var random = new Random(number);
        return PlainClient.request(
                "BatchWriteItem",
                IntStream.range(number * BATCH, (number + 1) * BATCH)
                        .mapToObj(item -> "{'PutRequest': {'Item': %s}}"
                                .formatted(item("item-" + item, random, "i-" + random.nextInt(10_000))))
                        .collect(Collectors.joining(",", "{'RequestItems': {'" + table + "': [", "]}}")));
    }

    private static String item(String key, Random random, String indexed) {
        var attributes = IntStream.range(0, 5)
                .mapToObj(number ->
                        "'i%d': {'S': '%s'}".formatted(number, number == 0 ? indexed : "i-" + random.nextInt(10_000)))
                .collect(Collectors.joining(", "));
        return "{'pk': {'S': '%s'}, %s, 'payload': {'S': '%s'}}".formatted(key, attributes, PAYLOAD);
    }
}
