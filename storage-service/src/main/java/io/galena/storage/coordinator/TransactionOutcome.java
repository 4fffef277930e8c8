package io.galena.storage.coordinator;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.storage.write.WriteOutcome;
import io.galena.storage.write.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a transaction that writes has ended. */
public sealed interface TransactionOutcome {
    /**
     * What comes of a transaction whose writes were decided, if it is committed then.
     *
     * @throws RuntimeException when deciding failed in a way that no client is to blame for
     */
    static TransactionOutcome of(List<WriteOutcome> decided) {
        var results = new ArrayList<WriteResult>();
        var errors = new ArrayList<Optional<DynamoDbException>>();
        for (var outcome : decided) {
            switch (outcome) {
                case WriteOutcome.Done(var result) -> {
                    results.add(result);
                    errors.add(Optional.empty());
                }
                case WriteOutcome.Failed(DynamoDbException error) -> errors.add(Optional.of(error));
                case WriteOutcome.Failed(RuntimeException error) -> throw error;
            }
        }
        return results.size() == decided.size() ? new Done(results) : new Cancelled(errors);
    }

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
