package io.galena.stream.read;

import java.util.OptionalLong;

/**
 * The part of a Kafka partition that a stream shard is.
 *
 * @param first the offset of its first record, or of where that would be
 * @param horizon where who reads from the beginning begins: the first offset, or behind the last gap
 * @param end the offset of the mark behind its last record, once it is closed
 */
public record Span(long first, long horizon, OptionalLong end) {}
