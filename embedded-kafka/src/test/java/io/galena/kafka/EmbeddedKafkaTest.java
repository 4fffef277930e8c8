package io.galena.kafka;

import static io.galena.kafka.Clients.committedKeys;
import static io.galena.kafka.Clients.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {
    @TempDir
    Path directory;

    @Test
    void topicsRecordsAndIdentityOutliveARestart() throws ExecutionException, InterruptedException {
        String clusterId;
        try (var kafka = EmbeddedKafka.start(directory, Map.of())) {
            Clients.createTopic(kafka, "changes");
            try (var producer = Clients.producer(kafka, Map.of())) {
                send(producer, "changes", "a");
            }
            clusterId = Clients.clusterId(kafka);
        }

        try (var kafka = EmbeddedKafka.start(directory, Map.of()).awaitReady()) {
            try (var producer = Clients.producer(kafka, Map.of("retries", 0))) {
                send(producer, "changes", "b");
            }
            assertThat(Clients.clusterId(kafka)).isEqualTo(clusterId);
            assertThat(committedKeys(kafka, "changes")).containsExactly("a", "b");
        }
    }

    @Test
    void thePortIsTheGivenOneIfItIsFree() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
            assertThatThrownBy(() -> EmbeddedKafka.start(directory, port, Map.of()))
                    .isInstanceOf(EmbeddedKafkaException.class)
                    .hasMessage("Port " + port + " of 127.0.0.1, meant for Kafka, is in use.");
        }

        try (var kafka = EmbeddedKafka.start(directory, port, Map.of()).awaitReady()) {
            assertThat(kafka.bootstrapServers()).isEqualTo("127.0.0.1:" + port);
        }
    }

    @Test
    void aBrokerClosedWhileItStartsCanBeStartedAgain() {
        EmbeddedKafka.start(directory, Map.of()).close();

        var kafka = EmbeddedKafka.start(directory, Map.of()).awaitReady();
        assertThat(kafka.isAlive()).isTrue();
        kafka.close();
        kafka.close();
        assertThat(kafka.isAlive()).isFalse();
    }

    @Test
    void twoBrokersInOneJvmDoNotMeet() throws ExecutionException, InterruptedException {
        try (var first = EmbeddedKafka.start(directory.resolve("first"), Map.of())) {
            try (var second = EmbeddedKafka.start(directory.resolve("second"), Map.of())) {
                Clients.createTopic(first, "changes");
                Clients.createTopic(second, "changes");
                try (var producer = Clients.producer(second, Map.of())) {
                    send(producer, "changes", "a");
                }
            }
            assertThat(committedKeys(first, "changes")).isEmpty();
        }
    }

    @Test
    void aDirectoryThatIsAFileIsRefused() throws IOException {
        var file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> EmbeddedKafka.start(file, Map.of()))
                .isInstanceOf(EmbeddedKafkaException.class)
                .hasMessage("The data directory " + file + " cannot be written.");
    }

    @Test
    void aSecondInstanceOnTheSameDirectoryIsRefused() {
        try (var kafka = EmbeddedKafka.start(directory, Map.of()).awaitReady()) {
            assertThatThrownBy(() -> EmbeddedKafka.start(directory, Map.of()))
                    .hasMessage("The data directory " + directory + " is in use by another instance.");
            assertThat(kafka.isAlive()).isTrue();
        }
    }

    @Test
    void aDirectoryThatHasLostItsIdentityIsRefusedAndLeftAsItIs() throws IOException {
        EmbeddedKafka.start(directory, Map.of()).awaitReady().close();
        var identity = directory.resolve("log/meta.properties");
        var content = Files.readString(identity);

        Files.writeString(identity, "torn");
        assertThatStartFails(
                "Kafka cannot be started in " + directory + ": Error: node ID not found in " + directory + "/log");
        Files.delete(identity);
        assertThatStartFails("The data directory " + directory + " is corrupt: meta.properties is missing.");
        Files.writeString(identity, content);
        EmbeddedKafka.start(directory, Map.of()).awaitReady().close();
    }

    @Test
    void aTornQuorumStateIsRefused() throws IOException {
        EmbeddedKafka.start(directory, Map.of()).awaitReady().close();
        Files.writeString(directory.resolve("log/__cluster_metadata-0/quorum-state"), "{torn");

        assertThatStartFails("Kafka cannot be started in " + directory
                + ": controller startup: caught exception: Error while reading the Quorum status");
    }

    private void assertThatStartFails(String message) {
        try (var kafka = EmbeddedKafka.start(directory, Map.of())) {
            assertThatThrownBy(kafka::awaitReady)
                    .isInstanceOf(EmbeddedKafkaException.class)
                    .hasMessageStartingWith(message);
            assertThat(kafka.ready()).isCompletedExceptionally();
            assertThat(kafka.isAlive()).isFalse();
        }
    }

    @Test
    void topicsAreNotCreatedByMention() {
        try (var kafka = EmbeddedKafka.start(directory, Map.of()).awaitReady();
                var admin = Clients.admin(kafka)) {
            assertThatThrownBy(() -> admin.describeTopics(List.of("nowhere"))
                            .allTopicNames()
                            .get())
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }
}
