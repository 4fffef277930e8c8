package io.galena.controlplane.definition;

import io.galena.kit.catalog.InsightsDescriptor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What can be changed about a table after it was made, except its indexes and tags. The catalog keeps this record as JSON:
 * a component added later must be one that may be absent.
 *
 * @param throughput what is provisioned; zeros when paid per request
 * @param payPerRequestSince when the table was last switched to being paid per request
 * @param warmThroughput what a client asked for, if it did
 * @param stream the present stream or the last one
 * @param timeToLive how items expire, if they do
 * @param billingSwitches when the billing mode was last changed, as far as that bounds what may be done now
 * @param insights of the table and of its global indexes, as far as they were ever turned on
 * @param destinationLog whether the table's changes are read by destinations
 */
public record TableSettings(
        BillingMode billingMode,
        Throughput throughput,
        ThroughputHistory throughputHistory,
        Optional<Instant> payPerRequestSince,
        Optional<OnDemandThroughput> onDemandThroughput,
        Optional<WarmThroughput> warmThroughput,
        Optional<TableClassSetting> tableClass,
        boolean deletionProtection,
        Optional<StreamSetting> stream,
        Optional<EncryptionSetting> encryption,
        Optional<TimeToLiveSetting> timeToLive,
        Optional<BillingSwitches> billingSwitches,
        Optional<List<InsightsSetting>> insights,
        Optional<DestinationLog> destinationLog) {
    /** These settings with another warm throughput. */
    TableSettings warm(WarmThroughput warm) {
        return with(Optional.of(warm), timeToLive, insights, destinationLog);
    }

    /** These settings with another time to live, or none. */
    public TableSettings expiring(Optional<TimeToLiveSetting> timeToLive) {
        return with(warmThroughput, timeToLive, insights, destinationLog);
    }

    /** These settings with other readers of changes. */
    public TableSettings delivering(Optional<DestinationLog> destinationLog) {
        return with(warmThroughput, timeToLive, insights, destinationLog);
    }

    /** These settings once the shards have taken on what was under way. */
    public TableSettings settled() {
        return with(
                warmThroughput,
                timeToLive.flatMap(TimeToLiveSetting::settled),
                insights,
                destinationLog.flatMap(DestinationLog::settled));
    }

    /** These settings with another one for the counting of keys. */
    public TableSettings observed(InsightsSetting setting) {
        var others = insights.stream().flatMap(List::stream).filter(other -> other.indexId() != setting.indexId());
        var observed = Stream.concat(others, Stream.of(setting)).toList();
        return with(warmThroughput, timeToLive, Optional.of(observed), destinationLog);
    }

    /** What is changed one at a time; an UpdateTable makes all the rest. */
    private TableSettings with(
            Optional<WarmThroughput> warmThroughput,
            Optional<TimeToLiveSetting> timeToLive,
            Optional<List<InsightsSetting>> insights,
            Optional<DestinationLog> destinationLog) {
        return new TableSettings(
                billingMode,
                throughput,
                throughputHistory,
                payPerRequestSince,
                onDemandThroughput,
                warmThroughput,
                tableClass,
                deletionProtection,
                stream,
                encryption,
                timeToLive,
                billingSwitches,
                insights,
                destinationLog);
    }

    /** Whether keys of an index, or of the table itself, are counted; empty if that was never turned on. */
    public Optional<InsightsSetting> insights(int indexId) {
        return insights.stream()
                .flatMap(List::stream)
                .filter(setting -> setting.indexId() == indexId)
                .findFirst();
    }

    /** What the data plane must know of the counting of keys. */
    public List<InsightsDescriptor> insightsDescriptors() {
        return insights.stream()
                .flatMap(List::stream)
                .filter(InsightsSetting::enabled)
                .map(InsightsSetting::descriptor)
                .toList();
    }

    /** The class of the table, which is a standard one unless a client has asked for another. */
    String tableClassName() {
        return tableClass.map(TableClassSetting::name).orElse(TableClassSetting.STANDARD);
    }

    /** The throughput that the table is said to be ready for: never less than what it may use anyway. */
    public WarmThroughput currentWarmThroughput() {
        var usable = billingMode == BillingMode.PAY_PER_REQUEST
                ? WarmThroughput.ON_DEMAND
                : new WarmThroughput(throughput.read(), throughput.write());
        return warmThroughput.map(usable::atLeast).orElse(usable);
    }
}
