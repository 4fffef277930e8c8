package io.galena.stream.trigger.delivery;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.kit.kafka.KafkaClients;
import io.galena.stream.kafka.ChangeTopics;
import io.galena.stream.kafka.TopicSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Destinations that take nothing: what is thrown has the sender try again. */
class FailureDestinationsTest {
    private final KafkaClients nowhere = new KafkaClients(() -> Map.of());
    private final FailureDestinations destinations = new FailureDestinations(
            nowhere,
            new ChangeTopics(nowhere, new TopicSettings(Optional.empty(), Optional.empty(), Duration.ofHours(24))),
            Duration.ofMillis(500));

    @AfterEach
    void close() {
        destinations.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://my_host/dead",
                "http://h/%zz",
                "http://[bad/",
                "http://127.0.0.1:1/a|b",
                "http://127.0.0.1:99999/",
                "http://127.0.0.1:1/"
            })
    void whatCannotBeSentToIsAFailureToSend(String url) {
        assertThatThrownBy(() -> destinations.send(url, "key", new byte[1])).isInstanceOf(IOException.class);
    }

    @Test
    @Timeout(60)
    void anAnswerThatNeverEndsIsNotWaitedFor() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answerWithoutEnd(server));

            assertThatThrownBy(() ->
                            destinations.send("http://127.0.0.1:" + server.getLocalPort() + "/", "key", new byte[1]))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("does not answer");
        }
    }

    private static void answerWithoutEnd(ServerSocket server) {
        try (var connection = server.accept()) {
            connection.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n".getBytes(US_ASCII));
            connection.getOutputStream().flush();
            connection.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // The client has gone.
        }
    }
}
