package io.galena.stream.capture;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.kit.changelog.Topics;
import io.galena.stream.kafka.CompactedTopic;
import io.galena.kit.kafka.KafkaClients;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Reads the positions that workers have published; {@link #record} is what they publish. */
final class CapturePositions {
    private final KafkaClients clients;

    CapturePositions(KafkaClients clients) {
        this.clients = clients;
    }

    /** The record that says how far a shard is. */
    static ProducerRecord<byte[], byte[]> record(int shard, CapturePosition position) {
        return new ProducerRecord<>(
                Topics.POSITIONS,
                0,
                key(shard).getBytes(UTF_8),
                position.toString().getBytes(UTF_8));
    }

    /**
     * How far a shard is. To be asked after the worker before has been fenced, so that none of its transactions is open.
     *
     * @return nothing when nothing of the shard was ever published
     */
    Optional<CapturePosition> find(int shard) {
        var positions = CompactedTopic.read(clients, Topics.POSITIONS);
        return Optional.ofNullable(positions.get(key(shard))).flatMap(CapturePosition::parse);
    }

    private static String key(int shard) {
        return Integer.toString(shard);
    }
}
