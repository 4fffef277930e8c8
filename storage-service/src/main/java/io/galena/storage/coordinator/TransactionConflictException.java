package io.galena.storage.coordinator;

import java.util.List;

/** Somebody else works on rows of a transaction. Nothing was done. */
public final class TransactionConflictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Boolean> conflicts;

    public TransactionConflictException(List<Boolean> conflicts) {
        super("Somebody else works on rows of the transaction", null, false, false);
        this.conflicts = List.copyOf(conflicts);
    }

    /** For each row, in the order of the request, whether it is one of those. */
    public List<Boolean> conflicts() {
        return conflicts;
    }
}
