package io.galena.storage.transaction;

import io.galena.dynamodb.error.CancellationReason;
import io.galena.dynamodb.error.DynamoDbException;
import io.galena.storage.coordinator.TransactionConflictException;
import java.util.List;
import java.util.Optional;

/** The errors that tell clients why nothing of a transaction was done. */
public final class Cancellation {
    private Cancellation() {}

    /** Because of the errors of some actions, in the order of the actions. */
    public static DynamoDbException of(List<Optional<DynamoDbException>> errors) {
        return DynamoDbException.transactionCanceled(errors.stream()
                .map(error -> error.map(CancellationReason::of).orElse(CancellationReason.NONE))
                .toList());
    }

    /** Because somebody else works on some rows. */
    public static DynamoDbException of(TransactionConflictException conflict) {
        return of(conflict.conflicts().stream()
                .map(conflicts -> conflicts
                        ? Optional.of(DynamoDbException.transactionConflict())
                        : Optional.<DynamoDbException>empty())
                .toList());
    }
}
