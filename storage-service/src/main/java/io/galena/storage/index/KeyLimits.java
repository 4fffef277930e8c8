package io.galena.storage.index;

import io.galena.dynamodb.key.KeyAttribute;
import io.galena.dynamodb.key.KeySchema;
import io.galena.dynamodb.value.AttributeValue;
import java.nio.charset.StandardCharsets;

/** How large the values of key attributes may be. Pure. */
public final class KeyLimits {
    private static final int MAX_PARTITION_BYTES = 2048;
    private static final int MAX_SORT_BYTES = 1024;

    private KeyLimits() {}

    /** Whether an attribute of a key may have this value: of its type, not empty, not too large. */
    static boolean allows(AttributeValue value, KeyAttribute attribute, KeySchema keys) {
        if (value.type() != attribute.type()) {
            return false;
        }
        return !isEmpty(value) && isWithin(value, attribute, keys);
    }

    /** Whether a value is an empty string or binary. */
    public static boolean isEmpty(AttributeValue value) {
        return switch (value) {
            case AttributeValue.S string -> string.value().isEmpty();
            case AttributeValue.B binary -> binary.value().length() == 0;
            default -> false;
        };
    }

    /** Whether a value is small enough for its part of a key. */
    public static boolean isWithin(AttributeValue value, KeyAttribute attribute, KeySchema keys) {
        return size(value) <= (isPartition(attribute, keys) ? MAX_PARTITION_BYTES : MAX_SORT_BYTES);
    }

    /** Whether an attribute belongs to the partition key. */
    public static boolean isPartition(KeyAttribute attribute, KeySchema keys) {
        return keys.partition().contains(attribute);
    }

    /** Numbers are never too large for a key. */
    private static int size(AttributeValue value) {
        return switch (value) {
            case AttributeValue.S string ->
                string.value().length() * 3 <= MAX_SORT_BYTES
                        ? string.value().length()
                        : string.value().getBytes(StandardCharsets.UTF_8).length;
            case AttributeValue.B binary -> binary.value().length();
            default -> 0;
        };
    }
}
