package io.galena.stream.slot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.galena.kafka.testing.TestingKafka;
import io.galena.kit.kafka.KafkaClients;
import io.galena.stream.kafka.ChangeTopics;
import io.galena.stream.kafka.TopicSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who holds a slot, and what that means for checkpoints, on a real broker. */
class SlotTest {
    private static final int NUMBER = 3;
    private static final SharedWork<Long> WORK =
            new SharedWork<>("test", "galena.test-checkpoints", new CheckpointFormat<>() {
                @Override
                public byte[] write(Long checkpoint) {
                    return checkpoint.toString().getBytes(UTF_8);
                }

                @Override
                public Optional<Long> parse(byte[] value) {
                    return Optional.of(Long.valueOf(new String(value, UTF_8)));
                }
            });

    private final KafkaClients clients =
            new KafkaClients(() -> Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, TestingKafka.bootstrapServers()));
    private final ChangeTopics topics =
            new ChangeTopics(clients, new TopicSettings(Optional.empty(), Optional.empty(), Duration.ofHours(24)));
    private final WorkKey key = new WorkKey(UUID.randomUUID().toString(), "shardId-1");
    private final Checkpoints<Long> checkpoints = new Checkpoints<>(clients, topics, WORK);

    private final List<Slot<Long>> held = new CopyOnWriteArrayList<>();
    private final StalledWrites<Long> stalled = new StalledWrites<>("stalled", clients, () -> held);

    @BeforeEach
    void follow() {
        WORK.requireTopic(topics);
        checkpoints.start();
        stalled.start();
    }

    @AfterEach
    void close() {
        stalled.close();
        checkpoints.close();
        topics.close();
    }

    @Test
    void whoHasSleptCannotOverwriteTheCheckpointOfItsSuccessor() throws InterruptedException {
        var before = taken();
        before.save(key, 5L);
        await(() -> checkpoints.find(key).equals(Optional.of(5L)));
        var successor = taken();
        assertThat(successor.find(key)).contains(5L);
        successor.save(key, 10L);
        await(() -> checkpoints.find(key).equals(Optional.of(10L)));

        before.save(key, 7L);
        await(before::isEnded);
        release(successor);

        var later = taken();
        assertThat(later.find(key)).contains(10L);
        release(later);
    }

    @Test
    void whatIsSavedLastIsWrittenBeforeTheSlotIsGivenBack() throws InterruptedException {
        var slot = taken();
        for (var offset = 0; offset <= 1000; offset++) {
            slot.save(key, (long) offset);
        }
        release(slot);

        var later = taken();
        assertThat(later.find(key)).contains(1000L);
        release(later);
    }

    @Test
    void recordsAndTheirCheckpointAreWrittenTogetherOrNotAtAll() throws InterruptedException {
        var records = "galena.test-" + UUID.randomUUID();
        topics.requireForeign(records);
        var before = taken();
        assertThat(before.publish(key, 1L, List.of(record(records, "one"), record(records, "two"))))
                .isTrue();
        var successor = taken();
        assertThat(successor.find(key)).contains(1L);
        assertThat(successor.publish(key, 2L, List.of(record(records, "three"))))
                .isTrue();

        assertThat(before.publish(key, 3L, List.of(record(records, "fenced")))).isFalse();
        assertThat(before.publish(key, 4L, List.of(record(records, "late")))).isFalse();
        assertThat(successor.publish(key, 5L, List.of(record(records, "four")))).isTrue();
        release(successor);

        assertThat(read(records)).containsExactly("one", "two", "three", "four");
        var later = taken();
        assertThat(later.find(key)).contains(5L);
        release(later);
    }

    @Test
    void whatGoesToATopicThatIsGoneFailsAndHoldsNothingElseUpForLong() throws Exception {
        var gone = "galena.test-" + UUID.randomUUID();
        var there = "galena.test-" + UUID.randomUUID();
        topics.requireForeign(gone);
        topics.requireForeign(there);
        var slot = watched();
        assertThat(slot.publish(key, 1L, List.of(record(gone, "one")))).isTrue();
        delete(gone);

        assertFailsSoon(() -> slot.publish(key, 2L, List.of(record(gone, "two"))));
        await(slot::isEnded);
        var successor = watched();
        assertThat(successor.find(key)).contains(1L);
        // This producer has never known the topic.
        assertFailsSoon(() -> successor.publish(key, 3L, List.of(record(gone, "three"))));
        await(successor::isEnded);

        var later = watched();
        assertThat(later.find(key)).contains(1L);
        assertThat(later.publish(key, 4L, List.of(record(there, "four")))).isTrue();
        assertThat(read(there)).containsExactly("four");
        release(later);
    }

    @Test
    void whatIsForgottenIsGone() throws InterruptedException {
        var slot = taken();
        slot.save(key, 1L);
        await(() -> checkpoints.find(key).isPresent());

        slot.forget(key);

        await(() -> checkpoints.find(key).isEmpty());
        assertThat(slot.find(key)).isEmpty();
        release(slot);
    }

    /** Waiting for the topic takes a producer three times as long. */
    private static void assertFailsSoon(Callable<Boolean> publication) throws Exception {
        var begun = System.nanoTime();
        assertThat(publication.call()).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    private void delete(String topic) throws Exception {
        try (var admin = clients.admin()) {
            admin.deleteTopics(List.of(topic)).all().get();
        }
    }

    private Slot<Long> watched() throws InterruptedException {
        held.clear();
        var slot = taken();
        held.add(slot);
        return slot;
    }

    private Slot<Long> taken() throws InterruptedException {
        var slot = new Slot<>(NUMBER, WORK, clients);
        slot.start();
        await(slot::isOpen);
        return slot;
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, String text) {
        return new ProducerRecord<>(topic, text.getBytes(UTF_8));
    }

    private List<String> read(String topic) {
        var partition = new TopicPartition(topic, 0);
        var found = new ArrayList<String>();
        try (var consumer = clients.consumer()) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(entry -> found.add(new String(entry.value(), UTF_8)));
            }
        }
        return found;
    }

    private static void release(Slot<Long> slot) throws InterruptedException {
        slot.end();
        slot.awaitEnd(Duration.ofSeconds(60));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        var deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(10);
        }
    }
}
