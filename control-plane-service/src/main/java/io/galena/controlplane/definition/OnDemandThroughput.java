package io.galena.controlplane.definition;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.catalog.CapacityDescriptor;
import java.util.Optional;

/** The most that a table paid per request may take in a second; -1 is no limit. */
public record OnDemandThroughput(long maxRead, long maxWrite) {
    private static final long UNLIMITED = CapacityDescriptor.UNLIMITED;

    private static final OnDemandThroughput NONE = new OnDemandThroughput(UNLIMITED, UNLIMITED);

    /** The most that a table or index may take in a second, in either billing mode. */
    public static OnDemandThroughput limit(
            boolean provisioned, Throughput throughput, Optional<OnDemandThroughput> maximum) {
        return provisioned ? new OnDemandThroughput(throughput.read(), throughput.write()) : maximum.orElse(NONE);
    }

    /** This with what a request changes of it. */
    static OnDemandThroughput changed(Optional<OnDemandThroughput> current, Change change) {
        var before = current.orElse(NONE);
        return new OnDemandThroughput(
                change.maxRead().orElse(before.maxRead), change.maxWrite().orElse(before.maxWrite));
    }

    /** A request's {@code OnDemandThroughput}. */
    record Change(Optional<Long> maxRead, Optional<Long> maxWrite) {
        /** @throws DynamoDbException VALIDATION for numbers out of bounds */
        static Optional<Change> read(Structure input) {
            return input.structure("OnDemandThroughput")
                    .map(given ->
                            new Change(units(given, "MaxReadRequestUnits"), units(given, "MaxWriteRequestUnits")));
        }

        private static Optional<Long> units(Structure given, String member) {
            var units = given.integer(member);
            units.filter(number -> number < 1 && number != UNLIMITED).ifPresent(number -> {
                throw DynamoDbException.validation("One or more parameter values were invalid: " + member
                        + " must be either -1 or at least 1. Requested value: " + number);
            });
            return units;
        }
    }
}
