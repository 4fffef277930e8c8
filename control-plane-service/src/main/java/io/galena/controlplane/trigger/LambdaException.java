package io.galena.controlplane.trigger;

/** An error to answer with, as Lambda words it. */
final class LambdaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final LambdaErrorType type;

    LambdaException(LambdaErrorType type, String message) {
        super(message, null, false, false);
        this.type = type;
    }

    static LambdaException invalid(String message) {
        return new LambdaException(LambdaErrorType.INVALID_PARAMETER_VALUE, message);
    }

    LambdaErrorType type() {
        return type;
    }
}
