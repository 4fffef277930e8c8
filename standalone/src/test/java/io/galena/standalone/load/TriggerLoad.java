package io.galena.standalone.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Measures triggers: how many records a second go through one trigger and through ten on the same table, each with a function of its own, when
 * all records are in the stream already; then, at a moderate rate, the time from a write's request until a function has it. The functions
 * are in this process and do nothing. The server must run with {@code --auth none} and one shard on this machine. Arguments: its
 * port, the number of records, the writes a second of the last part, its seconds.
 */
public final class TriggerLoad {
    private static final Pattern RECORD = Pattern.compile("\"eventID\"");
    private static final Pattern SENT = Pattern.compile("\"sent\":\\{\"N\":\"([0-9]+)\"");
    private static final Pattern UUID = Pattern.compile("\"UUID\":\"([^\"]+)\"");
    private static final Pattern ARN = Pattern.compile("\"LatestStreamArn\":\"([^\"]+)\"");
    private static final String PAYLOAD = "x".repeat(200);

    private final int port;
    private final int records;
    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpServer functions;
    private final AtomicLong received = new AtomicLong();
    private final ConcurrentLinkedQueue<Long> micros = new ConcurrentLinkedQueue<>();
    private final String suffix = Long.toString(System.currentTimeMillis(), 36);

    private TriggerLoad(int port, int records) throws IOException {
        this.port = port;
        this.records = records;
        this.functions = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        functions.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        functions.createContext("/", this::receive);
        functions.start();
    }

    public static void main(String[] arguments) throws Exception {
        var numbers = Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
        var load = new TriggerLoad(numbers[0], numbers[1]);
        var table = load.table("many");
        new Load(numbers[0], 16).times(numbers[1], n -> load.put("many", "item-" + n, 0));
        load.throughput(table, 1);
        load.throughput(table, 1);
        load.throughput(table, 10);
        load.latency(numbers[2], numbers[3]);
        load.functions.stop(0);
    }

    private void throughput(String arn, int triggers) throws Exception {
        received.set(0);
        var begin = System.nanoTime();
        var mappings = new String[triggers];
        for (var n = 0; n < triggers; n++) {
            mappings[n] = map(arn, "TRIM_HORIZON", "load-" + triggers + "-" + n);
        }
        var wanted = (long) records * triggers;
        while (received.get() < wanted) {
            Thread.sleep(1);
        }
        var seconds = (System.nanoTime() - begin) / 1e9;
        for (var mapping : mappings) {
            var _ = send("DELETE", "/2015-03-31/event-source-mappings/" + mapping, "");
        }
        System.out.printf(
                Locale.ROOT,
                "%d trigger(s): %d records in %.2f s from the creation on, %.0f records/s%n",
                triggers,
                wanted,
                seconds,
                wanted / seconds);
    }

    private void latency(int perSecond, int seconds) throws Exception {
        var arn = table("few");
        var mapping = map(arn, "LATEST", "load-latency");
        while (!send("GET", "/2015-03-31/event-source-mappings/" + mapping, "").contains("\"Enabled\"")) {
            Thread.sleep(10);
        }
        try (var client = new PlainClient(port)) {
            var begin = System.nanoTime();
            var pause = TimeUnit.SECONDS.toNanos(1) / perSecond;
            for (var n = 0L; n < (long) perSecond * seconds; n++) {
                TimeUnit.NANOSECONDS.sleep(Math.max(0, begin + n * pause - System.nanoTime()));
                client.call(put("few", "sent-" + n, System.nanoTime()));
            }
        }
        Thread.sleep(2000);
        var sorted = micros.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "%d writes a second, from the request to the function: %d records, p50 %.1f ms, p99 %.1f ms%n",
                perSecond,
                sorted.size(),
                sorted.get(sorted.size() / 2) / 1e3,
                sorted.get(sorted.size() * 99 / 100) / 1e3);
        var _ = send("DELETE", "/2015-03-31/event-source-mappings/" + mapping, "");
    }

    private String table(String name) throws IOException {
        try (var client = new PlainClient(port)) {
            client.call(PlainClient.request("CreateTable", """
                    {'TableName': '%s-%s', 'BillingMode': 'PAY_PER_REQUEST',
                     'AttributeDefinitions': [{'AttributeName': 'pk', 'AttributeType': 'S'}],
                     'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}],
                     'StreamSpecification': {'StreamEnabled': true, 'StreamViewType': 'NEW_IMAGE'}}
                    """.formatted(name, suffix)));
            return first(
                    ARN,
                    client.ask(PlainClient.request("DescribeTable", "{'TableName': '" + name + "-" + suffix + "'}")));
        }
    }

    private byte[] put(String table, String key, long sent) {
        return PlainClient.request(
                "PutItem",
                "{'TableName': '%s-%s', 'Item': {'pk': {'S': '%s'}, 'sent': {'N': '%d'}, 'payload': {'S': '%s'}}}"
                        .formatted(table, suffix, key, sent, PAYLOAD));
    }

    private String map(String arn, String position, String function) throws IOException, InterruptedException {
        var url = "http://127.0.0.1:" + functions.getAddress().getPort();
        var _ = send("PUT", "/galena/functions/" + function, "{'Kind': 'webhook', 'Url': '" + url + "'}");
        return first(
                UUID,
                send(
                        "POST",
                        "/2015-03-31/event-source-mappings",
                        "{'FunctionName': '%s', 'EventSourceArn': '%s', 'StartingPosition': '%s', 'BatchSize': 1000}"
                                .formatted(function, arn, position)));
    }

    private String send(String method, String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=load/20260101/us-east-1/lambda/aws4_request, SignedHeaders=host, Signature=0")
                .method(method, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
                .build();
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            var event = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            var now = System.nanoTime();
            received.addAndGet(RECORD.matcher(event).results().count());
            SENT.matcher(event)
                    .results()
                    .map(result -> Long.parseLong(result.group(1)))
                    .filter(sent -> sent > 0)
                    .forEach(sent -> micros.add(TimeUnit.NANOSECONDS.toMicros(now - sent)));
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static String first(Pattern pattern, String text) throws IOException {
        var found = pattern.matcher(text);
        if (!found.find()) {
            throw new IOException("Missing in " + text);
        }
        return found.group(1);
    }
}
