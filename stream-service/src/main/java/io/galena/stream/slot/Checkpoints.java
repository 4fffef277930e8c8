package io.galena.stream.slot;

import io.galena.kit.kafka.KafkaClients;
import io.galena.stream.kafka.ChangeTopics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checkpoints of all instances, followed in the background and kept in memory. */
public final class Checkpoints<V> implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Checkpoints.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final KafkaClients clients;
    private final ChangeTopics topics;
    private final SharedWork<V> work;
    private final Map<WorkKey, V> known = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean closed;

    public Checkpoints(KafkaClients clients, ChangeTopics topics, SharedWork<V> work) {
        this.clients = clients;
        this.topics = topics;
        this.work = work;
        this.thread =
                Thread.ofPlatform().daemon().name(work.name() + "-checkpoints").unstarted(this::run);
    }

    /** Begins to follow. */
    public void start() {
        thread.start();
    }

    public Optional<V> find(WorkKey key) {
        return Optional.ofNullable(known.get(key));
    }

    /** All that belongs to a slot. */
    public List<WorkKey> of(int slot) {
        return known.keySet().stream().filter(key -> key.slot() == slot).toList();
    }

    @Override
    public void close() {
        closed = true;
    }

    private void run() {
        while (!closed) {
            try {
                work.requireTopic(topics);
                follow();
            } catch (RuntimeException e) {
                log.atDebug().setCause(e).log("Checkpoints cannot be followed, will be tried again");
                Slots.sleep(PAUSE);
            }
        }
    }

    private void follow() {
        // What was known of a topic that is gone must not outlive it.
        known.clear();
        try (var consumer = clients.follower()) {
            consumer.assign(work.partitions());
            consumer.seekToBeginning(work.partitions());
            while (!closed) {
                take(consumer);
            }
        }
    }

    private void take(Consumer<byte[], byte[]> consumer) {
        for (var entry : consumer.poll(POLL)) {
            take(entry);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> entry) {
        WorkKey.parse(entry.key()).ifPresent(key -> {
            if (entry.value() == null) {
                known.remove(key);
            } else {
                work.format().parse(entry.value()).ifPresent(checkpoint -> known.put(key, checkpoint));
            }
        });
    }
}
