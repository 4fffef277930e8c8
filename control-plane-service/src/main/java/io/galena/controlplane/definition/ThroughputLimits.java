package io.galena.controlplane.definition;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;

/** How much throughput can be provisioned, as {@code DescribeLimits} tells it. */
public record ThroughputLimits(long accountRead, long accountWrite, long tableRead, long tableWrite) {
    /** What a new account has. */
    public static final ThroughputLimits DEFAULT = new ThroughputLimits(80_000, 80_000, 40_000, 40_000);

    /** @throws DynamoDbException LIMIT_EXCEEDED for more than a table can have */
    void requireWithin(Throughput throughput) {
        if (throughput.read() > tableRead || throughput.write() > tableWrite) {
            throw new DynamoDbException(
                    ErrorType.LIMIT_EXCEEDED,
                    "Subscriber limit exceeded: Provisioned throughput exceeds the limit of a table. Maximum"
                            + " ReadCapacityUnits: " + tableRead + ". Requested ReadCapacityUnits: " + throughput.read()
                            + ". Maximum WriteCapacityUnits: " + tableWrite + ". Requested WriteCapacityUnits: "
                            + throughput.write());
        }
    }
}
