package io.galena.dynamodb.key;

import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.Item;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The bytes of key attributes. A value alone is a string's UTF-8, a binary's bytes or a {@link KeyNumber}. Where another follows,
 * it is escaped: each 0x00 becomes 0x00 0xFF, and 0x00 0x00 ends it, so that a value that is another's beginning is still the
 * lower one.
 */
final class KeyBytes {
    /** How much of a SHA-256 stands for what was hashed. */
    static final int HASH_BYTES = 16;

    private static final int ESCAPE = 0x00;
    private static final int ESCAPED_ZERO = 0xFF;
    private static final int END = 0x00;

    private KeyBytes() {}

    /** The values of key attributes of an item. */
    static List<AttributeValue> values(List<KeyAttribute> attributes, Item item) {
        var values = new ArrayList<AttributeValue>(attributes.size());
        for (var attribute : attributes) {
            values.add(value(attribute, item));
        }
        return values;
    }

    /** A value alone, in the order of its type. */
    static byte[] plain(AttributeValue value) {
        return switch (value) {
            case AttributeValue.S string -> string.value().getBytes(StandardCharsets.UTF_8);
            case AttributeValue.N number -> KeyNumber.encode(number.value());
            case AttributeValue.B binary -> binary.value().bytes();
            default -> throw new IllegalArgumentException("Not the type of a key: " + value.type());
        };
    }

    /** Several values one after the other, all but the last one escaped: no two lists of values have the same bytes. */
    static byte[] sequence(List<AttributeValue> values) {
        if (values.size() == 1) {
            return plain(values.getFirst());
        }
        var bytes = new ByteArrayOutputStream();
        for (var value : values.subList(0, values.size() - 1)) {
            appendEnded(bytes, value);
        }
        bytes.writeBytes(plain(values.getLast()));
        return bytes.toByteArray();
    }

    /** Appends a value, escaped, so that another may follow. */
    static void appendEnded(ByteArrayOutputStream bytes, AttributeValue value) {
        appendEscaped(bytes, value);
        bytes.write(ESCAPE);
        bytes.write(END);
    }

    /** Appends a value, escaped and without an end: what all values that begin with it begin with. */
    static void appendEscaped(ByteArrayOutputStream bytes, AttributeValue value) {
        for (byte b : plain(value)) {
            bytes.write(b);
            if (b == ESCAPE) {
                bytes.write(ESCAPED_ZERO);
            }
        }
    }

    static byte[] hash16(byte[] bytes) {
        try {
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(bytes), HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static AttributeValue value(KeyAttribute attribute, Item item) {
        return item.find(attribute.name())
                .filter(value -> value.type() == attribute.type())
                .orElseThrow(() -> new IllegalArgumentException("No key attribute " + attribute.name() + " of type "
                        + attribute.type() + ": keys must be checked before they are encoded"));
    }
}
