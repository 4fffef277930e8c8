package io.galena.controlplane.kinesis;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.kit.kinesis.StreamReference;
import java.util.Map;

/** Rules of a stream's tags. */
final class StreamTags {
    private static final int MOST = 50;
    private static final String RESERVED = "aws:";

    private StreamTags() {}

    /** @throws DynamoDbException LIMIT_EXCEEDED for too many tags; INVALID_ARGUMENT for one that cannot be kept */
    static void require(Map<String, String> tags) {
        if (tags.size() > MOST) {
            throw new DynamoDbException(
                    ErrorType.LIMIT_EXCEEDED, "A stream cannot have more than " + MOST + " tags associated with it.");
        }
        tags.forEach((key, value) -> {
            if (key.startsWith(RESERVED)) {
                throw StreamReference.invalid("Tag keys starting with 'aws:' are reserved for system use: " + key);
            }
            if (key.indexOf('\0') >= 0 || value.indexOf('\0') >= 0) {
                throw StreamReference.invalid("Tags cannot have the character U+0000.");
            }
        });
    }
}
