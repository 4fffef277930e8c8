package io.galena.dynamodb.legacy;

import io.galena.dynamodb.error.DynamoDbException;

/** Errors that these parameters have in common. */
final class Invalid {
    private Invalid() {}

    /** @throws DynamoDbException VALIDATION for an attribute without a name */
    static void requireName(String attribute) {
        if (attribute.isEmpty()) {
            throw DynamoDbException.validation("Empty attribute name");
        }
    }

    static DynamoDbException parameters(String message) {
        return DynamoDbException.validation("One or more parameter values were invalid: " + message);
    }
}
