package io.galena.kit.destination;

/**
 * A destination that is on: the changes of a table go to a Kinesis data stream. It may outlive its table, until all that was written
 * there is delivered.
 *
 * @param id of this time that it was turned on; never used again
 * @param table the table's name
 * @param stream the number of the Kinesis stream
 * @param partitions how many partitions the table has; each has its changes in some partitions of the table's topic
 */
public record DestinationDescriptor(
        long id,
        long tableId,
        String account,
        String region,
        String table,
        long stream,
        String streamArn,
        DestinationStatus status,
        DestinationPrecision precision,
        int partitions) {}
