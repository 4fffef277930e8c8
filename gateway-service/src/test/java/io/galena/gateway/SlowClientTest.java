package io.galena.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A gateway with little patience: who is too slow is cut off, who only waits is not. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SlowClientTest {
    private static final String HEADERS = "Content-Type: application/x-amz-json-1.0\n"
            + "X-Amz-Target: DynamoDB_20120810.ListTables\n"
            + "Authorization: AWS4-HMAC-SHA256 Credential=any/20260101/us-east-1/dynamodb/aws4_request,"
            + " SignedHeaders=host, Signature=any\nX-Amz-Date: 20260101T000000Z\n";
    private static final String START = "POST / HTTP/1.1\nHost: localhost\n";
    private static final String ONE_TABLE = "{\"TableNames\":[\"table-0\"]}";
    private static final int TRIES = 5;

    private static TestingGateway gateway;

    private RawClient client;

    @BeforeAll
    static void start() {
        gateway = TestingGateway.start(
                "galena.gateway.auth=none",
                "galena.gateway.client-timeout=700ms",
                "galena.gateway.body-timeout=2s",
                "galena.gateway.keep-alive=3s");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void connect() throws IOException {
        client = new RawClient(gateway.port());
    }

    @AfterEach
    void disconnect() throws IOException {
        client.close();
    }

    @Test
    void anIdleConnectionIsKeptForSomeTime() throws IOException, InterruptedException {
        insist(() -> {
            client.call(HEADERS, "{}");
            Thread.sleep(1_500);

            assertThat(client.call(HEADERS, "{}").text()).isEqualTo(ONE_TABLE);
        });
        assertThat(client.isClosedByServer()).isTrue();
    }

    @Test
    void anIdleConnectionMayBeKeptForLessThanAClientMayTake() throws IOException, InterruptedException {
        try (var impatient = TestingGateway.start(
                        "galena.gateway.auth=none",
                        "galena.gateway.client-timeout=60s",
                        "galena.gateway.keep-alive=1s");
                var other = new RawClient(impatient.port())) {
            long start = System.nanoTime();
            other.call(HEADERS, "{}");

            assertThat(other.isClosedByServer()).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
        }
    }

    @Test
    void anAnswerMayTakeLongerThanAClientMay() throws IOException, InterruptedException {
        insist(() -> {
            var answer = client.call(HEADERS, "{\"ExclusiveStartTableName\": \"sleep-4000\"}");

            assertThat(answer.text()).isEqualTo(ONE_TABLE);
            assertThat(client.call(HEADERS, "{}").text()).isEqualTo(ONE_TABLE);
        });
    }

    @Test
    void aClientThatStopsWithinTheHeadIsCutOff() throws IOException {
        long start = System.nanoTime();
        client.send(START + "Content-Type: app");

        assertThat(client.isClosedByServer()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(500));
    }

    @Test
    void aClientThatSendsItsHeadByteByByteIsCutOff() throws IOException, InterruptedException {
        insist(() -> client.call(HEADERS, "{}"));

        var head = START + HEADERS;
        assertThat(trickle(head)).isLessThan(head.length() - 1);
    }

    @Test
    void aClientThatStopsWithinTheBodyIsCutOff() throws IOException, InterruptedException {
        insist(() -> {
            var answer = client.send(START + "Content-Length: 10\n" + HEADERS + "\n{")
                    .receive();

            assertThat(answer.status()).isEqualTo(408);
        });
        assertThat(client.isClosedByServer()).isTrue();
    }

    @Test
    void aClientThatSendsItsBodyByteByByteIsCutOff() throws IOException, InterruptedException {
        client.send(START + "Content-Length: 1000\n" + HEADERS + "\n");

        assertThat(trickle(" ".repeat(600))).isLessThan(600);
    }

    @Test
    void aClientThatDoesNotTakeItsAnswerIsCutOff() throws IOException, InterruptedException {
        var body = "{\"Limit\": 100, \"ExclusiveStartTableName\": \"large-30000000\"}";
        insist(() -> {
            client.send(START + "Content-Length: " + body.length() + "\n" + HEADERS + "\n" + body);
            Thread.sleep(2_500);

            assertThat(client.receiveAll()).isLessThan(30_000_000);
        });
    }

    /**
     * Tries again on another connection when that fails: on a machine with much to do the test itself may be the client that is
     * too slow, or the gateway be held up for as long as a client is.
     */
    private void insist(Scenario scenario) throws IOException, InterruptedException {
        for (var tried = 1; ; tried++) {
            try {
                scenario.play();
                return;
            } catch (IOException | AssertionError e) {
                if (tried == TRIES) {
                    throw e;
                }
                disconnect();
                connect();
            }
        }
    }

    /** Sends a byte each tenth of a second until the server has enough, and tells how many it took. */
    private int trickle(String text) throws IOException, InterruptedException {
        var bytes = text.replace("\n", "\r\n").getBytes(ISO_8859_1);
        for (int i = 0; i < bytes.length; i++) {
            if (client.hasInput()) {
                return i;
            }
            try {
                client.sendBytes(new byte[] {bytes[i]});
            } catch (IOException _) {
                return i;
            }
            Thread.sleep(100);
        }
        return bytes.length;
    }

    /** What a client does on one connection. */
    @FunctionalInterface
    private interface Scenario {
        void play() throws IOException, InterruptedException;
    }
}
