package io.galena.storage.read;

/**
 * Reads pages of rows in the order of their keys, across partitions and shards. A strongly consistent page sees every write
 * that was acknowledged before the call; the rows of a page need not be of one moment. Calls block and take a connection of a
 * bounded pool; safe for any number of threads, made for virtual ones.
 */
public interface RangeReader {
    /**
     * Reads a page.
     *
     * @throws io.galena.dynamodb.error.DynamoDbException RESOURCE_NOT_FOUND when the table is gone; THROTTLING when no
     *     connection became free in time; INTERNAL_SERVER_ERROR when the shard stayed out of reach
     */
    RangePage page(RangeRequest request);
}
