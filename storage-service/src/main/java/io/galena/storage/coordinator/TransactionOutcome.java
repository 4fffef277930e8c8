package io.galena.storage.coordinator;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.storage.write.WriteResult;
import java.util.List;
import java.util.Optional;

/** How a transaction that writes has ended. */
public sealed interface TransactionOutcome {
    /**
     * It is done, and durable.
     *
     * @param results in the order of the commands
     */
    record Done(List<WriteResult> results) implements TransactionOutcome {
        public Done {
            results = List.copyOf(results);
        }
    }

    /**
     * An earlier request with the same token was done, and nothing was done again.
     *
     * @param answer what was kept of it
     */
    record Repeated(byte[] answer) implements TransactionOutcome {}

    /**
     * Nothing was done.
     *
     * @param errors in the order of the commands, one for each that was in the way
     */
    record Cancelled(List<Optional<DynamoDbException>> errors) implements TransactionOutcome {
        public Cancelled {
            errors = List.copyOf(errors);
        }
    }
}
