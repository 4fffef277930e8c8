package io.galena.standalone.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.kit.catalog.Catalog;
import io.galena.kit.kafka.KafkaClients;
import io.galena.kit.kinesis.KinesisStreamDescriptor;
import io.galena.kit.operation.InternalCalls;
import io.galena.standalone.TestingGalena;
import io.galena.stream.kafka.KinesisTopics;
import io.galena.stream.kafka.TopicSettings;
import io.galena.stream.kinesis.TopicKeeper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Several instances of the stream service look after the topics, and some hear of everything late. */
class SeveralKeepersTest {
    private static final int ROUNDS = 12;

    @Test
    void everyStreamHasItsTopicAndNoTopicIsLeft() throws Exception {
        try (var galena = TestingGalena.start(Map.of("galena.ephemeral", "true"));
                var second = keeper(galena, Duration.ZERO);
                var third = keeper(galena, Duration.ofMillis(150));
                var fourth = keeper(galena, Duration.ofMillis(400))) {
            List.of(second, third, fourth).forEach(TopicKeeper::start);
            var kept = new ArrayList<String>();
            for (var round = 0; round < ROUNDS; round++) {
                try (var stream = new TestingKinesis(galena.endpoint(), "round-" + round)) {
                    stream.create(1);
                    stream.put(0, 3);
                    if (round % 3 == 0) {
                        kept.add(stream.name);
                    } else {
                        stream.delete();
                    }
                }
            }

            awaitTopics(galena, kept.size());
            for (var name : kept) {
                try (var stream = new TestingKinesis(galena.endpoint(), name)) {
                    assertThat(stream.texts(stream.iterator(ShardIteratorType.TRIM_HORIZON)))
                            .containsExactly("0", "1", "2");
                }
            }
            assertThat(galena.bean(Catalog.class).kinesisStreams())
                    .allSatisfy(stream -> assertThat(stream.generation()).isZero());
        }
    }

    /** What is made too late is removed, too. */
    private static void awaitTopics(TestingGalena galena, int streams) throws Exception {
        for (var tried = 0; ; tried++) {
            var wanted = galena.bean(Catalog.class).kinesisStreams().stream()
                    .map(KinesisStreamDescriptor::topic)
                    .collect(Collectors.toSet());
            var present = topics(galena);
            if (wanted.size() == streams && present.equals(wanted)) {
                return;
            }
            assertThat(tried).as("until %s are %s", present, wanted).isLessThan(900);
            Thread.sleep(100);
        }
    }

    private static Set<String> topics(TestingGalena galena) throws ExecutionException, InterruptedException {
        try (var admin = galena.bean(KafkaClients.class).admin()) {
            return admin.listTopics().names().get().stream()
                    .filter(topic -> KinesisStreamDescriptor.streamOf(topic).isPresent())
                    .collect(Collectors.toSet());
        }
    }

    private static TopicKeeper keeper(TestingGalena galena, Duration lag) {
        var settings = new TopicSettings(Optional.empty(), Optional.empty(), Duration.ofDays(1));
        return new TopicKeeper(
                new LateCatalog(galena.bean(Catalog.class), lag),
                new KinesisTopics(galena.bean(KafkaClients.class), settings),
                galena.bean(InternalCalls.class),
                Duration.ofSeconds(1));
    }
}
