package io.galena.stream.trigger.work;

import io.galena.kit.changelog.Topics;
import io.galena.kit.kafka.KafkaClients;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A part of the work that this instance has: it alone writes the checkpoints in a partition. Taking a slot fences its holder before, so
 * that one who has slept cannot write a checkpoint any more; what had been written is read after that. Checkpoints are written in the
 * background, of each key the last one only.
 */
final class Slot {
    private static final Logger log = LoggerFactory.getLogger(Slot.class);
    private static final Duration BETWEEN_WRITES = Duration.ofMillis(10);
    private static final Duration POLL = Duration.ofMillis(200);

    /** Before it is taken anew. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final int number;
    private final KafkaClients clients;
    private final Object lock = new Object();
    private final Map<WorkKey, Optional<Checkpoint>> waiting = new HashMap<>();
    private final Map<WorkKey, Checkpoint> latest = new HashMap<>();
    private final Thread thread;
    private volatile boolean open;
    private volatile boolean ended;
    private volatile boolean closing;

    Slot(int number, KafkaClients clients) {
        this.number = number;
        this.clients = clients;
        this.thread =
                Thread.ofPlatform().daemon().name("trigger-slot-" + number).unstarted(this::run);
    }

    /** Begins to take it. */
    void start() {
        thread.start();
    }

    /** Whether work on it may go on: it has been taken, and nobody else has taken it since, as far as is known. */
    boolean isOpen() {
        return open && !ended;
    }

    /** Whether it is lost, or was never got: another attempt needs another object. */
    boolean isEnded() {
        return ended;
    }

    /** The last checkpoint of a key, perhaps not written yet. */
    Optional<Checkpoint> find(WorkKey key) {
        synchronized (lock) {
            return Optional.ofNullable(latest.get(key));
        }
    }

    /** Has a checkpoint written soon. */
    void save(WorkKey key, Checkpoint checkpoint) {
        put(key, Optional.of(checkpoint));
    }

    /** Has a checkpoint forgotten soon. */
    void forget(WorkKey key) {
        put(key, Optional.empty());
    }

    /** Begins to write what is still to be written, and to give the slot back. */
    void end() {
        closing = true;
        synchronized (lock) {
            lock.notifyAll();
        }
    }

    /** Waits until it is given back; after that time it is given up. */
    void awaitEnd(Duration patience) throws InterruptedException {
        if (!thread.join(patience)) {
            thread.interrupt();
        }
    }

    private void put(WorkKey key, Optional<Checkpoint> checkpoint) {
        synchronized (lock) {
            waiting.put(key, checkpoint);
            checkpoint.ifPresentOrElse(known -> latest.put(key, known), () -> latest.remove(key));
            lock.notifyAll();
        }
    }

    private void run() {
        try (var producer = clients.transactionalProducer("galena-trigger-slot-" + number)) {
            producer.initTransactions();
            readCheckpoints();
            open = !closing;
            while (true) {
                var batch = next();
                if (batch.isEmpty()) {
                    return;
                }
                write(producer, batch);
                Slots.sleep(BETWEEN_WRITES);
            }
        } catch (KafkaException e) {
            log.atInfo()
                    .addKeyValue("slot", number)
                    .addKeyValue("error", e.toString())
                    .log("A slot of triggers is lost");
            open = false;
            Slots.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended = true;
        }
    }

    /** Nobody else writes any more, so what is there now is all. */
    private void readCheckpoints() {
        var partition = new TopicPartition(Topics.TRIGGERS, number);
        try (var consumer = clients.consumer()) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end && !closing) {
                for (var entry : consumer.poll(POLL)) {
                    WorkKey.parse(entry.key()).ifPresent(key -> take(key, entry.value()));
                }
            }
        }
    }

    private void take(WorkKey key, byte @Nullable [] value) {
        var found = Optional.ofNullable(value).flatMap(Checkpoint::parse);
        synchronized (lock) {
            found.ifPresentOrElse(checkpoint -> latest.put(key, checkpoint), () -> latest.remove(key));
        }
    }

    /** What is to be written next; nothing at the end. */
    private Map<WorkKey, Optional<Checkpoint>> next() throws InterruptedException {
        synchronized (lock) {
            while (waiting.isEmpty() && !closing) {
                lock.wait();
            }
            var batch = Map.copyOf(waiting);
            waiting.clear();
            return batch;
        }
    }

    private void write(Producer<byte[], byte[]> producer, Map<WorkKey, Optional<Checkpoint>> batch) {
        producer.beginTransaction();
        batch.forEach((key, checkpoint) -> {
            var _ = producer.send(new ProducerRecord<>(
                    Topics.TRIGGERS,
                    number,
                    key.toBytes(),
                    checkpoint.map(Checkpoint::toBytes).orElse(null)));
        });
        producer.commitTransaction();
    }
}
