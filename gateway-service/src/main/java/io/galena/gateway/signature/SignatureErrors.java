package io.galena.gateway.signature;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;

/** Short names for the errors of signatures. */
final class SignatureErrors {
    private SignatureErrors() {}

    static DynamoDbException missing() {
        return new DynamoDbException(ErrorType.MISSING_AUTHENTICATION_TOKEN, "Request is missing Authentication Token");
    }

    static DynamoDbException incomplete(String message) {
        return new DynamoDbException(ErrorType.INCOMPLETE_SIGNATURE, message);
    }

    static DynamoDbException invalid(String message) {
        return new DynamoDbException(ErrorType.INVALID_SIGNATURE, message);
    }

    static DynamoDbException unrecognized() {
        return new DynamoDbException(
                ErrorType.UNRECOGNIZED_CLIENT, "The security token included in the request is invalid.");
    }
}
