package io.galena.storage.coordinator;

import java.util.function.Consumer;

/**
 * Deliberate faults, for tests that show that recovery mends them or that the checks of histories catch them.
 *
 * @param locksIgnored rows are written though somebody else holds their locks
 * @param readsApart rows of different shards are read one after the other, with no locks held
 * @param unknownRepeated a transaction whose commit has an unknown outcome runs again
 * @param at called at each step; what it throws ends the coordinator there, as death would
 */
record TransactionFaults(boolean locksIgnored, boolean readsApart, boolean unknownRepeated, Consumer<Step> at) {
    static final TransactionFaults NONE = new TransactionFaults(false, false, false, step -> {});

    /** Steps of a coordinator. */
    enum Step {
        /** All rows are locked and read. */
        LOCKED,
        /** A shard is about to prepare. */
        PREPARING,
        /** All shards but the home have prepared. */
        PREPARED,
        /** The home has committed its part and the decision. */
        DECIDED,
        /** A shard is about to be told to commit. */
        FINISHING,
        /** All shards have committed. */
        FINISHED
    }

    void reached(Step step) {
        at.accept(step);
    }
}
