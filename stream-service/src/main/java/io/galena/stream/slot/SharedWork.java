package io.galena.stream.slot;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/**
 * A kind of work that is shared.
 *
 * @param name of one piece of it
 * @param topic the compacted topic that says how far each piece has come; it has a partition for each slot
 */
public record SharedWork<V>(String name, String topic, CheckpointFormat<V> format) {
    /** How many slots there are. It cannot change: checkpoints lie by it. */
    public static final int SLOTS = 16;

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
