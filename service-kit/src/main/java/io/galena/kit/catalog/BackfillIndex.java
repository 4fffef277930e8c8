package io.galena.kit.catalog;

/**
 * Internal operation of storage: a step of giving a global index the items that are older than the index. It is not to be
 * called before every shard holds a descriptor with the index. A step may be done again.
 */
public final class BackfillIndex {
    /** The operation's name. */
    public static final String NAME = "BackfillIndex";

    private BackfillIndex() {}

    /**
     * Asks for a step.
     *
     * @param version the table's version, so that storage knows of the index
     * @param progress the {@link Answer#progress} of the step before, or an empty string
     */
    public record Request(long tableId, long version, int indexId, String progress) {}

    /**
     * What the step has come to.
     *
     * @param progress from where to go on; only storage knows what it means
     * @param complete whether the index has everything, and the next step need not be
     * @param waits whether there is nothing to do but to wait for the change log
     */
    public record Answer(String progress, boolean complete, boolean waits) {
        /** Everything is there. */
        public static Answer done() {
            return new Answer("", true, false);
        }
    }
}
