package io.galena.stream.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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

    /** How long a file of a topic is written to: what has expired goes file by file. */
    Duration segment() {
        return retention.dividedBy(SEGMENTS);
    }

    Map<String, String> with(Map<String, String> configuration) {
        var all = new HashMap<>(configuration);
        minInSync.ifPresent(copies -> all.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, copies.toString()));
        return all;
    }
}
