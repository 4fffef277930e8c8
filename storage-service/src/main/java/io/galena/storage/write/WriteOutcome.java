package io.galena.storage.write;

/** How one of several independent writes ended. */
public sealed interface WriteOutcome {
    /** It is done, and durable. */
    record Done(WriteResult result) implements WriteOutcome {}

    /**
     * It failed.
     *
     * @param error what {@link ItemWriter#write(WriteCommand)} would have thrown
     */
    record Failed(RuntimeException error) implements WriteOutcome {}
}
