package io.galena.stream.capture;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.kit.changelog.Topics;
import io.galena.stream.kafka.KafkaClients;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads the positions that workers have published; {@link #record} is what they publish. */
final class CapturePositions {
    private static final TopicPartition PARTITION = new TopicPartition(Topics.POSITIONS, 0);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final KafkaClients clients;

    CapturePositions(KafkaClients clients) {
        this.clients = clients;
    }

    /** The record that says how far a shard is. */
    static ProducerRecord<byte[], byte[]> record(int shard, CapturePosition position) {
        return new ProducerRecord<>(
                Topics.POSITIONS,
                PARTITION.partition(),
                key(shard),
                position.toString().getBytes(UTF_8));
    }

    /**
     * How far a shard is. To be asked after the worker before has been fenced, so that none of its transactions is open.
     *
     * @return nothing when nothing of the shard was ever published
     */
    Optional<CapturePosition> find(int shard) {
        var wanted = new String(key(shard), UTF_8);
        var found = Optional.<CapturePosition>empty();
        try (var consumer = clients.consumer()) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            var end = consumer.endOffsets(List.of(PARTITION)).getOrDefault(PARTITION, 0L);
            while (consumer.position(PARTITION) < end) {
                for (var entry : consumer.poll(POLL)) {
                    if (wanted.equals(new String(entry.key(), UTF_8))) {
                        found = CapturePosition.parse(new String(entry.value(), UTF_8));
                    }
                }
            }
        }
        return found;
    }

    private static byte[] key(int shard) {
        return Integer.toString(shard).getBytes(UTF_8);
    }
}
