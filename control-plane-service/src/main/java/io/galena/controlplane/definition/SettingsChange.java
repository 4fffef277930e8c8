package io.galena.controlplane.definition;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.model.Structure;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** What a request says about a table's settings; what it does not mention is absent. */
public record SettingsChange(
        Optional<BillingMode> billingMode,
        Optional<Throughput> throughput,
        Optional<OnDemandThroughput.Change> onDemandThroughput,
        Optional<WarmThroughput.Change> warmThroughput,
        Optional<String> tableClass,
        Optional<Boolean> deletionProtection,
        Optional<StreamSetting.Change> stream,
        Optional<EncryptionSetting> encryption) {
    private static final String INVALID = "One or more parameter values were invalid: ";

    /**
     * Reads the members that {@code CreateTable} and {@code UpdateTable} have in common.
     *
     * @throws DynamoDbException VALIDATION for what is wrong in itself
     */
    public static SettingsChange read(Structure input) {
        return new SettingsChange(
                input.string("BillingMode").map(BillingMode::valueOf),
                Throughput.read(input),
                OnDemandThroughput.Change.read(input),
                WarmThroughput.Change.read(input),
                input.string("TableClass"),
                input.bool("DeletionProtectionEnabled"),
                StreamSetting.Change.read(input),
                EncryptionSetting.read(input));
    }

    /** Whether the request mentions no setting at all. */
    public boolean isEmpty() {
        return warmThroughput.isEmpty() && isOfWarmThroughput();
    }

    /** Whether the request mentions nothing but what the table is to be ready for. */
    public boolean isOfWarmThroughput() {
        return Stream.of(
                        billingMode, throughput, onDemandThroughput, tableClass, deletionProtection, stream, encryption)
                .allMatch(Optional::isEmpty);
    }

    /** The billing mode of a new table. */
    public BillingMode newBillingMode() {
        return billingMode.orElse(BillingMode.PROVISIONED);
    }

    /** @throws DynamoDbException VALIDATION for settings of a new table that contradict each other */
    void requireConsistent() {
        var mode = newBillingMode();
        requireThroughputFor(mode, throughput.isEmpty());
        requireOnDemandFor(mode);
    }

    /**
     * The settings of a new table.
     *
     * @param streamLabel names the stream if it has one
     * @throws DynamoDbException LIMIT_EXCEEDED for too much throughput, VALIDATION for too little warm throughput
     */
    public TableSettings create(String streamLabel, Instant now, ThroughputLimits limits) {
        var mode = newBillingMode();
        throughput.ifPresent(limits::requireWithin);
        var settings = new TableSettings(
                mode,
                throughput.orElse(Throughput.NONE),
                ThroughputHistory.EMPTY,
                mode == BillingMode.PAY_PER_REQUEST ? Optional.of(now) : Optional.empty(),
                onDemandThroughput.map(change -> OnDemandThroughput.changed(Optional.empty(), change)),
                Optional.empty(),
                tableClass.map(name -> new TableClassSetting(name, Optional.empty())),
                deletionProtection.orElse(false),
                stream.filter(StreamSetting.Change::enabled)
                        .flatMap(change -> StreamSetting.changed(Optional.empty(), change, "", streamLabel)),
                encryption,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return withWarmThroughput(settings);
    }

    /**
     * The settings after the change.
     *
     * @param tableName for the words of errors
     * @param streamLabel names the stream if this turns one on
     * @throws DynamoDbException VALIDATION for a change that contradicts what is, or changes nothing where the service
     *     insists on a change; LIMIT_EXCEEDED for too much throughput, too many decreases of it, and too many switches of the
     *     billing mode
     */
    public TableSettings update(
            TableSettings before, String tableName, String streamLabel, Instant now, ThroughputLimits limits) {
        var mode = billingMode.orElse(before.billingMode());
        var switched = mode != before.billingMode();
        requireThroughputFor(mode, switched && throughput.isEmpty());
        requireOnDemandFor(mode);
        throughput.ifPresent(limits::requireWithin);
        if (!switched) {
            requireAnotherThroughput(before.throughput());
        }
        var provisioned = mode == BillingMode.PROVISIONED;
        var after = provisioned ? throughput.orElse(before.throughput()) : Throughput.NONE;
        var settings = new TableSettings(
                mode,
                after,
                switched
                        ? before.throughputHistory()
                        : before.throughputHistory().changed(before.throughput(), after, now),
                switched && !provisioned ? Optional.of(now) : before.payPerRequestSince(),
                provisioned
                        ? Optional.empty()
                        : onDemandThroughput
                                .map(change -> OnDemandThroughput.changed(before.onDemandThroughput(), change))
                                .or(before::onDemandThroughput),
                before.warmThroughput(),
                changedTableClass(before, now),
                deletionProtection.orElse(before.deletionProtection()),
                stream.map(change -> StreamSetting.changed(before.stream(), change, tableName, streamLabel))
                        .orElse(before.stream()),
                encryption.or(before::encryption),
                before.timeToLive(),
                switched && !provisioned
                        ? Optional.of(before.billingSwitches()
                                .orElse(BillingSwitches.NONE)
                                .another(now))
                        : before.billingSwitches(),
                before.insights(),
                before.destinationLog());
        return withWarmThroughput(settings);
    }

    private void requireThroughputFor(BillingMode mode, boolean missing) {
        if (mode == BillingMode.PROVISIONED && missing) {
            throw DynamoDbException.validation(
                    INVALID
                            + "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED");
        }
        if (mode == BillingMode.PAY_PER_REQUEST && throughput.isPresent()) {
            throw DynamoDbException.validation(INVALID
                    + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is"
                    + " PAY_PER_REQUEST");
        }
    }

    private void requireOnDemandFor(BillingMode mode) {
        if (mode == BillingMode.PROVISIONED && onDemandThroughput.isPresent()) {
            throw DynamoDbException.validation(
                    INVALID + "OnDemandThroughput cannot be specified when BillingMode is PROVISIONED");
        }
    }

    private void requireAnotherThroughput(Throughput before) {
        throughput.filter(before::equals).ifPresent(same -> {
            throw DynamoDbException.validation("The provisioned throughput for the table will not change. The requested"
                    + " value equals the current value. Current ReadCapacityUnits provisioned for the table: "
                    + before.read() + ". Requested ReadCapacityUnits: " + same.read()
                    + ". Current WriteCapacityUnits provisioned for the table: " + before.write()
                    + ". Requested WriteCapacityUnits: " + same.write()
                    + ". Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher"
                    + " limits.");
        });
    }

    private Optional<TableClassSetting> changedTableClass(TableSettings before, Instant now) {
        return tableClass
                .filter(name -> !name.equals(before.tableClassName()))
                .map(name -> new TableClassSetting(name, Optional.of(now)))
                .or(before::tableClass);
    }

    private TableSettings withWarmThroughput(TableSettings settings) {
        return warmThroughput
                .map(change -> settings.warm(settings.currentWarmThroughput().changed(change)))
                .orElse(settings);
    }
}
