package io.galena.storage.write;

/**
 * Deliberate faults, for tests that show that the checks of histories catch them.
 *
 * @param locksIgnored rows are written though somebody else holds their locks
 * @param ownersIgnored rows are written though the owner row is not the one planned with
 * @param unknownRepeated a batch whose commit has an unknown outcome runs again
 */
record WriteFaults(boolean locksIgnored, boolean ownersIgnored, boolean unknownRepeated) {
    static final WriteFaults NONE = new WriteFaults(false, false, false);
}
