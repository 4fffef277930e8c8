package io.galena.stream.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import io.galena.kit.kafka.KafkaClients;
import org.apache.kafka.common.config.TopicConfig;

/**
 * How topics of the change log are made.
 *
 * @param replication copies of each; the broker's default if empty
 * @param minInSync copies that must have a record before it counts; the broker's default if empty
 * @param retention how long changes are kept
 */
public record TopicSettings(Optional<Short> replication, Optional<Integer> minInSync, Duration retention) {
    private static final int SEGMENTS = 24;

    /** The same for topics that are kept for another time. */
    TopicSettings keptFor(Duration time) {
        return new TopicSettings(replication, minInSync, time);
    }

    /**
     * What makes a topic keep records for so long, and no longer. What has expired goes file by file, so files are written to for a
     * part of that time only. Records may be of any time: a clock that is ahead of the broker's must not stop their writer.
     */
    Map<String, String> ofRecords() {
        return Map.of(
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString(retention.toMillis()),
                TopicConfig.SEGMENT_MS_CONFIG,
                Long.toString(retention.dividedBy(SEGMENTS).toMillis()),
                TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
                Long.toString(Long.MAX_VALUE),
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                Integer.toString(KafkaClients.MAX_MESSAGE_BYTES));
    }

    Map<String, String> with(Map<String, String> configuration) {
        var all = new HashMap<>(configuration);
        minInSync.ifPresent(copies -> all.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, copies.toString()));
        return all;
    }
}
