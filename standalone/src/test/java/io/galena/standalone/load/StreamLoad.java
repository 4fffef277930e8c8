package io.galena.standalone.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Measures what streams cost: the throughput of PutItem of 1 KB on a table without a stream beside that on one with, and the
 * processor time that the server takes for both; then, at a moderate rate, the time from a write's answer until GetRecords has
 * it. The server must run with {@code --auth none} and one shard on this machine. Arguments: its process id, its port, the
 * seconds of each run, the writes a second of the last part.
 */
public final class StreamLoad {
    private static final int CONNECTIONS = 32;
    private static final int ITEMS = 1000;
    private static final int ROUNDS = 3;
    private static final String PAYLOAD = "x".repeat(1000);
    private static final Pattern SENT = Pattern.compile("\"sent\":\\{\"N\":\"([0-9]+)\"");

    private final ServerUnderLoad server;
    private final int port;
    private final Duration run;

    private StreamLoad(ServerUnderLoad server, int port, Duration run) {
        this.server = server;
        this.port = port;
        this.run = run;
    }

    public static void main(String[] arguments) throws Exception {
        var numbers = Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
        var load = new StreamLoad(ServerUnderLoad.of(numbers[0]), numbers[1], Duration.ofSeconds(numbers[2]));
        var suffix = Long.toString(System.currentTimeMillis(), 36);
        load.create("without-" + suffix, false);
        load.create("with-" + suffix, true);
        load.compare("without-" + suffix, "with-" + suffix);
        load.latency("with-" + suffix, numbers[3]);
    }

    private void create(String table, boolean stream) throws IOException {
        try (var client = new PlainClient(port)) {
            client.call(PlainClient.request("CreateTable", """
                    {'TableName': '%s', 'BillingMode': 'PAY_PER_REQUEST',
                     'AttributeDefinitions': [{'AttributeName': 'pk', 'AttributeType': 'S'}],
                     'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}],
                     'StreamSpecification': {'StreamEnabled': %s%s}}
                    """.formatted(
                            table, stream, stream ? ", 'StreamViewType': 'NEW_AND_OLD_IMAGES'" : "")));
        }
    }

    private void compare(String without, String with) throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var plain = throughput(without);
            var streamed = throughput(with);
            System.out.printf(
                    "without a stream: %s; with one: %s; ratio %.2f%n",
                    plain, streamed, streamed.perSecond() / plain.perSecond());
        }
    }

    private Throughput throughput(String table) throws Exception {
        var done = new LongAdder();
        var cpu = server.cpu();
        var begin = System.nanoTime();
        var end = begin + run.toNanos();
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            var clients = IntStream.range(0, CONNECTIONS)
                    .<Callable<Void>>mapToObj(_ -> () -> write(table, end, done))
                    .toList();
            for (var client : threads.invokeAll(clients)) {
                client.get();
            }
        }
        // Capture may be a moment behind.
        Thread.sleep(1000);
        var used = server.cpu().minus(cpu);
        return new Throughput(done.sum() / (double) run.toSeconds(), used.toMillis() * 1000.0 / done.sum());
    }

    private Void write(String table, long end, LongAdder done) throws IOException {
        try (var client = new PlainClient(port)) {
            while (System.nanoTime() < end) {
                client.call(put(table, 0));
                done.increment();
            }
        }
        return null;
    }

    private void latency(String table, int perSecond) throws Exception {
        var done = new AtomicBoolean();
        var micros = new ArrayList<Long>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var reader = threads.submit(() -> read(table, done, micros));
            // The reader is in its place, and everything warm.
            Thread.sleep(2000);
            try (var client = new PlainClient(port)) {
                var begin = System.nanoTime();
                var pause = TimeUnit.SECONDS.toNanos(1) / perSecond;
                for (var n = 0L; n * pause < run.toNanos(); n++) {
                    while (System.nanoTime() < begin + n * pause) {
                        Thread.sleep(Duration.ofNanos(Math.max(0, begin + n * pause - System.nanoTime())));
                    }
                    client.call(put(table, System.nanoTime()));
                }
            }
            Thread.sleep(2000);
            done.set(true);
            reader.get();
        }
        var sorted = micros.stream().sorted().toList();
        System.out.printf(
                "%d writes a second, from the request to GetRecords: %d records, p50 %.1f ms, p99 %.1f ms, longest %.1f ms%n",
                perSecond,
                sorted.size(),
                sorted.get(sorted.size() / 2) / 1e3,
                sorted.get(sorted.size() * 99 / 100) / 1e3,
                sorted.getLast() / 1e3);
    }

    /** Polls the only shard of the table's stream, as fast as it answers. */
    private Void read(String table, AtomicBoolean done, List<Long> micros) throws IOException, InterruptedException {
        try (var client = new PlainClient(port)) {
            var arn = member(
                            "LatestStreamArn",
                            client.ask(PlainClient.request("DescribeTable", "{'TableName': '" + table + "'}")))
                    .orElseThrow();
            var shard = member(
                            "ShardId",
                            client.ask(PlainClient.streamsRequest("DescribeStream", "{'StreamArn': '" + arn + "'}")))
                    .orElseThrow();
            var iterator = member(
                            "ShardIterator",
                            client.ask(PlainClient.streamsRequest(
                                    "GetShardIterator",
                                    "{'StreamArn': '%s', 'ShardId': '%s', 'ShardIteratorType': 'LATEST'}"
                                            .formatted(arn, shard))))
                    .orElseThrow();
            while (!done.get()) {
                var page =
                        client.ask(PlainClient.streamsRequest("GetRecords", "{'ShardIterator': '" + iterator + "'}"));
                var now = System.nanoTime();
                SENT.matcher(page)
                        .results()
                        .map(result -> Long.parseLong(result.group(1)))
                        .filter(sent -> sent > 0)
                        .forEach(sent -> micros.add(TimeUnit.NANOSECONDS.toMicros(now - sent)));
                iterator = member("NextShardIterator", page).orElseThrow();
                Thread.sleep(5);
            }
        }
        return null;
    }

    private static Optional<String> member(String name, String json) {
        var matcher = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(json);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Writes that are measured are to new keys, and so have no old image. */
    private static byte[] put(String table, long sent) {
        var key = sent == 0 ? "item-" + ThreadLocalRandom.current().nextInt(ITEMS) : "sent-" + sent;
        return PlainClient.request(
                "PutItem",
                "{'TableName': '%s', 'Item': {'pk': {'S': '%s'}, 'sent': {'N': '%d'}, 'random': {'N': '%d'}, 'payload': {'S': '%s'}}}"
                        .formatted(table, key, sent, ThreadLocalRandom.current().nextInt(1 << 30), PAYLOAD));
    }

    /** Writes a second, and milliseconds of processor time that a thousand of them take, capture included. */
    private record Throughput(double perSecond, double cpuPerThousand) {
        @Override
        public String toString() {
            return "%.0f writes/s, %.0f ms of processor time for 1000".formatted(perSecond, cpuPerThousand);
        }
    }
}
