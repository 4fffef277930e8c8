package io.galena.controlplane.table;

import io.galena.controlplane.definition.ThroughputLimits;
import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;

/**
 * How much one account may have.
 *
 * @param tables how many tables at all
 * @param inTransition how many of them may be in creation, update or deletion at a time
 */
public record AccountLimits(int tables, int inTransition, ThroughputLimits throughput) {
    /** @throws DynamoDbException LIMIT_EXCEEDED when the account may not have another table now */
    void requireRoomForOneMore(TableStore.Counts present) {
        if (present.inTransition() >= inTransition) {
            throw new DynamoDbException(
                    ErrorType.LIMIT_EXCEEDED,
                    "Subscriber limit exceeded: Only " + inTransition
                            + " tables can be created, updated, or deleted simultaneously");
        }
        if (present.all() >= tables) {
            throw new DynamoDbException(
                    ErrorType.LIMIT_EXCEEDED,
                    "Subscriber limit exceeded: There is a limit of " + tables + " tables per subscriber");
        }
    }
}
