package io.galena.gateway;

import static io.galena.gateway.RawClient.UNVERIFIED_CALL;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that send more than the gateway has memory for: they are refused, and others are served meanwhile. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class BodyMemoryTest {
    private static final int LARGE = 16 * 1024 * 1024;
    private static final int SMALL = 64 * 1024;

    private static TestingGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestingGateway.start(
                "galena.gateway.auth=none",
                "galena.gateway.body-memory=64MB",
                // Nobody is cut off for being slow: memory is held until the test lets go of it.
                "galena.gateway.client-timeout=60s",
                "galena.gateway.body-timeout=100s");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void largeBodiesBeyondTheMemoryAreRefusedAndSmallOnesServed() throws IOException {
        try (var attack = new Attack(6)) {
            var answers = attack.refused(3);

            assertThat(answers).allSatisfy(answer -> {
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.text()).contains("ServiceUnavailableException");
                assertThat(answer.header("connection")).isEqualTo("close");
            });
            assertThat(statusOf(2)).isEqualTo(200);
            assertThat(statusOf(SMALL)).isEqualTo(200);
        }
        assertServedAgain(LARGE);
    }

    @Test
    void whatIsDecompressedTakesMemoryToo() throws IOException {
        var compressed = gzip(padded(LARGE));
        try (var attack = new Attack(2);
                var client = new RawClient(gateway.port())) {
            RawClient.Response answer;
            do {
                attack.join();
                answer = client.call(UNVERIFIED_CALL + "Content-Encoding: gzip\n", compressed);
            } while (answer.status() == 200);

            assertThat(answer.status()).isEqualTo(503);
            assertThat(client.call(UNVERIFIED_CALL + "Content-Encoding: gzip\n", gzip(padded(SMALL)))
                            .status())
                    .isEqualTo(200);
        }
        assertServedAgain(LARGE);
    }

    @Test
    void answersThatNobodyTakesAreBoundedTooAndTheRestIsServed() throws IOException {
        var large = "{\"ExclusiveStartTableName\": \"large-" + LARGE + "\"}";
        var small = "{\"ExclusiveStartTableName\": \"large-" + SMALL / 2 + "\"}";
        var readers = new ArrayList<RawClient>();
        try (var client = new RawClient(gateway.port())) {
            for (int i = 0; i < 3; i++) {
                readers.add(new RawClient(gateway.port()));
                readers.getLast()
                        .ask(UNVERIFIED_CALL, large.getBytes(ISO_8859_1))
                        .awaitInput();
            }

            var refused = client.call(UNVERIFIED_CALL, large);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.text()).contains("ServiceUnavailableException");
            assertThat(client.call(UNVERIFIED_CALL, small).status()).isEqualTo(200);
            assertThat(client.call(UNVERIFIED_CALL, padded(LARGE)).status()).isEqualTo(200);

            assertThat(readers.getFirst().receive().body()).hasSizeGreaterThan(LARGE);
            assertThat(client.call(UNVERIFIED_CALL, large).status()).isEqualTo(200);
        } finally {
            for (var reader : readers) {
                reader.close();
            }
        }
    }

    @Test
    void anAnswerLargerThanAllTheMemoryIsGivenAlone() throws IOException {
        try (var client = new RawClient(gateway.port())) {
            for (int i = 0; i < 2; i++) {
                assertThat(client.call(UNVERIFIED_CALL, "{\"ExclusiveStartTableName\": \"large-70000000\"}")
                                .body())
                        .hasSizeGreaterThan(70_000_000);
            }
        }
    }

    @Test
    void memoryIsGivenBackWhateverBecomesOfTheRequests() throws IOException {
        for (int i = 0; i < 4; i++) {
            assertThat(statusOf(LARGE)).isEqualTo(200);
            assertThat(statusOf(LARGE + 1)).isEqualTo(413);
            try (var client = new RawClient(gateway.port())) {
                assertThat(client.call(UNVERIFIED_CALL, "[".repeat(LARGE)).status())
                        .isEqualTo(400);
            }
        }
    }

    /** Clients that send all of a large body but its last byte. */
    private static final class Attack implements AutoCloseable {
        private final List<RawClient> clients = new ArrayList<>();

        Attack(int count) throws IOException {
            for (int i = 0; i < count; i++) {
                join();
            }
        }

        void join() throws IOException {
            var client = new RawClient(gateway.port());
            clients.add(client);
            client.send("POST / HTTP/1.1\nHost: localhost\nContent-Length: " + LARGE + "\n" + UNVERIFIED_CALL + "\n")
                    .sendBytes(padded(LARGE - 1));
        }

        /** The answers to those who were refused, once there are so many. */
        List<RawClient.Response> refused(int count) throws IOException {
            var answers = new ArrayList<RawClient.Response>();
            var left = new ArrayList<>(clients);
            while (answers.size() < count) {
                for (var client : List.copyOf(left)) {
                    if (client.hasInput()) {
                        answers.add(client.receive());
                        left.remove(client);
                    }
                }
                pause();
            }
            return answers;
        }

        @Override
        public void close() throws IOException {
            for (var client : clients) {
                client.close();
            }
        }
    }

    private static int statusOf(int length) throws IOException {
        try (var client = new RawClient(gateway.port())) {
            return client.call(UNVERIFIED_CALL, padded(length)).status();
        }
    }

    /** The server may take a moment to see that a client has gone. */
    private static void assertServedAgain(int length) throws IOException {
        var status = statusOf(length);
        for (long start = System.nanoTime();
                status == 503
                        && System.nanoTime() - start < Duration.ofSeconds(60).toNanos(); ) {
            status = statusOf(length);
        }
        assertThat(status).isEqualTo(200);
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] padded(int length) {
        var bytes = new byte[length];
        Arrays.fill(bytes, (byte) ' ');
        System.arraycopy("{}".getBytes(ISO_8859_1), 0, bytes, 0, 2);
        return bytes;
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var compressed = new ByteArrayOutputStream();
        try (var stream = new GZIPOutputStream(compressed)) {
            stream.write(bytes);
        }
        return compressed.toByteArray();
    }
}
