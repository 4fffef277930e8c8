package io.galena.storage.query;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.key.KeyCodec;
import io.galena.dynamodb.key.KeyRange;
import io.galena.dynamodb.model.Structure;
import java.math.BigInteger;
import java.util.Optional;

/**
 * One of the parts into which a parallel scan cuts the hashes of a table's partition keys. Every segment is scanned by
 * itself, and all of them together are the table.
 */
public record Segment(int number, int total) {
    /** All of a table. */
    public static final Segment WHOLE = new Segment(0, 1);

    /**
     * Reads the members Segment and TotalSegments; without them there is one segment.
     *
     * @throws DynamoDbException VALIDATION when only one of them is there, or the segment is none of so many
     */
    static Segment of(Structure input) {
        var number = input.integer("Segment");
        var total = input.integer("TotalSegments");
        if (number.isEmpty() && total.isEmpty()) {
            return WHOLE;
        }
        if (total.isEmpty()) {
            throw DynamoDbException.validation("The TotalSegments parameter is required but was not present in the"
                    + " request when Segment parameter is present");
        }
        if (number.isEmpty()) {
            throw DynamoDbException.validation("The Segment parameter is required but was not present in the request"
                    + " when parameter TotalSegments is present");
        }
        if (number.get() >= total.get()) {
            throw DynamoDbException.validation("The Segment parameter is zero-based and must be less than parameter"
                    + " TotalSegments: Segment: " + number.get() + " is not less than TotalSegments: " + total.get());
        }
        return new Segment(Math.toIntExact(number.get()), Math.toIntExact(total.get()));
    }

    /** The keys of all rows whose hash is in this segment. */
    KeyRange range() {
        return new KeyRange(
                number == 0 ? new byte[0] : lowestKey(number),
                number == total - 1 ? Optional.empty() : Optional.of(lowestKey(number + 1)));
    }

    private byte[] lowestKey(int segment) {
        var hash = BigInteger.ONE
                .shiftLeft(Long.SIZE)
                .multiply(BigInteger.valueOf(segment))
                .divide(BigInteger.valueOf(total));
        return KeyCodec.lowestKey(hash.longValue());
    }
}
