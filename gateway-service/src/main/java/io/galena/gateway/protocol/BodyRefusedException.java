package io.galena.gateway.protocol;

import io.galena.dynamodb.error.DynamoDbException;

/** A request is refused before its body has been read: the client may still be sending it. */
final class BodyRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final DynamoDbException error;

    BodyRefusedException(DynamoDbException error) {
        super(error.getMessage(), error, false, false);
        this.error = error;
    }

    DynamoDbException error() {
        return error;
    }
}
