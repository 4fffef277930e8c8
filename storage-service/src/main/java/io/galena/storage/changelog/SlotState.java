package io.galena.storage.changelog;

/**
 * A shard's replication slot, as its server sees it.
 *
 * @param lost whether it is not there, or the server no longer has all that it stands for
 * @param retained how many bytes of write-ahead log are kept because capture has not read them
 * @param serverBound how many megabytes the server keeps for a slot before it loses it; negative for no bound
 * @param untold whether readers of changes are still to be told of a gap
 */
record SlotState(boolean lost, long retained, long serverBound, boolean untold) {
    private static final long MEGABYTE = 1024 * 1024;

    /** The bound that is reached first. */
    long bound(long configured) {
        return serverBound < 0 ? configured : Math.min(configured, serverBound * MEGABYTE);
    }
}
