package io.galena.kit.kafka;

import org.apache.kafka.common.TopicPartition;

/** Is told where records are gone that were not read yet. */
@FunctionalInterface
public interface LostRecords {
    /** Takes note, for good, that a partition lacks records that it had behind a position. */
    void report(TopicPartition partition, TopicPosition position);
}
