package io.galena.stream.read;

import java.util.OptionalLong;

/**
 * The part of a Kafka partition that a stream shard is.
 *
 * @param first the offset of its first record, or of where that would be
 * @param end the offset of the mark behind its last record, once it is closed
 */
public record Span(long first, OptionalLong end) {}
