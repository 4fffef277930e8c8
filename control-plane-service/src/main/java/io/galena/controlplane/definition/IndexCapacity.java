package io.galena.controlplane.definition;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.model.Structure;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The capacity that a global secondary index has of its own.
 *
 * @param throughput what is provisioned; zeros when paid per request
 * @param warmThroughput what a client asked for, if it did
 */
public record IndexCapacity(
        Throughput throughput,
        ThroughputHistory history,
        Optional<OnDemandThroughput> onDemandThroughput,
        Optional<WarmThroughput> warmThroughput) {
    private static final String INVALID = "One or more parameter values were invalid: ";

    /** The throughput that the index is said to be ready for: never less than what it may use anyway. */
    public WarmThroughput currentWarmThroughput() {
        var usable = throughput.equals(Throughput.NONE)
                ? WarmThroughput.ON_DEMAND
                : new WarmThroughput(throughput.read(), throughput.write());
        return warmThroughput.map(usable::atLeast).orElse(usable);
    }

    /** Whether as many reads and writes are let through as with the other. */
    public boolean isBoundedAs(IndexCapacity other) {
        return throughput.equals(other.throughput) && onDemandThroughput.equals(other.onDemandThroughput);
    }

    /** The capacity after the table has come to be paid per request. */
    public IndexCapacity onDemand() {
        return new IndexCapacity(Throughput.NONE, history, onDemandThroughput, warmThroughput);
    }

    /** What a request says about an index's capacity; what it does not mention is absent. */
    public record Change(
            Optional<Throughput> throughput,
            Optional<OnDemandThroughput.Change> onDemandThroughput,
            Optional<WarmThroughput.Change> warmThroughput) {
        static Change read(Structure index, String name) {
            return new Change(
                    Throughput.readOfIndex(index, name),
                    OnDemandThroughput.Change.read(index),
                    WarmThroughput.Change.read(index));
        }

        /** Whether the request mentions nothing of it. */
        boolean isEmpty() {
            return Stream.of(throughput, onDemandThroughput, warmThroughput).allMatch(Optional::isEmpty);
        }

        /** Whether the request mentions nothing but what the index is to be ready for. */
        boolean isOfWarmThroughput() {
            return throughput.isEmpty() && onDemandThroughput.isEmpty();
        }

        /** @throws DynamoDbException VALIDATION for what does not go together with the table's billing mode */
        void requireFit(BillingMode mode, String index) {
            if (mode == BillingMode.PROVISIONED && throughput.isEmpty()) {
                throw missing(index);
            }
            requireNothingOfAnother(mode, index);
        }

        IndexCapacity create(BillingMode mode, String index, ThroughputLimits limits) {
            requireFit(mode, index);
            throughput.ifPresent(limits::requireWithin);
            return withWarmThroughput(new IndexCapacity(
                    throughput.orElse(Throughput.NONE),
                    ThroughputHistory.EMPTY,
                    onDemandThroughput.map(change -> OnDemandThroughput.changed(Optional.empty(), change)),
                    Optional.empty()));
        }

        /**
         * The capacity after the change.
         *
         * @param switched whether the table's billing mode changes too
         * @throws DynamoDbException VALIDATION for a change that contradicts what is, or changes nothing where the service
         *     insists on a change; LIMIT_EXCEEDED for too much throughput and too many decreases of it
         */
        public IndexCapacity update(
                IndexCapacity before,
                BillingMode mode,
                boolean switched,
                String index,
                Instant now,
                ThroughputLimits limits) {
            requireNothingOfAnother(mode, index);
            throughput.ifPresent(limits::requireWithin);
            if (!switched) {
                requireAnother(before.throughput, index);
            }
            var after = throughput.orElse(before.throughput);
            return withWarmThroughput(new IndexCapacity(
                    after,
                    switched ? before.history : before.history.changed(before.throughput, after, now),
                    mode == BillingMode.PROVISIONED
                            ? Optional.empty()
                            : onDemandThroughput
                                    .map(change -> OnDemandThroughput.changed(before.onDemandThroughput, change))
                                    .or(before::onDemandThroughput),
                    before.warmThroughput));
        }

        private void requireNothingOfAnother(BillingMode mode, String index) {
            if (mode == BillingMode.PAY_PER_REQUEST && throughput.isPresent()) {
                throw DynamoDbException.validation(INVALID + "ProvisionedThroughput should not be specified for index: "
                        + index + " when BillingMode is PAY_PER_REQUEST");
            }
            if (mode == BillingMode.PROVISIONED && onDemandThroughput.isPresent()) {
                throw DynamoDbException.validation(INVALID + "OnDemandThroughput should not be specified for index: "
                        + index + " when BillingMode is PROVISIONED");
            }
        }

        private void requireAnother(Throughput before, String index) {
            throughput.filter(before::equals).ifPresent(same -> {
                throw DynamoDbException.validation("The provisioned throughput for the index " + index
                        + " will not change. The requested value equals the current value. Current ReadCapacityUnits"
                        + " provisioned for the index: " + before.read() + ". Requested ReadCapacityUnits: "
                        + same.read() + ". Current WriteCapacityUnits provisioned for the index: " + before.write()
                        + ". Requested WriteCapacityUnits: " + same.write()
                        + ". Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher"
                        + " limits.");
            });
        }

        private IndexCapacity withWarmThroughput(IndexCapacity capacity) {
            return warmThroughput
                    .map(change -> new IndexCapacity(
                            capacity.throughput,
                            capacity.history,
                            capacity.onDemandThroughput,
                            Optional.of(capacity.currentWarmThroughput().changed(change))))
                    .orElse(capacity);
        }
    }

    /** The error for an index of a table with provisioned throughput that has none. */
    public static DynamoDbException missing(String index) {
        return DynamoDbException.validation(INVALID + "ProvisionedThroughput must be specified for index: " + index);
    }
}
