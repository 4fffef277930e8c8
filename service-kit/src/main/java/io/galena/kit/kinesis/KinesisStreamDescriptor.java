package io.galena.kit.kinesis;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A Kinesis stream. Its records are in a Kafka topic of its own, a partition for each of its shards.
 *
 * @param id unique in the deployment and never used again; it names the topic
 * @param mode {@code PROVISIONED} or {@code ON_DEMAND}, as it was asked for
 * @param shards how many it has
 * @param retentionHours how long records can be read
 * @param topicId what Kafka calls the topic by, once it is there: another topic of the same name has another one
 * @param generation how often Kafka had lost the topic
 */
public record KinesisStreamDescriptor(
        long id,
        String account,
        String region,
        String name,
        String mode,
        int shards,
        int retentionHours,
        KinesisStreamStatus status,
        Instant created,
        Optional<String> topicId,
        long generation) {
    private static final String TOPIC = "galena.kinesis.";

    /** The stream's Amazon resource name. */
    public String arn() {
        return "arn:aws:kinesis:" + region + ":" + account + ":stream/" + name;
    }

    /** The Kafka topic with its records. */
    public String topic() {
        return topic(id);
    }

    /** How long records can be read. */
    public Duration retention() {
        return Duration.ofHours(retentionHours);
    }

    /** Whether it can be written and read. */
    public boolean active() {
        return status == KinesisStreamStatus.ACTIVE;
    }

    /** The topic of the stream of that number. */
    public static String topic(long id) {
        return TOPIC + id;
    }

    /** The number of the stream that a topic is of, if it is such a topic. */
    public static Optional<Long> streamOf(String topic) {
        try {
            return topic.startsWith(TOPIC)
                    ? Optional.of(Long.parseLong(topic, TOPIC.length(), topic.length(), 10))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
