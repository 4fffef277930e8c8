package io.galena.kit.transport;

/** A body has more bytes than it may have. */
public final class BodyTooLargeException extends Exception {
    private static final long serialVersionUID = 1L;

    BodyTooLargeException() {
        super("The body is too large", null, false, false);
    }
}
