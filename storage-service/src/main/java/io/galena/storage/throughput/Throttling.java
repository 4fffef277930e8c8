package io.galena.storage.throughput;

import io.galena.storage.coordinator.Transactions;
import io.galena.storage.read.PointReader;
import io.galena.storage.read.RangeReader;
import io.galena.storage.shard.Shards;
import io.galena.storage.write.ItemWriter;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Puts limits of throughput in front of reading and writing. What is bounded by nothing passes at the cost of one branch. Requests
 * are let in by what they cost at least, and charged with the rest when they are done; in between, nothing is held.
 */
public final class Throttling implements AutoCloseable {
    private final Optional<Parts> parts;

    private Throttling(Optional<Parts> parts) {
        this.parts = parts;
    }

    /** Holds tables to their limits, together with the other instances on these shards. */
    public static Throttling start(Shards shards) {
        var throttling = of(shards, System::nanoTime);
        throttling.parts.ifPresent(some -> some.levels().start());
        return throttling;
    }

    /** Lets everything pass. */
    public static Throttling off() {
        return new Throttling(Optional.empty());
    }

    /** As {@link #start}, but levels are shared only when {@link #share} is called. */
    static Throttling of(Shards shards, LongSupplier nanoTime) {
        var meters = new Meters(nanoTime);
        return new Throttling(Optional.of(new Parts(meters, new SharedLevels(shards, meters))));
    }

    /** Reads by key within the limits. */
    public PointReader points(PointReader reader) {
        return parts.<PointReader>map(some -> new ThrottledPoints(reader, some.meters()))
                .orElse(reader);
    }

    /** Reads of ranges within the limits. */
    public RangeReader ranges(RangeReader reader) {
        return parts.<RangeReader>map(some -> new ThrottledRanges(reader, some.meters()))
                .orElse(reader);
    }

    /** Writes within the limits. */
    public ItemWriter writer(ItemWriter writer) {
        return parts.<ItemWriter>map(some -> new ThrottledWriter(writer, new WriteMetering(some.meters())))
                .orElse(writer);
    }

    /** Transactions within the limits. */
    public Transactions transactions(Transactions transactions) {
        return parts.<Transactions>map(some ->
                        new ThrottledTransactions(transactions, some.meters(), new WriteMetering(some.meters())))
                .orElse(transactions);
    }

    /** Brings the levels here and elsewhere together, now. */
    void share() {
        parts.ifPresent(some -> some.levels().round());
    }

    @Override
    public void close() {
        parts.ifPresent(some -> some.levels().close());
    }

    private record Parts(Meters meters, SharedLevels levels) {}
}
