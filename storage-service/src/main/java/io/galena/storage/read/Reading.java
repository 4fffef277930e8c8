package io.galena.storage.read;

import io.galena.storage.lane.CurrentTables;
import io.galena.storage.lane.Lane;
import io.galena.storage.lane.LaneLimits;
import io.galena.storage.lane.Lanes;
import io.galena.storage.shard.Shard;
import io.galena.storage.shard.Shards;
import java.util.List;
import java.util.stream.IntStream;

/** Puts the parts of reading together. */
public final class Reading implements AutoCloseable {
    private final Shards shards;
    private final int laneCount;
    private final LaneLimits limits;
    private final Lanes<PendingRead> lanes;
    private final PointReader points;
    private final RangeReader ranges;

    /**
     * Starts reading; lanes come with the first operations.
     *
     * @param laneCount connections for batches of reads by key, to each shard
     * @param longReads how many reads that move much go on at once
     * @param limits the bounds of a lane; its patience is that of the reads that wait for their turn too
     */
    public Reading(Shards shards, CurrentTables tables, int laneCount, int longReads, LaneLimits limits) {
        this.shards = shards;
        this.laneCount = laneCount;
        this.limits = limits;
        this.lanes = new Lanes<>(this::start);
        this.points = new LanePointReader(tables, lanes);
        this.ranges = new SqlRangeReader(shards, tables, new LongReads(longReads, limits.patience()));
    }

    /** Reads by key. */
    public PointReader points() {
        return points;
    }

    /** Reads of ranges. */
    public RangeReader ranges() {
        return ranges;
    }

    /** Refuses reads by key, carries out those that wait, and ends. */
    @Override
    public void close() {
        lanes.close();
    }

    private List<Lane<PendingRead>> start(int shardId) {
        var shard = shards.require(shardId);
        return IntStream.range(0, laneCount)
                .mapToObj(number -> start(shard, number))
                .toList();
    }

    private Lane<PendingRead> start(Shard shard, int number) {
        return new Lane<>("galena-read-" + shard.id() + "-" + number, shard::connect, limits, new ReadBatchRunner());
    }
}
