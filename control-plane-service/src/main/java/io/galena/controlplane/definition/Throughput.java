package io.galena.controlplane.definition;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.model.Structure;
import java.util.Optional;

/** Provisioned throughput: units of capacity in a second. */
public record Throughput(long read, long write) {
    /** What a table paid per request shows. */
    static final Throughput NONE = new Throughput(0, 0);

    private static final long MAX_UNITS = 1_000_000_000_000L;

    /**
     * The request's {@code ProvisionedThroughput}, if it has one.
     *
     * @throws DynamoDbException VALIDATION for numbers out of bounds
     */
    static Optional<Throughput> read(Structure input) {
        return read(input, "");
    }

    /** The same for an index. */
    static Optional<Throughput> readOfIndex(Structure input, String index) {
        return read(input, " for index " + index);
    }

    private static Optional<Throughput> read(Structure input, String whose) {
        return input.structure("ProvisionedThroughput").map(throughput -> {
            var read = throughput.integer("ReadCapacityUnits").orElseThrow();
            var write = throughput.integer("WriteCapacityUnits").orElseThrow();
            requireInBounds(read, "ReadCapacityUnits", whose);
            requireInBounds(write, "WriteCapacityUnits", whose);
            return new Throughput(read, write);
        });
    }

    /**
     * What is shown while a change of this is under way: still this, unless the table comes to be paid in another way.
     *
     * @param next what it is to be
     */
    public Throughput shownUntil(Throughput next) {
        return equals(NONE) || next.equals(NONE) ? next : this;
    }

    /** Whether this asks for less than the other in one of the two numbers. */
    boolean isDecreaseOf(Throughput other) {
        return read < other.read || write < other.write;
    }

    /** Whether this asks for more than the other in one of the two numbers. */
    boolean isIncreaseOf(Throughput other) {
        return read > other.read || write > other.write;
    }

    private static void requireInBounds(long units, String member, String whose) {
        if (units > MAX_UNITS) {
            throw DynamoDbException.validation("Given value " + units + " for " + member + " is out of bounds" + whose);
        }
    }
}
