package io.galena.kit.kafka;

/** What makes records that Kafka has acknowledged outlive a crash of the machine. */
@FunctionalInterface
public interface Durability {
    /** Returns when all that was acknowledged before is safe. */
    void flush();

    /** Whether the broker did not end in order before it was started: the machine may have crashed with it. */
    default boolean mayHaveForgotten() {
        return false;
    }
}
