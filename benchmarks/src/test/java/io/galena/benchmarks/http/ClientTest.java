package io.galena.benchmarks.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ClientTest {
    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final int MANY_BYTES = 64 << 20;

    @Test
    void anAnswerIsRead() throws Exception {
        IntFunction<String> answers = number -> TestingServer.answer(200, "{\"Number\":" + number + "}");
        try (var server = new TestingServer(answers);
                var client = new Client(writer(server.endpoint()), PATIENCE)) {
            assertThat(client.call("A", "{}").path("Number").asInt()).isZero();
            assertThat(client.call("A", "{}").path("Number").asInt()).isEqualTo(1);
        }
    }

    @Test
    void aRefusalTellsWhetherTheServerAsksForPatience() throws Exception {
        IntFunction<String> answers = number -> TestingServer.answer(
                400, "{\"__type\":\"x#" + (number == 0 ? "RequestLimitExceeded" : "Other") + "\"}");
        try (var server = new TestingServer(answers);
                var client = new Client(writer(server.endpoint()), PATIENCE)) {
            assertThatThrownBy(() -> client.call("A", "{}"))
                    .isInstanceOfSatisfying(
                            Client.RefusedException.class,
                            refused -> assertThat(refused.isThrottled()).isTrue());
            assertThatThrownBy(() -> client.call("A", "{}"))
                    .isInstanceOfSatisfying(
                            Client.RefusedException.class,
                            refused -> assertThat(refused.isThrottled()).isFalse());
        }
    }

    @Test
    void aServerThatNeverAnswersIsNotWaitedForForEver() throws Exception {
        try (var silent = silent();
                var client = new Client(writer(endpoint(silent)), PATIENCE)) {
            assertThatThrownBy(() -> client.call("A", "{}")).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void aServerThatNeverReadsIsNotWaitedForForEver() throws Exception {
        try (var silent = silent();
                var client = new Client(writer(endpoint(silent)), PATIENCE)) {
            assertThatThrownBy(() -> client.exchange(new byte[MANY_BYTES])).isInstanceOf(SocketTimeoutException.class);
        }
    }

    /** The system takes connections for it, and nobody serves them. */
    private static ServerSocket silent() throws IOException {
        return new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    }

    private static Endpoint endpoint(ServerSocket socket) {
        return new Endpoint("127.0.0.1", socket.getLocalPort());
    }

    private static RequestWriter writer(Endpoint endpoint) {
        return new RequestWriter(endpoint, new Authorization.Unverified());
    }
}
