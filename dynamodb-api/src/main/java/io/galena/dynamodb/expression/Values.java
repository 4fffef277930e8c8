package io.galena.dynamodb.expression;

import io.galena.dynamodb.expression.syntax.Comparator;
import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.Binary;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What conditions ask of values: order, size, prefixes and members. A null value stands for an attribute that is absent. */
final class Values {
    private Values() {}

    /** Whether the comparator holds between two strings, numbers or binaries; false for all other pairs. */
    static boolean inOrder(@Nullable AttributeValue left, Comparator comparator, @Nullable AttributeValue right) {
        if (left instanceof AttributeValue.S(var a) && right instanceof AttributeValue.S(var b)) {
            return comparator.accepts(compare(a, b));
        }
        if (left instanceof AttributeValue.N(var a) && right instanceof AttributeValue.N(var b)) {
            return comparator.accepts(a.compareTo(b));
        }
        return left instanceof AttributeValue.B(var a)
                && right instanceof AttributeValue.B(var b)
                && comparator.accepts(a.compareTo(b));
    }

    /**
     * The order of the UTF-8 bytes, which is that of the code points. The order of Java's characters differs from it only where
     * a surrogate meets a character above the surrogates.
     */
    static int compare(String left, String right) {
        var length = Math.min(left.length(), right.length());
        for (var i = 0; i < length; i++) {
            var a = left.charAt(i);
            var b = right.charAt(i);
            if (a != b) {
                return Character.isSurrogate(a) == Character.isSurrogate(b)
                        ? Character.compare(a, b)
                        : Boolean.compare(Character.isSurrogate(a), Character.isSurrogate(b));
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /** {@code size}: characters of a string (UTF-16, as the service counts), bytes, members; -1 for a type without size. */
    static int size(AttributeValue value) {
        return switch (value) {
            case AttributeValue.S(var text) -> text.length();
            case AttributeValue.B(var bytes) -> bytes.length();
            case AttributeValue.SS(var members) -> members.size();
            case AttributeValue.NS(var members) -> members.size();
            case AttributeValue.BS(var members) -> members.size();
            case AttributeValue.L(var members) -> members.size();
            case AttributeValue.M(var members) -> members.size();
            case AttributeValue.N _, AttributeValue.Bool _, AttributeValue.Null _ -> -1;
        };
    }

    /** Whether a string or binary begins with another one. */
    static boolean beginsWith(@Nullable AttributeValue value, @Nullable AttributeValue prefix) {
        if (value instanceof AttributeValue.S(var text) && prefix instanceof AttributeValue.S(var start)) {
            return text.startsWith(start);
        }
        return value instanceof AttributeValue.B(var bytes)
                && prefix instanceof AttributeValue.B(var start)
                && matchesAt(bytes.bytes(), 0, start.bytes());
    }

    /** Whether a string or binary has a part, or a set or list has a member. */
    static boolean contains(@Nullable AttributeValue container, @Nullable AttributeValue member) {
        if (container == null || member == null) {
            return false;
        }
        return switch (container) {
            case AttributeValue.S(var text) -> member instanceof AttributeValue.S(var part) && text.contains(part);
            case AttributeValue.B(var bytes) -> member instanceof AttributeValue.B(var part) && contains(bytes, part);
            case AttributeValue.SS(var members) ->
                member instanceof AttributeValue.S(var text) && members.contains(text);
            case AttributeValue.NS(var members) ->
                member instanceof AttributeValue.N(var number) && members.contains(number);
            case AttributeValue.BS(var members) ->
                member instanceof AttributeValue.B(var bytes) && members.contains(bytes);
            case AttributeValue.L(var members) -> members.contains(member);
            case AttributeValue.M _, AttributeValue.N _, AttributeValue.Bool _, AttributeValue.Null _ -> false;
        };
    }

    private static boolean contains(Binary whole, Binary part) {
        for (var at = 0; at <= whole.length() - part.length(); at++) {
            if (matchesAt(whole.bytes(), at, part.bytes())) {
                return true;
            }
        }
        return false;
    }

    private static boolean matchesAt(byte[] whole, int at, byte[] part) {
        return at + part.length <= whole.length && Arrays.equals(whole, at, at + part.length, part, 0, part.length);
    }
}
