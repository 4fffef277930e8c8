package io.galena.stream.slot;

import io.galena.kit.kafka.KafkaClients;
import io.galena.stream.kafka.ChangeTopics;
import io.galena.stream.kafka.CompactedTopic;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;

/**
 * A kind of work that is shared.
 *
 * @param name of one piece of it
 * @param topic the compacted topic that says how far each piece has come; it has a partition for each slot
 */
public record SharedWork<V>(String name, String topic, CheckpointFormat<V> format) {
    /** How many slots there are. It cannot change: checkpoints lie by it. */
    public static final int SLOTS = 16;

    /** Has the topic made if it is not there. With the state of a window a checkpoint is larger than brokers allow unasked. */
    void requireTopic(ChangeTopics topics) {
        var settings = new HashMap<>(CompactedTopic.SETTINGS);
        settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(KafkaClients.MAX_MESSAGE_BYTES));
        topics.require(topic, SLOTS, settings);
    }

    /** The consumer group whose members share the slots. */
    String group() {
        return "galena-" + name + "s";
    }

    /** Names the producer of a slot, of which there can be one. */
    String producer(int slot) {
        return "galena-" + name + "-slot-" + slot;
    }

    List<TopicPartition> partitions() {
        return IntStream.range(0, SLOTS)
                .mapToObj(slot -> new TopicPartition(topic, slot))
                .toList();
    }
}
