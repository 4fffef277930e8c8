package io.galena.kit.kafka;

import java.util.Optional;
import org.apache.kafka.common.Uuid;

/**
 * How far a partition of a topic has been taken.
 *
 * @param next the offset of the next record
 * @param topic the topic's own number: one that was deleted and made anew has another
 */
public record TopicPosition(long next, Optional<Uuid> topic) {}
