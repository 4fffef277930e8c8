package io.galena.dynamodb.value;

import io.galena.dynamodb.error.DynamoDbException;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * The text of a number, scanned but not yet turned into one: the work is one pass over the text, whatever its exponent says and
 * however many digits it has.
 */
final class NumberText {
    private static final String NOT_A_NUMBER = "The parameter cannot be converted to a numeric value";

    /** More than any exponent that a text of any length could make up for with its digits. */
    private static final long HUGE_EXPONENT = 1_000_000_000_000L;

    private static final int LONG_DIGITS = 18;

    private final String text;
    private int next;
    private boolean negative;
    private long exponent;

    /** Digits seen, and how many of them stood before the decimal point. */
    private int digits;

    private int whole = -1;

    /** Where the first and the last digit that is not zero stand, in the text and among the digits. */
    private int firstAt = -1;

    private int lastAt;
    private int first;
    private int last;

    private NumberText(String text) {
        this.text = text;
    }

    /**
     * Scans a text.
     *
     * @throws DynamoDbException VALIDATION, if it is not a number
     */
    static NumberText scan(String text) {
        var scan = new NumberText(text);
        scan.negative = scan.sign();
        scan.digits();
        if (scan.next < text.length()) {
            scan.exponent();
        }
        return scan;
    }

    boolean isZero() {
        return firstAt < 0;
    }

    /** The exponent of the first significant digit. */
    long magnitude() {
        return whole - first - 1 + exponent;
    }

    /** How many digits there are from the first to the last that is not zero. */
    int significant() {
        return last - first + 1;
    }

    /** The value, without trailing zeros; only for texts in range. */
    BigDecimal toBigDecimal() {
        int scale = Math.toIntExact(last + 1 - whole - exponent);
        return significant() <= LONG_DIGITS
                ? BigDecimal.valueOf(asLong(), scale)
                : new BigDecimal(asBigInteger(), scale);
    }

    private long asLong() {
        long value = 0;
        for (int i = firstAt; i <= lastAt; i++) {
            if (text.charAt(i) != '.') {
                value = value * 10 + (text.charAt(i) - '0');
            }
        }
        return negative ? -value : value;
    }

    private BigInteger asBigInteger() {
        var value = new BigInteger(text.substring(firstAt, lastAt + 1).replace(".", ""));
        return negative ? value.negate() : value;
    }

    private boolean sign() {
        if (next < text.length() && (text.charAt(next) == '-' || text.charAt(next) == '+')) {
            return text.charAt(next++) == '-';
        }
        return false;
    }

    private void digits() {
        for (; next < text.length(); next++) {
            char c = text.charAt(next);
            if (c >= '0' && c <= '9') {
                digit(c);
            } else if (c == '.' && whole < 0) {
                whole = digits;
            } else {
                break;
            }
        }
        if (digits == 0) {
            throw notANumber();
        }
        if (whole < 0) {
            whole = digits;
        }
    }

    private void digit(char c) {
        if (c != '0') {
            if (firstAt < 0) {
                firstAt = next;
                first = digits;
            }
            lastAt = next;
            last = digits;
        }
        digits++;
    }

    private void exponent() {
        char e = text.charAt(next++);
        if (e != 'e' && e != 'E') {
            throw notANumber();
        }
        boolean down = sign();
        if (next == text.length()) {
            throw notANumber();
        }
        for (; next < text.length(); next++) {
            char c = text.charAt(next);
            if (c < '0' || c > '9') {
                throw notANumber();
            }
            exponent = Math.min(exponent * 10 + (c - '0'), HUGE_EXPONENT);
        }
        if (down) {
            exponent = -exponent;
        }
    }

    private DynamoDbException notANumber() {
        return DynamoDbException.validation(text.isEmpty() ? NOT_A_NUMBER : NOT_A_NUMBER + ": " + text);
    }
}
