package io.galena.stream.read;

/** The records asked for are older than what is kept. */
public final class TrimmedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TrimmedException() {
        super("The records are no longer kept");
    }
}
