package io.galena.standalone.trigger;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A function: an HTTP server that keeps what it got and answers what the test says. */
public final class TestingFunction implements AutoCloseable {
    public static final Reply OK = new Reply(200, "", Map.of());

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final HttpServer server;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private volatile Function<Event, Reply> behaviour;

    TestingFunction(Function<Event, Reply> behaviour) throws IOException {
        this(0, behaviour);
    }

    TestingFunction(int port, Function<Event, Reply> behaviour) throws IOException {
        this.behaviour = behaviour;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void behave(Function<Event, Reply> other) {
        behaviour = other;
    }

    /** What it got so far, in the order in which it came. */
    List<Event> events() {
        return List.copyOf(events);
    }

    /** The values of {@code n} of all records so far. */
    List<Integer> numbers() {
        return events.stream().flatMap(event -> event.numbers().stream()).toList();
    }

    /** Waits until what it got is as wanted. */
    List<Event> await(Predicate<List<Event>> wanted) throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!wanted.test(events())) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Not in time, but: " + events());
            }
            Thread.sleep(10);
        }
        return events();
    }

    /** Waits until it has got all numbers up to that one, and returns all that it got. */
    public List<Integer> awaitNumbers(int count) throws InterruptedException {
        await(got -> got.stream()
                        .flatMap(event -> event.numbers().stream())
                        .distinct()
                        .count()
                >= count);
        return numbers();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            var event = new Event(exchange.getRequestURI().getPath(), JSON.readTree(body));
            events.add(event);
            var reply = behaviour.apply(event);
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            var answer = reply.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(reply.status(), answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    /** A request that it got. */
    public record Event(String path, JsonNode json) {
        public List<JsonNode> records() {
            return json.path("Records").valueStream().toList();
        }

        public List<Integer> numbers() {
            return records().stream().map(Event::number).toList();
        }

        static int number(JsonNode record) {
            return Integer.parseInt(record.at("/dynamodb/NewImage/n/N").asString("-1"));
        }
    }

    /** What it answers. */
    public record Reply(int status, String body, Map<String, String> headers) {
        static Reply json(String body) {
            return new Reply(200, body.replace('\'', '"'), Map.of());
        }

        static Reply status(int status) {
            return new Reply(status, "", Map.of());
        }
    }
}
