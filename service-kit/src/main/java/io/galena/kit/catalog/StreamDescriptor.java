package io.galena.kit.catalog;

import io.galena.dynamodb.key.KeySchema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A stream of a table: the one that is on, or one that was on within the last 24 hours. Its table may be gone.
 *
 * @param id unique in the deployment and never used again
 * @param tableId the table's number, which names its topic
 * @param label shaped as a time; unique among the streams of the table's name
 * @param viewType what records show: {@code KEYS_ONLY}, {@code NEW_IMAGE}, {@code OLD_IMAGE} or {@code NEW_AND_OLD_IMAGES}
 * @param disabled when it was turned off, if it was; 24 hours later it is gone
 * @param shards all of them, open and closed, parents before children
 */
public record StreamDescriptor(
        long id,
        long tableId,
        String account,
        String region,
        String table,
        String label,
        String viewType,
        StreamStatus status,
        KeySchema keys,
        Instant created,
        Optional<Instant> disabled,
        List<StreamShardDescriptor> shards) {
    public StreamDescriptor {
        shards = List.copyOf(shards);
    }

    /** The stream's Amazon resource name. */
    public String arn() {
        return "arn:aws:dynamodb:" + region + ":" + account + ":table/" + table + "/stream/" + label;
    }
}
