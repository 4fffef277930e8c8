package io.galena.stream.read;

import java.util.OptionalLong;

/**
 * The part of a Kafka partition that a stream shard is.
 *
 * @param first the offset of its first record, or of where that would be
 * @param horizon where who reads from the beginning begins: the first offset, or behind the last gap
 * @param end the offset of the mark behind its last record, once it is closed
 * @param generation the generation of Kafka's data that offsets behind the last gap count in
 */
public record Span(long first, long horizon, OptionalLong end, long generation) {
    /** That of a shard which Kafka has lost, and which had ended before. */
    public static final Span LOST = new Span(0, 0, OptionalLong.of(0), 0);

    /** Whether nothing is left of the shard, not even the mark that it began with. */
    public boolean isLost() {
        return first == 0;
    }

    /** Where its first record is, or would be. */
    public Position beginning() {
        return at(first);
    }

    /** A place in it, behind the last gap. */
    public Position at(long offset) {
        return new Position(generation, offset);
    }

    /** Whether Kafka has lost changes since a position was given: what is at its offset now may be something else. */
    public boolean isOutlived(Position position) {
        return !position.isBeginning() && position.generation() < generation;
    }

    /** Whether records were lost that the shard had. */
    public boolean hasGap() {
        return isLost() || horizon > first;
    }
}
