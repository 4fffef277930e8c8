package io.galena.dynamodb.value;

import java.util.List;
import java.util.Map;

/**
 * The sizes of items in bytes, by the arithmetic that DynamoDB documents and bills by: names and strings as UTF-8, binaries as
 * they are, one byte for a boolean or null, three for a list or map and one more for each of its elements. A number takes one
 * byte, and one for every two digits, aligned at the decimal point, from its first to its last that are not zero, and one if
 * it is negative (the documentation calls its own rule approximate; these are the sizes seen with DynamoDB local).
 */
public final class ItemSize {
    private static final int DOCUMENT_BYTES = 3;
    private static final int ELEMENT_BYTES = 1;

    private ItemSize() {}

    /** The size of an item, or of a part of one. */
    public static int of(Item item) {
        return members(item.attributes());
    }

    /** The size of a value, without its name. */
    public static int of(AttributeValue attribute) {
        return switch (attribute) {
            case AttributeValue.S string -> utf8Length(string.value());
            case AttributeValue.N number -> number(number.value());
            case AttributeValue.B binary -> binary.value().length();
            case AttributeValue.Bool _, AttributeValue.Null _ -> 1;
            case AttributeValue.L list -> DOCUMENT_BYTES + list(list.values());
            case AttributeValue.M map ->
                DOCUMENT_BYTES + ELEMENT_BYTES * map.values().size() + members(map.values());
            case AttributeValue.SS set ->
                set.values().stream().mapToInt(ItemSize::utf8Length).sum();
            case AttributeValue.NS set ->
                set.values().stream().mapToInt(ItemSize::number).sum();
            case AttributeValue.BS set ->
                set.values().stream().mapToInt(Binary::length).sum();
        };
    }

    /** How many bytes a well-formed string takes as UTF-8. */
    public static int utf8Length(String text) {
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                length += 1;
            } else if (c < 0x800 || Character.isSurrogate(c)) {
                length += 2;
            } else {
                length += 3;
            }
        }
        return length;
    }

    private static int members(Map<String, AttributeValue> values) {
        int size = 0;
        for (var member : values.entrySet()) {
            size += utf8Length(member.getKey()) + of(member.getValue());
        }
        return size;
    }

    private static int list(List<AttributeValue> values) {
        int size = 0;
        for (var value : values) {
            size += ELEMENT_BYTES + of(value);
        }
        return size;
    }

    private static int number(DynamoNumber number) {
        if (number.signum() == 0) {
            return 1;
        }
        int firstPair = Math.floorDiv(number.magnitude(), 2);
        int lastPair = Math.floorDiv(number.magnitude() - number.value().precision() + 1, 2);
        return 1 + (firstPair - lastPair + 1) + (number.signum() < 0 ? 1 : 0);
    }
}
