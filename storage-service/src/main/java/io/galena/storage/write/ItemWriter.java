package io.galena.storage.write;

import java.util.List;

/**
 * Writes items, each atomically, durably and linearizably with all other writes and strongly consistent reads of its key.
 * Calls block until the outcome is known. Safe for any number of threads; made for virtual ones.
 */
public interface ItemWriter {
    /**
     * Carries out a write. A descriptor that has become stale is replaced by the current one here; the caller need not care,
     * since the key of a table never changes.
     *
     * @throws io.galena.dynamodb.error.DynamoDbException what the command's decision threw; RESOURCE_NOT_FOUND when the table
     *     is gone; THROTTLING when too many writes wait already; ITEM_COLLECTION_SIZE_LIMIT_EXCEEDED; INTERNAL_SERVER_ERROR
     *     when it is not known whether the write took place, or the shard stayed out of reach
     */
    WriteResult write(WriteCommand command);

    /**
     * Carries out several writes, each on its own: any of them may fail while the others do not. They may run in any order.
     *
     * @return the outcomes, in the order of the commands
     */
    List<WriteOutcome> write(List<WriteCommand> commands);
}
