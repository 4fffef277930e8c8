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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records that are too old when their turn comes. */
class ExpiredRecordsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Payload.Source SOURCE = new Payload.Source("arn:stream", "shardId-1");

    private final List<String> invoked = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final KafkaClients nowhere = new KafkaClients(() -> Map.of());
    private final ChangeTopics topics =
            new ChangeTopics(nowhere, new TopicSettings(Optional.empty(), Optional.empty(), Duration.ofHours(24)));
    private final FunctionClient functions = new FunctionClient(Duration.ofSeconds(1));
    private final FailureDestinations destinations = new FailureDestinations(nowhere, topics, Duration.ofSeconds(30));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final HttpServer server = server();

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
    void recordsOlderThanTheMappingAllowsAreToldOfAndNotDelivered() throws InterruptedException {
        delivery(60).deliver(List.of(record(1, 120), record(2, 61), record(3, 59), record(4, 0)));

        assertThat(invoked).containsExactly("{\"Records\":[\"3\",\"4\"]}");
        assertThat(told)
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .contains("\"condition\":\"RecordAgeExceeded\"")
                        .contains("\"batchSize\":2")
                        .contains("\"startSequenceNumber\":\"1\"")
                        .contains("\"endSequenceNumber\":\"2\"")
                        .contains("\"approximateInvokeCount\":0")
                        .doesNotContain("responseContext"));
        assertThat(meters.get("galena.trigger.records")
                        .tag("outcome", "discarded")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void recordsThatTheStreamNoLongerKeepsAreNotDeliveredEither() throws InterruptedException {
        delivery(-1).deliver(List.of(record(1, 25 * 3600), record(2, 23 * 3600)));

        assertThat(invoked).containsExactly("{\"Records\":[\"2\"]}");
    }

    private Delivery delivery(int maximumAge) {
        var url = "http://127.0.0.1:" + server.getAddress().getPort();
        var settings = new MappingSettings(
                MappingSettings.LATEST,
                100,
                0,
                1,
                List.of(),
                -1,
                maximumAge,
                false,
                false,
                0,
                Optional.of(url + "/told"));
        var mapping = new MappingDescriptor("u", "000000000000", "us-east-1", "f", "arn:stream", true, true, settings);
        var function =
                new FunctionDescriptor("000000000000", "us-east-1", "f", Kind.WEBHOOK, url + "/function", "f", 60);
        var parts = new DeliveryParts(
                functions,
                destinations,
                new Backoff(Duration.ofMillis(10), Duration.ofMillis(20)),
                new TriggerMetrics(meters),
                InstantSource.fixed(NOW),
                Duration.ofHours(24));
        return Delivery.of(mapping, SOURCE, () -> Optional.of(function), parts, _ -> {}, Optional.empty());
    }

    private static EventRecord record(int number, int secondsOld) {
        return new EventRecord(
                number,
                Integer.toString(number),
                NOW.minusSeconds(secondsOld).toEpochMilli(),
                0,
                ("\"" + number + "\"").getBytes(UTF_8));
    }

    private HttpServer server() {
        try {
            var made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            made.createContext("/", exchange -> {
                try (exchange) {
                    var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                    (exchange.getRequestURI().getPath().equals("/told") ? told : invoked).add(body);
                    exchange.sendResponseHeaders(200, -1);
                }
            });
            return made;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
