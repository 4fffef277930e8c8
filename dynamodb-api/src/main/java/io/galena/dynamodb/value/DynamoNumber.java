package io.galena.dynamodb.value;

import io.galena.dynamodb.error.DynamoDbException;
import java.math.BigDecimal;

/**
 * A DynamoDB number: at most 38 significant digits, magnitude from 1E-130 to 9.99...E+125, zero without a sign. Equal and
 * ordered by value.
 */
public final class DynamoNumber implements Comparable<DynamoNumber> {
    public static final DynamoNumber ZERO = of(BigDecimal.ZERO);

    private final BigDecimal value;

    private DynamoNumber(BigDecimal value) {
        this.value = value;
    }

    /**
     * Reads the text of a number as it stands in a request.
     *
     * @throws DynamoDbException VALIDATION, in DynamoDB's words, for what is not a number or out of its range
     */
    public static DynamoNumber parse(String text) {
        try {
            return of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            throw DynamoDbException.validation("The parameter cannot be converted to a numeric value: " + text);
        }
    }

    /** The number of that value, normalised. */
    public static DynamoNumber of(BigDecimal value) {
        return new DynamoNumber(value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros());
    }

    /** The value, without trailing zeros. */
    public BigDecimal value() {
        return value;
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
}
