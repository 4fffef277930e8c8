package io.galena.controlplane.definition;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.model.Structure;
import java.util.Optional;

/** The throughput that a table is ready to take at once. */
public record WarmThroughput(long read, long write) {
    /** What every table paid per request is ready for, in the service's words. */
    static final WarmThroughput ON_DEMAND = new WarmThroughput(12_000, 4_000);

    /** A request's {@code WarmThroughput}. */
    record Change(Optional<Long> read, Optional<Long> write) {
        static Optional<Change> read(Structure input) {
            return input.structure("WarmThroughput")
                    .map(given ->
                            new Change(given.integer("ReadUnitsPerSecond"), given.integer("WriteUnitsPerSecond")));
        }
    }

    /**
     * This with what a request changes of it: it can only grow.
     *
     * @throws DynamoDbException VALIDATION for less than it was
     */
    WarmThroughput changed(Change change) {
        return new WarmThroughput(
                grown(read, change.read(), "ReadUnitsPerSecond"), grown(write, change.write(), "WriteUnitsPerSecond"));
    }

    /** The greater of both, number by number. */
    WarmThroughput atLeast(WarmThroughput other) {
        return new WarmThroughput(Math.max(read, other.read), Math.max(write, other.write));
    }

    private static long grown(long before, Optional<Long> requested, String member) {
        requested.filter(units -> units < before).ifPresent(units -> {
            throw DynamoDbException.validation("One or more parameter values were invalid: Requested " + member
                    + " for WarmThroughput is lower than the current value. Current value: " + before
                    + ". Requested value: " + units);
        });
        return requested.orElse(before);
    }
}
