package io.galena.stream.trigger.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.kafka.testing.TestingKafka;
import io.galena.kit.kafka.KafkaClients;
import io.galena.stream.kafka.ChangeTopics;
import io.galena.stream.kafka.TopicSettings;
import io.galena.stream.trigger.delivery.WindowState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who holds a slot, and what that means for checkpoints, on a real broker. */
class SlotTest {
    private static final int NUMBER = 3;

    private final KafkaClients clients =
            new KafkaClients(() -> Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, TestingKafka.bootstrapServers()));
    private final ChangeTopics topics =
            new ChangeTopics(clients, new TopicSettings(Optional.empty(), Optional.empty(), Duration.ofHours(24)));
    private final WorkKey key = new WorkKey(UUID.randomUUID().toString(), "shardId-1");
    private final Checkpoints checkpoints = new Checkpoints(clients, topics);

    @BeforeEach
    void follow() {
        topics.requireTriggers(Slots.COUNT);
        checkpoints.start();
    }

    @AfterEach
    void close() {
        checkpoints.close();
        topics.close();
    }

    @Test
    void whoHasSleptCannotOverwriteTheCheckpointOfItsSuccessor() throws InterruptedException {
        var before = taken();
        before.save(key, at(5));
        await(() -> checkpoints.find(key).equals(Optional.of(at(5))));
        var successor = taken();
        assertThat(successor.find(key)).contains(at(5));
        successor.save(key, at(10));
        await(() -> checkpoints.find(key).equals(Optional.of(at(10))));

        before.save(key, at(7));
        await(before::isEnded);
        release(successor);

        var later = taken();
        assertThat(later.find(key)).contains(at(10));
        release(later);
    }

    @Test
    void whatIsSavedLastIsWrittenBeforeTheSlotIsGivenBack() throws InterruptedException {
        var slot = taken();
        for (var offset = 0; offset <= 1000; offset++) {
            slot.save(key, at(offset));
        }
        release(slot);

        var later = taken();
        assertThat(later.find(key)).contains(at(1000));
        release(later);
    }

    @Test
    void whatIsForgottenIsGone() throws InterruptedException {
        var slot = taken();
        slot.save(key, at(1));
        await(() -> checkpoints.find(key).isPresent());

        slot.forget(key);

        await(() -> checkpoints.find(key).isEmpty());
        assertThat(slot.find(key)).isEmpty();
        release(slot);
    }

    @Test
    void aCheckpointIsWrittenAndReadAsItIs() {
        var open = new Checkpoint(
                2, 77, 1795275485000L, false, Optional.of(new WindowState(Instant.ofEpochSecond(60), "{\"n\":1}")));
        var finished = new Checkpoint(0, 5, 0, true, Optional.empty());

        assertThat(Checkpoint.parse(open.toBytes())).contains(open);
        assertThat(Checkpoint.parse(finished.toBytes())).contains(finished);
    }

    private Slot taken() throws InterruptedException {
        var slot = new Slot(NUMBER, clients);
        slot.start();
        await(slot::isOpen);
        return slot;
    }

    private static void release(Slot slot) throws InterruptedException {
        slot.end();
        slot.awaitEnd(Duration.ofSeconds(30));
    }

    private static Checkpoint at(long offset) {
        return new Checkpoint(0, offset, 0, false, Optional.empty());
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(10);
        }
    }
}
