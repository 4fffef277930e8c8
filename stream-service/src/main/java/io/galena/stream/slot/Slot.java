package io.galena.stream.slot;

import io.galena.kit.kafka.KafkaClients;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A part of the work that this instance has: it alone writes the checkpoints in a partition. Taking a slot fences its holder before, so
 * that one who has slept cannot write a checkpoint any more; what had been written is read after that. Checkpoints are written in the
 * background, of each key the last one only; those that come with records, in one transaction with these. What waits meanwhile goes into the
 * next transaction.
 */
public final class Slot<V> {
    private static final Logger log = LoggerFactory.getLogger(Slot.class);
    private static final Duration BETWEEN_WRITES = Duration.ofMillis(10);
    private static final Duration POLL = Duration.ofMillis(200);

    /** Before it is taken anew. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final int number;
    private final SharedWork<V> work;
    private final KafkaClients clients;
    private final Object lock = new Object();
    private final Map<WorkKey, SlotWrite<V>> waiting = new HashMap<>();
    private final Map<WorkKey, V> latest = new HashMap<>();
    private final Thread thread;
    private volatile Optional<SlotProducer<V>> producer = Optional.empty();
    private volatile boolean open;
    private volatile boolean ended;
    private volatile boolean closing;
    private volatile boolean givenUp;

    Slot(int number, SharedWork<V> work, KafkaClients clients) {
        this.number = number;
        this.work = work;
        this.clients = clients;
        this.thread = Thread.ofPlatform()
                .daemon()
                .name(work.name() + "-slot-" + number)
                .unstarted(this::run);
    }

    /** Begins to take it. */
    void start() {
        thread.start();
    }

    /** Whether work on it may go on: it has been taken, and nobody else has taken it since, as far as is known. */
    public boolean isOpen() {
        return open && !ended;
    }

    /** Whether it is lost, or was never got: another attempt needs another object. */
    boolean isEnded() {
        return ended;
    }

    /** The last checkpoint of a key, perhaps not written yet. */
    public Optional<V> find(WorkKey key) {
        synchronized (lock) {
            return Optional.ofNullable(latest.get(key));
        }
    }

    /** Has a checkpoint written soon. */
    public void save(WorkKey key, V checkpoint) {
        var _ = put(key, Optional.of(checkpoint), List.of());
    }

    /** Has a checkpoint forgotten soon. */
    public void forget(WorkKey key) {
        var _ = put(key, Optional.empty(), List.of());
    }

    /**
     * Writes records, and with them the checkpoint that tells so: both or neither.
     *
     * @return whether they are written; if not, the slot is lost, and who takes it finds the checkpoint that counts
     */
    public boolean publish(WorkKey key, V checkpoint, List<ProducerRecord<byte[], byte[]>> records)
            throws InterruptedException {
        try {
            return put(key, Optional.of(checkpoint), records).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Nothing says that writing failed in this way", e);
        }
    }

    /** Begins to write what is still to be written, and to give the slot back. */
    void end() {
        closing = true;
        synchronized (lock) {
            lock.notifyAll();
        }
    }

    /** Where the records go that are being written for so long now. */
    Set<String> slowTopics(Duration patience) {
        return producer.map(writing -> writing.slowTopics(patience)).orElse(Set.of());
    }

    /** Has what is being written fail, and with it the slot be lost. */
    void giveUp() {
        givenUp = true;
        producer.ifPresent(SlotProducer::close);
    }

    /** Waits until it is given back; after that time it is given up. */
    void awaitEnd(Duration patience) throws InterruptedException {
        if (!thread.join(patience)) {
            thread.interrupt();
        }
    }

    private CompletableFuture<Boolean> put(
            WorkKey key, Optional<V> checkpoint, List<ProducerRecord<byte[], byte[]>> records) {
        synchronized (lock) {
            if (ended) {
                return CompletableFuture.completedFuture(false);
            }
            checkpoint.ifPresentOrElse(known -> latest.put(key, known), () -> latest.remove(key));
            var all = waiting.merge(
                    key, new SlotWrite<>(checkpoint, records, new CompletableFuture<>()), SlotWrite::followedBy);
            lock.notifyAll();
            return all.written();
        }
    }

    private void run() {
        try (var writing = new SlotProducer<>(clients, work, number)) {
            producer = Optional.of(writing);
            writing.take();
            readCheckpoints();
            open = !closing;
            while (true) {
                var batch = next();
                if (batch.isEmpty()) {
                    return;
                }
                writing.write(batch);
                if (batch.values().stream().allMatch(each -> each.records().isEmpty())) {
                    Slots.sleep(BETWEEN_WRITES);
                }
            }
        } catch (KafkaException e) {
            log.atInfo()
                    .addKeyValue("work", work.name())
                    .addKeyValue("slot", number)
                    .addKeyValue("error", e.toString())
                    .log("A slot of shared work is lost");
            leave(false);
            if (!givenUp) {
                Slots.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            leave(true);
        }
    }

    /** Nothing more is written; for good, when another object may take the slot. */
    private void leave(boolean forGood) {
        synchronized (lock) {
            open = false;
            ended = forGood;
            waiting.values().forEach(each -> each.written().complete(false));
            waiting.clear();
        }
    }

    /** Nobody else writes any more, so what is there now is all. */
    private void readCheckpoints() {
        var partition = new TopicPartition(work.topic(), number);
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
        var found = Optional.ofNullable(value).flatMap(work.format()::parse);
        synchronized (lock) {
            found.ifPresentOrElse(checkpoint -> latest.put(key, checkpoint), () -> latest.remove(key));
        }
    }

    /** What is to be written next; nothing at the end. */
    private Map<WorkKey, SlotWrite<V>> next() throws InterruptedException {
        synchronized (lock) {
            while (waiting.isEmpty() && !closing) {
                lock.wait();
            }
            var batch = Map.copyOf(waiting);
            waiting.clear();
            return batch;
        }
    }
}
