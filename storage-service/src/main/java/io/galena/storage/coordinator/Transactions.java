package io.galena.storage.coordinator;

import io.galena.storage.row.StoredRow;
import io.galena.storage.write.WriteCommand;
import java.util.List;
import java.util.Optional;

/**
 * Carries out transactions, each at one moment that all other transactions, and all writes of single items, agree on. Calls block
 * until the outcome is known. Safe for any number of threads; made for virtual ones.
 */
public interface Transactions {
    /**
     * Writes all or nothing.
     *
     * @param commands no two of them to the same item
     * @param token what makes another request one of the same kind, if the client named it
     * @throws io.galena.dynamodb.error.DynamoDbException RESOURCE_NOT_FOUND when a table is gone; THROTTLING when too many
     *     transactions wait already; IDEMPOTENT_PARAMETER_MISMATCH and TRANSACTION_IN_PROGRESS because of the token;
     *     INTERNAL_SERVER_ERROR when it is not known whether the transaction took place, or a shard stayed out of reach
     */
    TransactionOutcome write(List<WriteCommand> commands, Optional<IdempotencyToken> token);

    /**
     * Reads rows as they were at one moment.
     *
     * @return the rows, in the order of the keys, empty where there is none
     * @throws TransactionConflictException when somebody writes one of them
     * @throws io.galena.dynamodb.error.DynamoDbException RESOURCE_NOT_FOUND, THROTTLING, INTERNAL_SERVER_ERROR
     */
    List<Optional<StoredRow>> read(List<WantedRow> rows);
}
