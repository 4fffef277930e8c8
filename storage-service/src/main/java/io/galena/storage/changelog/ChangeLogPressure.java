package io.galena.storage.changelog;

/** Whether capture is so far behind that no more changes may be added to what waits for it. */
@FunctionalInterface
public interface ChangeLogPressure {
    /** Nothing ever waits. */
    ChangeLogPressure NONE = shard -> false;

    /** Whether writes to tables with readers of changes are to be throttled on a shard. */
    boolean isThrottled(int shard);
}
