package io.galena.dynamodb.value;

import io.galena.dynamodb.error.DynamoDbException;
import java.math.BigDecimal;

/**
 * A DynamoDB number: at most 38 significant digits, magnitude from 1E-130 to 9.99...E+125, zero without a sign. Equal and
 * ordered by value. Immutable.
 */
public final class DynamoNumber implements Comparable<DynamoNumber> {
    public static final DynamoNumber ZERO = new DynamoNumber(BigDecimal.ZERO);

    static final int MAX_DIGITS = 38;
    static final int MAX_MAGNITUDE = 125;
    static final int MIN_MAGNITUDE = -130;

    private final BigDecimal value;

    private DynamoNumber(BigDecimal value) {
        this.value = value;
    }

    /**
     * Reads the text of a number as it stands in a request: a sign, digits with a decimal point, an exponent.
     *
     * @throws DynamoDbException VALIDATION, in DynamoDB's words, for what is not a number or out of its range
     */
    public static DynamoNumber parse(String text) {
        var digits = NumberText.scan(text);
        if (digits.isZero()) {
            return ZERO;
        }
        requireInRange(digits.magnitude(), digits.significant());
        return new DynamoNumber(digits.toBigDecimal());
    }

    /**
     * The number of that value, normalised.
     *
     * @throws DynamoDbException VALIDATION, in DynamoDB's words, if it is out of range
     */
    public static DynamoNumber of(BigDecimal value) {
        if (value.signum() == 0) {
            return ZERO;
        }
        var stripped = value.stripTrailingZeros();
        requireInRange((long) stripped.precision() - stripped.scale() - 1, stripped.precision());
        return new DynamoNumber(stripped);
    }

    /** The number of that value. */
    public static DynamoNumber of(long value) {
        return of(BigDecimal.valueOf(value));
    }

    /**
     * The exact sum.
     *
     * @throws DynamoDbException VALIDATION, if the sum is out of range or needs more than 38 digits: DynamoDB never rounds
     */
    public DynamoNumber add(DynamoNumber other) {
        return of(value.add(other.value));
    }

    /** The exact difference; errors as for {@link #add}. */
    public DynamoNumber subtract(DynamoNumber other) {
        return of(value.subtract(other.value));
    }

    /** The value, without trailing zeros. */
    public BigDecimal value() {
        return value;
    }

    /** -1, 0 or 1. */
    public int signum() {
        return value.signum();
    }

    /** The exponent of the first significant digit, as in {@code 1.5E2}; zero has none and answers 0. */
    public int magnitude() {
        return value.precision() - value.scale() - 1;
    }

    @Override
    public int compareTo(DynamoNumber other) {
        return value.compareTo(other.value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DynamoNumber that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** The number as DynamoDB writes it: plain digits, no exponent. */
    @Override
    public String toString() {
        return value.toPlainString();
    }

    private static void requireInRange(long magnitude, long significant) {
        if (magnitude > MAX_MAGNITUDE) {
            throw DynamoDbException.validation(
                    "Number overflow. Attempting to store a number with magnitude larger than supported range");
        }
        if (magnitude < MIN_MAGNITUDE) {
            throw DynamoDbException.validation(
                    "Number underflow. Attempting to store a number with magnitude smaller than supported range");
        }
        if (significant > MAX_DIGITS) {
            throw DynamoDbException.validation("Attempting to store more than 38 significant digits in a Number");
        }
    }
}
