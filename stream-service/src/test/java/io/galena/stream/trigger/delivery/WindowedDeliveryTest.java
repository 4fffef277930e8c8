package io.galena.stream.trigger.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.galena.kit.kafka.KafkaClients;
import io.galena.kit.trigger.FunctionDescriptor;
import io.galena.kit.trigger.FunctionDescriptor.Kind;
import io.galena.kit.trigger.MappingDescriptor;
import io.galena.kit.trigger.MappingSettings;
import io.galena.stream.kafka.ChangeTopics;
import io.galena.stream.kafka.TopicSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Windows of ten seconds, and what a function may answer in them. */
class WindowedDeliveryTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:05Z");

    private final List<String> invoked = new ArrayList<>();
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final KafkaClients nowhere = new KafkaClients(() -> Map.of());
    private final FunctionClient functions = new FunctionClient(Duration.ofSeconds(1));
    private final FailureDestinations destinations = new FailureDestinations(
            nowhere,
            new ChangeTopics(nowhere, new TopicSettings(Optional.empty(), Optional.empty(), Duration.ofHours(24))),
            Duration.ofSeconds(30));
    private final List<String> results = new ArrayList<>();
    private final HttpServer server = server();
    private Instant now = NOW;

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        functions.close();
        destinations.close();
    }

    @Test
    void aStateIsHandedOnAsItWas() throws InterruptedException {
        var state = "{\"a\":12345678901234567890.123456789,\"b\":1E+400,\"c\":1.10}";
        answers.add(new Answer(200, "{\"state\":" + state + "}"));
        answers.add(new Answer(200, "{\"state\":{}}"));
        var delivery = delivery();

        delivery.deliver(List.of(record(1)));
        delivery.deliver(List.of(record(2)));

        assertThat(invoked.getLast()).contains("\"state\":" + state);
    }

    @Test
    void anAnswerWithoutAStateIsAFailure() throws InterruptedException {
        answers.add(new Answer(200, "{\"state\":{\"n\":1}}"));
        answers.add(new Answer(200, "{}"));
        answers.add(new Answer(200, ""));
        answers.add(new Answer(200, "{\"state\":7}"));
        answers.add(new Answer(200, "{\"state\":{\"n\":2}}"));
        var delivery = delivery();

        delivery.deliver(List.of(record(1)));
        delivery.deliver(List.of(record(2)));

        assertThat(invoked).hasSize(5);
        assertThat(invoked.subList(1, 5)).allSatisfy(event -> assertThat(event).contains("\"state\":{\"n\":1}"));
        assertThat(delivery.window()).map(WindowState::state).contains("{\"n\":2}");
        assertThat(results).containsSubsequence(Results.OK, Results.FUNCTION_FAILED, Results.OK);
    }

    @Test
    void theLastInvocationNeedsNoState() throws InterruptedException {
        answers.add(new Answer(200, "{\"state\":{}}"));
        answers.add(new Answer(200, ""));
        var delivery = delivery();
        delivery.deliver(List.of(record(1)));

        now = NOW.plusSeconds(30);
        delivery.idle();

        assertThat(invoked).hasSize(2).last().asString().contains("\"isFinalInvokeForWindow\":true");
        assertThat(delivery.window()).isEmpty();
    }

    @Test
    void aWindowWhoseEndAlwaysFailsIsGivenUpWhenItIsTooOld() throws InterruptedException {
        answers.add(new Answer(200, "{\"state\":{}}"));
        var delivery = delivery();
        delivery.deliver(List.of(record(1)));
        for (var n = 0; n < 3; n++) {
            answers.add(new Answer(500, ""));
        }

        now = NOW.plusSeconds(30);
        delivery.idle();

        assertThat(invoked).hasSize(4);
        assertThat(delivery.window()).isEmpty();
    }

    private Delivery delivery() {
        var url = "http://127.0.0.1:" + server.getAddress().getPort();
        var settings = new MappingSettings(
                MappingSettings.LATEST, 100, 0, 1, List.of(), -1, 60, false, false, 10, Optional.empty());
        var mapping = new MappingDescriptor("u", "000000000000", "us-east-1", "f", "arn:stream", true, true, settings);
        var function = new FunctionDescriptor("000000000000", "us-east-1", "f", Kind.WEBHOOK, url, "f", 60);
        var parts = new DeliveryParts(
                functions,
                destinations,
                new Backoff(Duration.ofMillis(1), Duration.ofMillis(2)),
                new TriggerMetrics(new SimpleMeterRegistry()),
                () -> now,
                Duration.ofHours(24));
        return Delivery.of(
                mapping,
                new Payload.Source("arn:stream", "shardId-1"),
                () -> Optional.of(function),
                parts,
                results::add,
                Optional.empty());
    }

    private static EventRecord record(int number) {
        return new EventRecord(
                number, Integer.toString(number), NOW.toEpochMilli(), 0, ("\"" + number + "\"").getBytes(UTF_8));
    }

    /** Answers as it was told to; when all is used up, it is later than any window may be. */
    private HttpServer server() {
        try {
            var made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            made.createContext("/", exchange -> {
                try (exchange) {
                    invoked.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                    var answer = answers.remove();
                    if (answers.isEmpty() && answer.status() != 200) {
                        now = NOW.plusSeconds(100);
                    }
                    var body = answer.body().getBytes(UTF_8);
                    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
                    exchange.getResponseBody().write(body);
                }
            });
            return made;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Answer(int status, String body) {}
}
