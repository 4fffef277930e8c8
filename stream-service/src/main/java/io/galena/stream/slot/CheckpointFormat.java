package io.galena.stream.slot;

import java.util.Optional;

/** How far a piece of work has come, as a record in Kafka. */
public interface CheckpointFormat<V> {
    /** The record's value. */
    byte[] write(V checkpoint);

    /** What a value says, if it is one of those. */
    Optional<V> parse(byte[] value);
}
