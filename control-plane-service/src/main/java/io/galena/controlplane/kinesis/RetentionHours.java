package io.galena.controlplane.kinesis;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.kit.kinesis.StreamReference;

/** For how long records can be kept, in hours. */
final class RetentionHours {
    static final int LEAST = 24;
    private static final int MOST = 8760;

    private RetentionHours() {}

    /** @throws DynamoDbException INVALID_ARGUMENT for more or less than there can be */
    static int require(long hours) {
        if (hours < LEAST) {
            throw StreamReference.invalid("Minimum allowed retention period is " + LEAST
                    + " hours. Requested retention period (" + hours + " hours) is too short.");
        }
        if (hours > MOST) {
            throw StreamReference.invalid("Maximum allowed retention period is " + MOST
                    + " hours. Requested retention period (" + hours + " hours) is too long.");
        }
        return Math.toIntExact(hours);
    }
}
