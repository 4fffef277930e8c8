package io.galena.stream.capture;

/** The change log of a shard cannot be gone on with: something is missing from it, or from the shard. */
final class CaptureGapException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CaptureGapException(String message) {
        super(message);
    }
}
