package io.galena.storage.lane;

/**
 * A plan was made with a descriptor that the shard no longer, or not yet, holds. Nothing was done; whoever planned must load
 * the table again and plan anew. Never seen by clients.
 */
public final class StalePlanException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StalePlanException() {
        super("The table's descriptor is not the one that the shard holds", null, false, false);
    }
}
