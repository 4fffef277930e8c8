package io.galena.stream.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.kafka.testing.TestingKafka;
import io.galena.kit.catalog.Catalog;
import io.galena.kit.kafka.KafkaClients;
import io.galena.kit.kinesis.FindKinesisStream;
import io.galena.kit.kinesis.KinesisStreamDescriptor;
import io.galena.kit.kinesis.KinesisStreamStatus;
import io.galena.kit.kinesis.ReportKinesisTopic;
import io.galena.stream.kafka.KinesisTopics;
import io.galena.stream.kafka.TopicSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.CommonClientConfigs;
import org.junit.jupiter.api.Test;

/** The test is the catalog and the control plane. */
class TopicKeeperTest {
    private static final long FIRST = ThreadLocalRandom.current().nextLong(1_000_000, Integer.MAX_VALUE);

    /** No broker makes a topic of so many partitions. */
    private static final int NONE = 0;

    private final KafkaClients clients = new KafkaClients(
            () -> Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, TestingKafka.bootstrapServers()));
    private final Set<Long> reported = ConcurrentHashMap.newKeySet();
    private volatile List<KinesisStreamDescriptor> streams = List.of();
    private volatile long unheard;

    @Test
    void aStreamWhoseTopicCannotBeMadeDoesNotHoldUpTheOthers() throws InterruptedException {
        try (var topics = topics();
                var keeper = keeper(topics)) {
            streams = List.of(stream(FIRST, NONE), stream(FIRST + 1, 1));
            keeper.start();
            await(FIRST + 1);
            streams = List.of(stream(FIRST, NONE), stream(FIRST + 1, 1), stream(FIRST + 2, 1));
            await(FIRST + 2);
            assertThat(reported).doesNotContain(FIRST);

            streams = List.of(stream(FIRST, 2), stream(FIRST + 1, 1), stream(FIRST + 2, 1));
            await(FIRST);

            assertThat(topics.idOf(stream(FIRST, 2))).isPresent();
        }
    }

    @Test
    void aStreamWhoseReportIsNotHeardIsReportedAgainThoughNothingChanges() throws InterruptedException {
        unheard = FIRST + 10;
        try (var topics = topics();
                var keeper = keeper(topics)) {
            streams = List.of(stream(FIRST + 10, 1), stream(FIRST + 11, 1));
            keeper.start();
            await(FIRST + 11);
            assertThat(reported).doesNotContain(FIRST + 10);

            unheard = 0;

            await(FIRST + 10);
        }
    }

    private void await(long stream) throws InterruptedException {
        for (var tried = 0; !reported.contains(stream); tried++) {
            assertThat(tried)
                    .as("until %s is reported, beside %s", stream, reported)
                    .isLessThan(3000);
            Thread.sleep(20);
        }
    }

    private KinesisTopics topics() {
        return new KinesisTopics(clients, new TopicSettings(Optional.empty(), Optional.empty(), Duration.ofDays(1)));
    }

    private TopicKeeper keeper(KinesisTopics topics) {
        var catalog = (Catalog) Proxy.newProxyInstance(
                TopicKeeperTest.class.getClassLoader(), new Class<?>[] {Catalog.class}, (_, method, _) -> {
                    assertThat(method.getName()).isEqualTo("kinesisStreams");
                    return streams;
                });
        return new TopicKeeper(catalog, topics, this::call, Duration.ofHours(1));
    }

    private <A> A call(String operation, Object request, Class<A> answer) {
        return answer.cast(
                switch (request) {
                    case ReportKinesisTopic.Request report -> report(report);
                    // Those of other tests on this broker are theirs.
                    default -> new FindKinesisStream.Answer(Optional.of(stream(FIRST, 1)));
                });
    }

    private ReportKinesisTopic.Answer report(ReportKinesisTopic.Request report) {
        if (report.stream() == unheard) {
            throw new UncheckedIOException(new IOException("The control plane cannot be reached"));
        }
        reported.add(report.stream());
        return new ReportKinesisTopic.Answer(streams.stream()
                .filter(stream -> stream.id() == report.stream())
                .findFirst());
    }

    private static KinesisStreamDescriptor stream(long id, int shards) {
        return new KinesisStreamDescriptor(
                id,
                "000000000000",
                "us-east-1",
                "stream-" + id,
                "PROVISIONED",
                shards,
                24,
                KinesisStreamStatus.CREATING,
                Instant.EPOCH,
                Optional.empty(),
                0);
    }
}
