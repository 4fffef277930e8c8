package io.galena.stream.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.kafka.EmbeddedKafka;
import io.galena.stream.kafka.ChangeTopics;
import io.galena.kit.kafka.KafkaClients;
import io.galena.stream.kafka.TopicSettings;
import io.galena.stream.read.ShardSpans;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams while Kafka cannot be reached: an error that clients try again after, soon. */
class KafkaAwayTest {
    /** Less than the minute for which Kafka's clients try. */
    private static final Duration SOON = Duration.ofSeconds(45);

    @TempDir
    Path directory;

    @Test
    void whoAsksBeforeKafkaWasEverThereIsToldSo() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var address = "127.0.0.1:" + silent.getLocalPort();
            var clients = new KafkaClients(() -> Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, address));
            try (var topics = new ChangeTopics(
                            clients, new TopicSettings(Optional.empty(), Optional.empty(), StreamInKafka.RETENTION));
                    var spans = new ShardSpans(clients, topics)) {
                spans.start();

                assertUnavailable(() -> spans.find("shardId-00000001430000000000-00000000"));
            }
        }
    }

    @Test
    void readersAreToldWhenKafkaGoesAndGoOnWhenItIsBack() throws Exception {
        var first = EmbeddedKafka.start(directory, Map.of()).awaitReady();
        var address = first.bootstrapServers();
        try (var stream = new StreamInKafka(address)) {
            var shard = stream.open(stream.addShard(0, Optional.empty()));
            stream.insert(shard, "a");
            var iterator = stream.iterator(shard, "TRIM_HORIZON");
            assertThat(StreamInKafka.keys(stream.records(iterator))).containsExactly("a");
            first.close();

            assertUnavailable(() -> stream.records(iterator));
            assertUnavailable(() -> stream.iterator(shard, "LATEST"));

            var port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
            try (var second = EmbeddedKafka.start(directory, port, Map.of()).awaitReady()) {
                assertThat(second.isAlive()).isTrue();
                assertThat(StreamInKafka.keys(stream.records(iterator))).containsExactly("a");
            }
        } finally {
            first.close();
        }
    }

    private static void assertUnavailable(Runnable request) {
        var begin = System.nanoTime();
        assertThatThrownBy(request::run)
                .isInstanceOfSatisfying(
                        DynamoDbException.class,
                        error -> assertThat(error.type()).isEqualTo(ErrorType.SERVICE_UNAVAILABLE));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);
    }
}
