package io.galena.standalone.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.kit.catalog.Catalog;
import io.galena.kit.kafka.KafkaClients;
import io.galena.standalone.TestingGalena;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Kafka loses the records of a stream, and there come to be more of them than there were. */
class LossTest {
    private static final String NAME = "lost";

    @TempDir
    Path directory;

    @Test
    void placesFromBeforeKafkasDataWasLostAreRefused() throws InterruptedException {
        List<String> before;
        String iterator;
        try (var galena = start();
                var stream = new TestingKinesis(galena.endpoint(), NAME)) {
            stream.create(1);
            before = stream.put(0, 5);
            iterator = stream.iterator(ShardIteratorType.LATEST);
        }
        FileSystemUtils.deleteRecursively(directory.resolve("data/kafka").toFile());

        try (var galena = start();
                var stream = new TestingKinesis(galena.endpoint(), NAME)) {
            awaitTold(galena);
            var after = stream.put(5, 25);

            assertRefused(stream, before, iterator);
            assertThat(stream.texts(stream.iterator(ShardIteratorType.TRIM_HORIZON)))
                    .hasSize(20);
            assertThat(new BigInteger(after.getFirst())).isGreaterThan(new BigInteger(before.getLast()));
        }
    }

    @Test
    void aTopicThatSomebodyDeletedIsNoticedByWhoReadsOn() throws Exception {
        try (var galena = start();
                var stream = new TestingKinesis(galena.endpoint(), NAME)) {
            stream.create(1);
            var before = stream.put(0, 5);
            var iterator = stream.iterator(ShardIteratorType.LATEST);
            recreateTopic(galena);
            writeBehindItsBack(galena);

            awaitNoticed(galena, stream, iterator);
            assertRefused(stream, before, iterator);
            assertThat(stream.texts(stream.iterator(ShardIteratorType.TRIM_HORIZON)))
                    .hasSize(20);
        }
    }

    /** Until the catalog tells of the loss that a read has found, the stream is unavailable. */
    private static void awaitNoticed(TestingGalena galena, TestingKinesis stream, String iterator)
            throws InterruptedException {
        assertThatThrownBy(() -> stream.page(iterator)).isInstanceOf(KinesisException.class);
        awaitTold(galena);
    }

    private static void assertRefused(TestingKinesis stream, List<String> before, String iterator) {
        assertThatThrownBy(() -> stream.page(iterator))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("lost");
        for (var number : before) {
            for (var type : List.of(ShardIteratorType.AT_SEQUENCE_NUMBER, ShardIteratorType.AFTER_SEQUENCE_NUMBER)) {
                assertThatThrownBy(() -> stream.iterator(type, number))
                        .isInstanceOf(InvalidArgumentException.class)
                        .hasMessageContaining("lost");
            }
        }
    }

    /** With the same name and as many partitions, at once: only its id is another one. */
    private static void recreateTopic(TestingGalena galena) throws ExecutionException, InterruptedException {
        var topic = topic(galena);
        try (var admin = galena.bean(KafkaClients.class).admin()) {
            admin.deleteTopics(List.of(topic)).all().get();
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty())))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            // Who looks after topics may have been faster.
            assertThat(e).hasCauseInstanceOf(TopicExistsException.class);
        }
    }

    private static void writeBehindItsBack(TestingGalena galena) throws ExecutionException, InterruptedException {
        try (var producer = galena.bean(KafkaClients.class).producer()) {
            for (var n = 0; n < 20; n++) {
                producer.send(new ProducerRecord<>(topic(galena), 0, new byte[] {1}, new byte[] {(byte) n}))
                        .get();
            }
        }
    }

    private static void awaitTold(TestingGalena galena) throws InterruptedException {
        TestingGalena.await("the loss is told", () -> generation(galena) > 0);
    }

    private static long generation(TestingGalena galena) {
        return galena.bean(Catalog.class).kinesisStreams().getFirst().generation();
    }

    private static String topic(TestingGalena galena) {
        return galena.bean(Catalog.class).kinesisStreams().getFirst().topic();
    }

    private TestingGalena start() {
        return TestingGalena.start(
                Map.of("galena.data-dir", directory.resolve("data").toString()));
    }
}
