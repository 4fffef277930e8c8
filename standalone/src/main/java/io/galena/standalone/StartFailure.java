package io.galena.standalone;

/** Galena cannot start, for a reason that its user can mend; the message is one sentence for them. */
final class StartFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartFailure(String message) {
        super(message);
    }

    StartFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
