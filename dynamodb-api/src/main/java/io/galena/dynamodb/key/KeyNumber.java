package io.galena.dynamodb.key;

import io.galena.dynamodb.value.DynamoNumber;
import java.io.ByteArrayOutputStream;

/**
 * Numbers as bytes that compare, as unsigned, in the order of the numbers. Digits are taken in pairs that are aligned at the
 * decimal point, as in base 100, without pairs of zeros at either end:
 *
 * <ul>
 *   <li>zero is the byte 0x80;
 *   <li>a positive number is 0x80 + (exponent + 65), exponent being that of the first pair (from -65 to 62), then each pair
 *       plus 1: 100 is 0xC2 0x02. The exponent -65 shares its byte with zero, which is then the shorter key and so the lower one;
 *   <li>a negative number is that of its absolute value with all bits flipped, then 0xFF, so that more digits are lower.
 * </ul>
 *
 * At most 22 bytes; no encoding of a negative number is a prefix of another.
 */
final class KeyNumber {
    private static final int ZERO = 0x80;
    private static final int LOWEST_EXPONENT = -65;
    private static final int NEGATIVE_END = 0xFF;

    private KeyNumber() {}

    static byte[] encode(DynamoNumber number) {
        var bytes = new ByteArrayOutputStream(22);
        if (number.signum() == 0) {
            bytes.write(ZERO);
            return bytes.toByteArray();
        }
        int flip = number.signum() < 0 ? 0xFF : 0;
        int exponent = Math.floorDiv(number.magnitude(), 2);
        bytes.write(flip ^ (ZERO + exponent - LOWEST_EXPONENT));
        var digits = number.value().unscaledValue().abs().toString();
        // An even magnitude leaves the first digit alone in its pair.
        int next = Math.floorMod(number.magnitude(), 2) == 0 ? -1 : 0;
        for (; next < digits.length(); next += 2) {
            bytes.write(flip ^ (10 * digit(digits, next) + digit(digits, next + 1) + 1));
        }
        if (flip != 0) {
            bytes.write(NEGATIVE_END);
        }
        return bytes.toByteArray();
    }

    private static int digit(String digits, int index) {
        return index < 0 || index >= digits.length() ? 0 : digits.charAt(index) - '0';
    }
}
