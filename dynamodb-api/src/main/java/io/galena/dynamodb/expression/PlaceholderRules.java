package io.galena.dynamodb.expression;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.expression.syntax.PlaceholderKeys;
import io.galena.dynamodb.value.Item;
import io.galena.dynamodb.value.ItemSize;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The rules of the two maps of placeholders themselves, before any expression is looked at. */
final class PlaceholderRules {
    static final String NAMES = "ExpressionAttributeNames";
    static final String VALUES = "ExpressionAttributeValues";
    private static final int MAX_KEY_LENGTH = 255;
    private static final int MAX_NAME_BYTES = 65_535;
    private static final int MAX_SIZE = 2 << 20;

    private PlaceholderRules() {}

    static void checkNames(Map<String, String> names) {
        checkKeys(NAMES, names.keySet(), PlaceholderKeys::isName);
        names.forEach((key, name) -> {
            if (name.isEmpty()) {
                throw badName("Empty attribute name", key);
            }
            if (ItemSize.utf8Length(name) > MAX_NAME_BYTES) {
                throw badName("Attribute name is too large, must be less than 65536 bytes", key);
            }
        });
        var size = 0L;
        for (var entry : names.entrySet()) {
            size += ItemSize.utf8Length(entry.getKey()) + ItemSize.utf8Length(entry.getValue());
        }
        checkSize(NAMES, size);
    }

    static void checkValues(Item values) {
        checkKeys(VALUES, values.attributes().keySet(), PlaceholderKeys::isValue);
        checkSize(VALUES, ItemSize.of(values));
    }

    private static void checkSize(String parameter, long size) {
        if (size > MAX_SIZE) {
            throw DynamoDbException.validation(parameter + " exceeds max size");
        }
    }

    private static void checkKeys(String parameter, Set<String> keys, Predicate<String> isKey) {
        if (keys.isEmpty()) {
            throw DynamoDbException.validation(parameter + " must not be empty");
        }
        for (var key : keys) {
            if (key.isEmpty()) {
                throw badKey(parameter, "The expression attribute map contains an empty key;");
            }
            if (key.length() > MAX_KEY_LENGTH) {
                throw badKey(
                        parameter,
                        "The expression attribute map contains a key that is too long; size of key: " + key.length());
            }
            if (!isKey.test(key)) {
                throw badKey(parameter, "Syntax error; key: \"" + key + "\"");
            }
        }
    }

    private static DynamoDbException badKey(String parameter, String problem) {
        return DynamoDbException.validation(parameter + " contains invalid key: " + problem);
    }

    private static DynamoDbException badName(String problem, String key) {
        return DynamoDbException.validation(NAMES + " contains invalid value: " + problem + " for key " + key);
    }
}
