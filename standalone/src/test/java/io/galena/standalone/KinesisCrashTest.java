package io.galena.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.standalone.kinesis.TestingKinesis;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** The process dies when it has said that a stream will be created, or deleted: it comes to be so. */
class KinesisCrashTest {
    private static final int ROUNDS = 2;
    private static final int STREAMS = 4;
    private static final int MOST_MILLIS = 120;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private final Random random = new Random();
    private final List<String> created = new ArrayList<>();
    private final List<String> deleted = new ArrayList<>();

    @Test
    void whatWasCutOffIsFinishedByTheNextStart() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            createDeleteAndKill(round);
        }

        var port = TestingPorts.free();
        try (var galena = GalenaProcess.start(directory, "--kafka-port", Integer.toString(port))) {
            for (var name : created) {
                try (var stream = new TestingKinesis(galena.endpoint(), name)) {
                    stream.awaitActive();
                    stream.put(0, 2);
                    // A put whose answer is late is repeated by the client, and may be there twice.
                    assertThat(stream.texts(stream.iterator(ShardIteratorType.TRIM_HORIZON)))
                            .containsSubsequence("0", "1");
                }
            }
            for (var name : deleted) {
                awaitGone(galena, name);
            }
            awaitTopics(port, created.size());
        }
    }

    private void createDeleteAndKill(int round) throws IOException, InterruptedException {
        try (var galena = GalenaProcess.start(directory)) {
            if (!created.isEmpty()) {
                try (var stream = new TestingKinesis(galena.endpoint(), created.getFirst())) {
                    stream.awaitActive();
                    stream.client.deleteStream(delete -> delete.streamName(stream.name));
                    deleted.add(created.removeFirst());
                }
            }
            for (var n = 0; n < STREAMS; n++) {
                try (var stream = new TestingKinesis(galena.endpoint(), "stream-" + round + "-" + n)) {
                    stream.client.createStream(
                            create -> create.streamName(stream.name).shardCount(1));
                    created.add(stream.name);
                }
            }
            Thread.sleep(random.nextInt(MOST_MILLIS));
            galena.process().kill();
        }
    }

    private static void awaitGone(GalenaProcess galena, String name) throws InterruptedException {
        try (var stream = new TestingKinesis(galena.endpoint(), name)) {
            var deadline = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < deadline) {
                assertThat(stream.status()).isEqualTo(StreamStatus.DELETING);
                Thread.sleep(50);
            }
            throw new AssertionError("Not gone in time: " + name);
        } catch (ResourceNotFoundException e) {
            // That is how it should be.
        }
    }

    /** The broker may answer with what it knew a moment ago. */
    private static void awaitTopics(int port, int count) throws ExecutionException, InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (topics(port) != count && System.nanoTime() < deadline) {
            Thread.sleep(50);
        }
        assertThat(topics(port)).isEqualTo(count);
    }

    private static long topics(int port) throws ExecutionException, InterruptedException {
        var settings = new Properties();
        settings.putAll(Map.of("bootstrap.servers", "127.0.0.1:" + port));
        try (var admin = Admin.create(settings)) {
            return admin.listTopics().names().get().stream()
                    .filter(topic -> topic.startsWith("galena.kinesis."))
                    .count();
        }
    }
}
