package io.galena.stream.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.kit.kafka.KafkaClients;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;

/** Compacted topics; those of one partition, whose keys and values are texts, are read as a whole. */
public final class CompactedTopic {
    /** What makes a topic one. Files are small, so that compaction, which leaves the newest one alone, keeps up. */
    public static final Map<String, String> SETTINGS = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_COMPACT,
            TopicConfig.SEGMENT_BYTES_CONFIG,
            Integer.toString(4 * 1024 * 1024));

    private static final Duration POLL = Duration.ofSeconds(1);

    private CompactedTopic() {}

    /** The last value of each key, as far as committed. */
    public static Map<String, String> read(KafkaClients clients, String topic) {
        var partition = new TopicPartition(topic, 0);
        var values = new HashMap<String, String>();
        try (var consumer = clients.consumer()) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                for (var entry : consumer.poll(POLL)) {
                    var key = new String(entry.key(), UTF_8);
                    if (entry.value() == null) {
                        values.remove(key);
                    } else {
                        values.put(key, new String(entry.value(), UTF_8));
                    }
                }
            }
        }
        return values;
    }
}
