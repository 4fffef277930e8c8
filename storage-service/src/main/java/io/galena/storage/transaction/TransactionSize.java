package io.galena.storage.transaction;

import io.galena.dynamodb.error.DynamoDbException;

/** DynamoDB's limit for all items of a transaction together, 4 MB. */
public final class TransactionSize {
    private static final long MAX_BYTES = 4 << 20;

    private TransactionSize() {}

    /** Throws VALIDATION for a request that brings more. */
    public static void requireOfRequest(long bytes) {
        if (bytes > MAX_BYTES) {
            throw DynamoDbException.validation("Transaction payload size cannot exceed 4MB. Payload Size: " + bytes);
        }
    }

    /** Throws VALIDATION for an answer that would be larger. */
    public static void requireOfAnswer(long bytes) {
        if (bytes > MAX_BYTES) {
            throw DynamoDbException.validation("Payload in response is too large. " + bytes);
        }
    }
}
