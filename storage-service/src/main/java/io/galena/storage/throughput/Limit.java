package io.galena.storage.throughput;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.dynamodb.error.ThrottlingReason;

/**
 * One of the numbers that bound a table or an index: units a second, of reads or of writes.
 *
 * @param indexId the index, or 0 for the table itself
 * @param writes whether it bounds writes, or else reads
 * @param provisioned whether the number is provisioned, or else the maximum of an on-demand table
 * @param arn of the table or index
 * @param partitions how many partitions share the work, each with the service's own bound; 0 if these count for nothing
 */
record Limit(int indexId, boolean writes, boolean provisioned, double rate, String arn, int partitions) {
    /** The service keeps unused throughput for so long. */
    private static final int BURST_SECONDS = 300;

    private static final double PARTITION_READS = 3_000;
    private static final double PARTITION_WRITES = 1_000;
    private static final int MAX_PARTITIONS = 4_096;

    /** How many partitions the service would give to such a throughput. */
    static int partitions(boolean provisioned, long reads, long writes) {
        return provisioned
                ? (int) Math.clamp(Math.ceil(reads / PARTITION_READS + writes / PARTITION_WRITES), 1, MAX_PARTITIONS)
                : 0;
    }

    static boolean isLimit(long units) {
        return units > 0;
    }

    double capacity() {
        return provisioned ? rate * BURST_SECONDS : rate;
    }

    double partitionRate() {
        return writes ? PARTITION_WRITES : PARTITION_READS;
    }

    /** Which of the partitions has rows with this partition hash. */
    int partition(long hash) {
        return (int) Math.unsignedMultiplyHigh(hash, partitions);
    }

    /** The error for a request beyond the limit. */
    DynamoDbException exceeded() {
        if (!provisioned) {
            return DynamoDbException.throttled(
                    ErrorType.THROTTLING,
                    "Throughput exceeds the maximum OnDemandThroughput configured on table or index",
                    reason("MaxOnDemandThroughputExceeded"));
        }
        return provisionedExceeded("ProvisionedThroughputExceeded");
    }

    /** The error for a request beyond what one partition takes. */
    DynamoDbException partitionExceeded() {
        return provisionedExceeded("KeyRangeThroughputExceeded");
    }

    private DynamoDbException provisionedExceeded(String limit) {
        return DynamoDbException.throttled(
                ErrorType.PROVISIONED_THROUGHPUT_EXCEEDED,
                indexId == 0
                        ? "The level of configured provisioned throughput for the table was exceeded. Consider increasing"
                                + " your provisioning level with the UpdateTable API."
                        : "The level of configured provisioned throughput for one or more global secondary indexes of the"
                                + " table was exceeded. Consider increasing your provisioning level for the"
                                + " under-provisioned global secondary indexes with the UpdateTable API",
                reason(limit));
    }

    private ThrottlingReason reason(String limit) {
        return new ThrottlingReason((indexId == 0 ? "Table" : "Index") + (writes ? "Write" : "Read") + limit, arn);
    }
}
