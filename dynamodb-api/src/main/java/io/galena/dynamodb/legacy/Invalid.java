package io.galena.dynamodb.legacy;

import io.galena.dynamodb.error.DynamoDbException;

/** The form that most errors of these parameters have. */
final class Invalid {
    private Invalid() {}

    static DynamoDbException parameters(String message) {
        return DynamoDbException.validation("One or more parameter values were invalid: " + message);
    }
}
