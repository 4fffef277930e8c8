package io.galena.standalone.sdk;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Short names for attribute values. */
final class TestValues {
    private TestValues() {}

    static AttributeValue s(String value) {
        return AttributeValue.fromS(value);
    }

    static AttributeValue n(String value) {
        return AttributeValue.fromN(value);
    }

    static AttributeValue n(long value) {
        return n(Long.toString(value));
    }

    static AttributeValue b(byte... value) {
        return AttributeValue.fromB(SdkBytes.fromByteArray(value));
    }

    static AttributeValue bool(boolean value) {
        return AttributeValue.fromBool(value);
    }

    static AttributeValue nothing() {
        return AttributeValue.fromNul(true);
    }

    static AttributeValue l(AttributeValue... values) {
        return AttributeValue.fromL(Arrays.asList(values));
    }

    static AttributeValue m(Object... namesAndValues) {
        return AttributeValue.fromM(item(namesAndValues));
    }

    static AttributeValue ss(String... values) {
        return AttributeValue.fromSs(Arrays.asList(values));
    }

    static AttributeValue ns(String... values) {
        return AttributeValue.fromNs(Arrays.asList(values));
    }

    static AttributeValue bs(String... values) {
        return AttributeValue.fromBs(
                Arrays.stream(values).map(SdkBytes::fromUtf8String).toList());
    }

    /** A map of names to values: an item, a key, or the values of an expression. */
    static Map<String, AttributeValue> item(Object... namesAndValues) {
        var item = new LinkedHashMap<String, AttributeValue>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            item.put((String) namesAndValues[i], (AttributeValue) namesAndValues[i + 1]);
        }
        return item;
    }

    /** What a map must have at that name. */
    static <T> T at(Map<String, T> map, String name) {
        return Optional.ofNullable(map.get(name)).orElseThrow();
    }

    /** An item with one more attribute. */
    static Map<String, AttributeValue> with(Map<String, AttributeValue> item, String name, AttributeValue value) {
        var more = new LinkedHashMap<>(item);
        more.put(name, value);
        return more;
    }

    /** A string of that many bytes. */
    static AttributeValue text(int bytes) {
        return s("x".repeat(bytes));
    }

    /** Bytes that nothing compresses. */
    static AttributeValue random(int bytes) {
        var value = new byte[bytes];
        new Random(bytes).nextBytes(value);
        return b(value);
    }

    /** A partition key that no other test uses. */
    static AttributeValue unused() {
        return s(UUID.randomUUID().toString());
    }

    /** A value inside of so many lists and maps, one in the other. */
    static AttributeValue nested(int documents, AttributeValue value) {
        var nested = value;
        for (var i = 0; i < documents; i++) {
            nested = i % 2 == 0 ? l(nested) : m("a", nested);
        }
        return nested;
    }
}
