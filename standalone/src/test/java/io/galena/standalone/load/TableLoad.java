package io.galena.standalone.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Measures tables: how long creating and deleting them takes one after the other, and the throughput of GetItem and PutItem of 1
 * KB on one table beside that on many in turn, with the processor time and the memory that the server takes. The server must run
 * with {@code --auth none} on this machine. Arguments: its process id, its port, how many tables to create and delete, how many to
 * use, the seconds of each run.
 */
public final class TableLoad {
    private static final int CONNECTIONS = 32;
    private static final int ITEMS = 1000;
    private static final int ROUNDS = 3;
    private static final String PAYLOAD = "x".repeat(1000);

    private final ServerUnderLoad server;
    private final int port;

    private TableLoad(ServerUnderLoad server, int port) {
        this.server = server;
        this.port = port;
    }

    public static void main(String[] arguments) throws Exception {
        var numbers = Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
        var load = new TableLoad(ServerUnderLoad.of(numbers[0]), numbers[1]);
        if (numbers[2] > 0) {
            load.createAndDelete(numbers[2]);
        }
        if (numbers[3] > 0) {
            load.compare(numbers[3], numbers[4]);
        }
    }

    private void createAndDelete(int tables) throws IOException {
        try (var client = new PlainClient(port)) {
            for (var run : List.of("first run", "second run")) {
                var creations = new ArrayList<Long>();
                var deletions = new ArrayList<Long>();
                for (var table = 0; table < tables; table++) {
                    creations.add(micros(client, creation("row-" + table)));
                }
                for (var table = 0; table < tables; table++) {
                    deletions.add(micros(
                            client, PlainClient.request("DeleteTable", "{'TableName': 'row-%d'}".formatted(table))));
                }
                System.out.printf("%s: create %s, delete %s%n", run, percentiles(creations), percentiles(deletions));
            }
        }
    }

    private void compare(int tables, int seconds) throws Exception {
        try (var client = new PlainClient(port)) {
            for (var table = 0; table < tables; table++) {
                client.call(creation("load-" + table));
            }
        }
        for (var round = 0; round < ROUNDS; round++) {
            var one = throughput(seconds, _ -> 0);
            var before = server.privateMemory();
            var many = throughput(seconds, number -> number % tables);
            System.out.printf(
                    "one table: %s; %d tables: %s; ratio %.2f%n",
                    one, tables, many, many.perSecond() / one.perSecond());
            System.out.printf("before: %s; after: %s%n", before, server.privateMemory());
        }
    }

    /** Half of the requests are reads; their number decides on which table. */
    private Throughput throughput(int seconds, IntUnaryOperator tableOf) throws Exception {
        var done = new LongAdder();
        var cpu = server.cpu();
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            var clients = IntStream.range(0, CONNECTIONS)
                    .<Callable<Void>>mapToObj(_ -> () -> run(end, tableOf, done))
                    .toList();
            for (var client : threads.invokeAll(clients)) {
                client.get();
            }
        }
        var used = server.cpu().minus(cpu);
        return new Throughput(done.sum() / (double) seconds, used.toMillis() * 1000.0 / done.sum());
    }

    private Void run(long end, IntUnaryOperator tableOf, LongAdder done) throws IOException {
        var random = ThreadLocalRandom.current();
        try (var client = new PlainClient(port)) {
            for (var number = random.nextInt(1 << 20); System.nanoTime() < end; number++) {
                var table = tableOf.applyAsInt(number);
                var key = "item-" + random.nextInt(ITEMS);
                client.call(random.nextBoolean() ? reading(table, key) : writing(table, key));
                done.increment();
            }
        }
        return null;
    }

    private static byte[] reading(int table, String key) {
        return PlainClient.request(
                "GetItem",
                "{'TableName': 'load-%d', 'Key': {'pk': {'S': '%s'}, 'sk': {'N': '1'}}}".formatted(table, key));
    }

    private static byte[] writing(int table, String key) {
        return PlainClient.request(
                "PutItem",
                "{'TableName': 'load-%d', 'Item': {'pk': {'S': '%s'}, 'sk': {'N': '1'}, 'payload': {'S': '%s'}}}"
                        .formatted(table, key, PAYLOAD));
    }

    /** A table with a local index. */
    private static byte[] creation(String name) {
        return PlainClient.request("CreateTable", """
                {'TableName': '%s', 'BillingMode': 'PAY_PER_REQUEST',
                 'AttributeDefinitions': [{'AttributeName': 'pk', 'AttributeType': 'S'},
                    {'AttributeName': 'sk', 'AttributeType': 'N'}, {'AttributeName': 'rank', 'AttributeType': 'N'}],
                 'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}, {'AttributeName': 'sk', 'KeyType': 'RANGE'}],
                 'LocalSecondaryIndexes': [{'IndexName': 'by-rank', 'Projection': {'ProjectionType': 'ALL'},
                    'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}, {'AttributeName': 'rank', 'KeyType': 'RANGE'}]}]}
                """.formatted(name));
    }

    private static long micros(PlainClient client, byte[] request) {
        try {
            var begin = System.nanoTime();
            client.call(request);
            return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begin);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String percentiles(List<Long> micros) {
        var sorted = micros.stream().sorted().toList();
        return "median %.1f ms, p95 %.1f ms"
                .formatted(sorted.get(sorted.size() / 2) / 1e3, sorted.get(sorted.size() * 95 / 100) / 1e3);
    }

    /** Requests a second, and milliseconds of processor time that a thousand of them take. */
    private record Throughput(double perSecond, double cpuPerThousand) {
        @Override
        public String toString() {
            return "%.0f req/s, %.0f ms of processor time for 1000".formatted(perSecond, cpuPerThousand);
        }
    }
}
