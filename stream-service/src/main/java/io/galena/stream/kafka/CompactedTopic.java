package io.galena.stream.kafka;

import io.galena.kit.kafka.KafkaClients;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Reads a compacted topic of one partition, whose keys and values are texts, as a whole. */
public final class CompactedTopic {
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
