package io.galena.kit.operation;

/**
 * What an operation has planned with belongs to a table whose name another table has now. Nothing was done; the dispatcher has
 * the operation handle its request once more, from the beginning. Never seen by clients.
 */
public final class StartAgainException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartAgainException() {
        super("The name belongs to another table now", null, false, false);
    }
}
