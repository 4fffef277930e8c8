package io.galena.stream.slot;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What is to be written of a key.
 *
 * @param checkpoint the last one, or nothing if it is to be forgotten
 * @param written is told whether it is
 */
record SlotWrite<V>(
        Optional<V> checkpoint, List<ProducerRecord<byte[], byte[]>> records, CompletableFuture<Boolean> written) {
    SlotWrite<V> followedBy(SlotWrite<V> later) {
        return new SlotWrite<>(
                later.checkpoint,
                Stream.concat(records.stream(), later.records.stream()).toList(),
                written);
    }
}
