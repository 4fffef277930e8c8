package io.galena.stream.read;

/**
 * A place in a Kafka partition.
 *
 * @param generation of Kafka's data: offsets may begin anew in each, so they count only in their own
 * @param offset in the partition, or {@link #BEGINNING}
 */
public record Position(long generation, long offset) {
    private static final long BEGINNING = -1;

    /** Stands for the first record of a stream shard that has not begun yet, in whatever generation that will be. */
    public static Position beginning() {
        return new Position(0, BEGINNING);
    }

    /** Whether it is {@link #beginning}. */
    public boolean isBeginning() {
        return offset == BEGINNING;
    }

    /** The same generation, another offset. */
    Position at(long other) {
        return new Position(generation, other);
    }
}
