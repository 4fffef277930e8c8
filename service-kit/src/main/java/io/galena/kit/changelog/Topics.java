package io.galena.kit.changelog;

import java.util.OptionalLong;

/** The Kafka topics of the change log. */
public final class Topics {
    /** How far capture has come: one record for each shard, compacted. */
    public static final String POSITIONS = "galena.capture-positions";

    /** Where stream shards begin and end: one record for each, compacted. */
    public static final String SHARD_SPANS = "galena.stream-shards";

    /** How far triggers have come: one record for each mapping and stream shard, compacted. */
    public static final String TRIGGERS = "galena.trigger-checkpoints";

    /** How far destinations have come: one record for each and each partition of its table, compacted. */
    public static final String DESTINATIONS = "galena.destination-positions";

    private static final String CHANGES = "galena.changes.";

    private Topics() {}

    /** The topic of a table's changes. Tables are known by number there, since names come again. */
    public static String changes(long tableId) {
        return CHANGES + tableId;
    }

    /** Whether a topic is one of the change log. */
    public static boolean isOfChangeLog(String topic) {
        return topic.equals(POSITIONS) || topic.equals(SHARD_SPANS) || topic.startsWith(CHANGES);
    }

    /** The table whose changes a topic has, if it is such a topic. */
    public static OptionalLong tableOf(String topic) {
        if (!topic.startsWith(CHANGES)) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(topic, CHANGES.length(), topic.length(), 10));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
