package io.galena.controlplane.definition;

import java.util.Optional;

/** Whether a table's writers tell the change log of what they do because of Kinesis streaming destinations. */
public enum DestinationLog {
    /** The shards are taking it on. */
    OPENING,
    /** All of them do. */
    OPEN,
    /** The shards are letting it go. */
    CLOSING;

    /** Whether every shard has taken it on. */
    public boolean isHeld() {
        return this != OPENING;
    }

    /** Whether they do when the shards have taken on what is under way. */
    public boolean isNext() {
        return this != CLOSING;
    }

    /** What it is once the shards have taken on what was under way; empty if it is no more. */
    public Optional<DestinationLog> settled() {
        return isNext() ? Optional.of(OPEN) : Optional.empty();
    }
}
