package io.galena.storage.read;

import io.galena.storage.lane.ConnectionSource;
import io.galena.storage.lane.CurrentTables;
import io.galena.storage.lane.Lane;
import io.galena.storage.lane.LaneLimits;
import io.galena.storage.lane.LaneOperation;
import io.galena.storage.lane.Lanes;
import io.galena.storage.shard.Shards;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** Puts the parts of reading together. */
public final class Reading implements AutoCloseable {
    private final Shards shards;
    private final int laneCount;
    private final Lanes<PendingRead> lanes;
    private final Lanes<PendingRange> rangeLanes;
    private final PointReader points;
    private final RangeReader ranges;

    /**
     * Starts reading; lanes come with the first operations.
     *
     * @param laneCount connections for batches of reads by key, to each shard, and as many for those of short range reads
     * @param longReads how many reads that move much go on at once
     * @param limits the bounds of a lane; its patience is that of the reads that wait for their turn too
     */
    public Reading(Shards shards, CurrentTables tables, int laneCount, int longReads, LaneLimits limits) {
        this.shards = shards;
        this.laneCount = laneCount;
        this.lanes = new Lanes<>(shard ->
                start(shard, "galena-read-", (name, to) -> new Lane<>(name, to, limits, new ReadBatchRunner())));
        this.points = new LanePointReader(tables, lanes);
        this.rangeLanes = new Lanes<>(shard ->
                start(shard, "galena-range-", (name, to) -> new Lane<>(name, to, limits, new RangeBatchRunner())));
        this.ranges = new SqlRangeReader(shards, tables, rangeLanes, new LongReads(longReads, limits.patience()));
    }

    /** Reads by key. */
    public PointReader points() {
        return points;
    }

    /** Reads of ranges. */
    public RangeReader ranges() {
        return ranges;
    }

    /** Refuses reads, carries out those that wait, and ends. */
    @Override
    public void close() {
        lanes.close();
        rangeLanes.close();
    }

    private <T extends LaneOperation<?>> List<Lane<T>> start(
            int shardId, String name, BiFunction<String, ConnectionSource, Lane<T>> lane) {
        var shard = shards.require(shardId);
        return IntStream.range(0, laneCount)
                .mapToObj(number -> lane.apply(name + shardId + "-" + number, shard::connect))
                .toList();
    }
}
