package io.galena.stream.slot;

import io.galena.kit.kafka.KafkaClients;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The producer of a slot, of which there can be one that is of use. One thread writes, others may watch it. */
final class SlotProducer<V> implements AutoCloseable {
    private final SharedWork<V> work;
    private final int slot;
    private final Producer<byte[], byte[]> producer;
    private volatile Optional<UnderWay<V>> underWay = Optional.empty();

    SlotProducer(KafkaClients clients, SharedWork<V> work, int slot) {
        this.work = work;
        this.slot = slot;
        this.producer = clients.transactionalProducer(work.producer(slot));
    }

    /** Shuts out the producers before. */
    void take() {
        producer.initTransactions();
    }

    /** Writes checkpoints, and the records that come with them, in one transaction. */
    void write(Map<WorkKey, SlotWrite<V>> batch) {
        underWay = Optional.of(new UnderWay<>(batch, System.nanoTime()));
        try {
            producer.beginTransaction();
            batch.forEach(this::send);
            producer.commitTransaction();
            batch.values().forEach(each -> each.written().complete(true));
        } finally {
            underWay = Optional.empty();
            batch.values().forEach(each -> each.written().complete(false));
        }
    }

    private void send(WorkKey key, SlotWrite<V> each) {
        for (var record : each.records()) {
            var _ = producer.send(record);
        }
        var _ = producer.send(new ProducerRecord<>(
                work.topic(),
                slot,
                key.toBytes(),
                each.checkpoint().map(work.format()::write).orElse(null)));
    }

    /** Where the records go that have been under way for so long. */
    Set<String> slowTopics(Duration patience) {
        return underWay.filter(write -> System.nanoTime() - write.since() >= patience.toNanos())
                .map(UnderWay::topics)
                .orElse(Set.of());
    }

    /** Gives up what is under way, from any thread: it fails at once, and the slot's next producer sees to it that it comes to nothing. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }

    private record UnderWay<V>(Map<WorkKey, SlotWrite<V>> batch, long since) {
        Set<String> topics() {
            return batch.values().stream()
                    .flatMap(each -> each.records().stream())
                    .map(ProducerRecord::topic)
                    .collect(Collectors.toUnmodifiableSet());
        }
    }
}
