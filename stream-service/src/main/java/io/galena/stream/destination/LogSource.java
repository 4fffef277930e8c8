package io.galena.stream.destination;

import io.galena.kit.kafka.TopicAdmin;
import io.galena.kit.kafka.TopicPosition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/**
 * Where the changes of one partition of a table are.
 *
 * @param partition the table's partition
 * @param partitions how many the table has: the first has the topic's partitions 0, {@code partitions}, twice {@code partitions}, ...
 */
record LogSource(String topic, int partition, int partitions) {
    /** Where it lies, in a topic of so many partitions. */
    List<TopicPartition> topicPartitions(int count) {
        return IntStream.iterate(partition, number -> number < count, number -> number + partitions)
                .mapToObj(number -> new TopicPartition(topic, number))
                .toList();
    }

    /** Behind what is there now, by the topic's partitions. */
    Map<Integer, TopicPosition> ends(TopicAdmin topics) {
        var number = Optional.ofNullable(topics.numbers().get(topic));
        var there = number.isEmpty() ? List.<TopicPartition>of() : topicPartitions(topics.partitions(topic));
        return topics.ends(there).entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().partition(), entry -> new TopicPosition(entry.getValue(), number)));
    }
}
