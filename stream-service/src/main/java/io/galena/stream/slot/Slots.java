package io.galena.stream.slot;

import io.galena.kit.kafka.KafkaClients;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The slots that this instance has, as a member of a consumer group: Kafka says who has which, and gives those of a member that is
 * silent to others.
 */
public final class Slots<V> implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Slots.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** For the last checkpoints of slots that are given back. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final KafkaClients clients;
    private final SharedWork<V> work;
    private final Duration session;
    private final SlotEnding ending;
    private final Map<Integer, Slot<V>> held = new ConcurrentHashMap<>();
    private final StalledWrites<V> stalled;
    private final Thread thread;
    private volatile long lastPoll = System.nanoTime();
    private volatile boolean closed;

    /**
     * Makes a member that has not joined yet.
     *
     * @param session how long the others wait for a member that is silent
     * @param ending ends the work on slots that are about to be given back
     */
    public Slots(KafkaClients clients, SharedWork<V> work, Duration session, SlotEnding ending) {
        this.clients = clients;
        this.work = work;
        this.session = session;
        this.ending = ending;
        this.stalled = new StalledWrites<>(work.name() + "-slots-stalled", clients, held::values);
        this.thread = Thread.ofPlatform().daemon().name(work.name() + "-slots").unstarted(this::run);
    }

    /** Begins to take part. */
    public void start() {
        thread.start();
        stalled.start();
    }

    /** A slot, if this instance has it and may work on it. */
    public Optional<Slot<V>> find(int number) {
        return Optional.ofNullable(held.get(number)).filter(Slot::isOpen);
    }

    /** The slots that this instance may work on. */
    public Set<Integer> open() {
        return Set.copyOf(held.entrySet().stream()
                .filter(entry -> entry.getValue().isOpen())
                .map(Map.Entry::getKey)
                .toList());
    }

    /** Whether this process has surely not slept for so long that others have taken its slots. */
    public boolean isAwake() {
        return System.nanoTime() - lastPoll < session.toNanos() / 2;
    }

    /** Waits, and goes on when interrupted too. */
    public static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(PATIENCE.multipliedBy(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        release(List.copyOf(held.keySet()));
        stalled.close();
    }

    private void run() {
        while (!closed) {
            try (var consumer = clients.member(work.group(), (int) session.toMillis())) {
                consumer.subscribe(List.of(work.topic()), new Listener(consumer));
                while (!closed) {
                    consumer.poll(POLL);
                    lastPoll = System.nanoTime();
                    renew();
                }
            } catch (KafkaException e) {
                log.atDebug().setCause(e).log("A group that shares work cannot be joined, will be tried again");
                release(List.copyOf(held.keySet()));
                sleep(PAUSE);
            }
        }
    }

    private void renew() {
        held.replaceAll((number, slot) -> slot.isEnded() ? take(number) : slot);
    }

    private Slot<V> take(int number) {
        var slot = new Slot<>(number, work, clients);
        slot.start();
        return slot;
    }

    private void release(Collection<Integer> numbers) {
        ending.accept(numbers);
        var slots = numbers.stream()
                .map(held::remove)
                .filter(Objects::nonNull)
                .peek(Slot::end)
                .toList();
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            for (var slot : slots) {
                slot.awaitEnd(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes and gives back what Kafka says. Nothing is read through the group. */
    private final class Listener implements ConsumerRebalanceListener {
        private final Consumer<byte[], byte[]> consumer;

        Listener(Consumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            consumer.pause(partitions);
            if (!partitions.isEmpty()) {
                log.atInfo().addKeyValue("slots", partitions.size()).log("Slots of {}s are taken", work.name());
            }
            partitions.forEach(partition -> held.computeIfAbsent(partition.partition(), Slots.this::take));
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            release(partitions.stream().map(TopicPartition::partition).toList());
        }
    }
}
