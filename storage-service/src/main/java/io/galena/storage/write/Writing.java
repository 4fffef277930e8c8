package io.galena.storage.write;

import io.galena.storage.changelog.ChangeLogPressure;
import io.galena.storage.lane.CurrentTables;
import io.galena.storage.lane.Lane;
import io.galena.storage.lane.LaneLimits;
import io.galena.storage.lane.Lanes;
import io.galena.storage.shard.Shard;
import io.galena.storage.shard.Shards;
import io.galena.storage.version.HybridClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Puts the parts of writing together. */
public final class Writing implements AutoCloseable {
    private static final Duration RESOLVE_PATIENCE = Duration.ofSeconds(30);

    private final Shards shards;
    private final Settings settings;
    private final HybridClock clock;
    private final WriteFaults faults;
    private final Lanes<PendingWrite> lanes;
    private final ItemWriter writer;

    /** Starts writing; lanes come with the first operations. */
    public Writing(
            Shards shards, CurrentTables tables, HybridClock clock, Settings settings, ChangeLogPressure pressure) {
        this(shards, tables, clock, settings, pressure, WriteFaults.NONE);
    }

    Writing(
            Shards shards,
            CurrentTables tables,
            HybridClock clock,
            Settings settings,
            ChangeLogPressure pressure,
            WriteFaults faults) {
        this.shards = shards;
        this.settings = settings;
        this.clock = clock;
        this.faults = faults;
        this.lanes = new Lanes<>(this::start);
        this.writer = new LaneItemWriter(tables, lanes, pressure);
    }

    /** The way in. */
    public ItemWriter writer() {
        return writer;
    }

    /** Refuses writes, carries out those that wait, and ends. */
    @Override
    public void close() {
        lanes.close();
    }

    private List<Lane<PendingWrite>> start(int shardId) {
        var shard = shards.require(shardId);
        return IntStream.range(0, settings.lanes())
                .mapToObj(number -> start(shard, number))
                .toList();
    }

    private Lane<PendingWrite> start(Shard shard, int number) {
        var unknownCommits = new UnknownCommits(shard::connect, RESOLVE_PATIENCE);
        var runner = new WriteBatchRunner(clock, settings, unknownCommits, faults);
        return new Lane<>(
                "galena-write-" + shard.id() + "-" + number, name -> connect(shard, name), settings.limits(), runner);
    }

    private static Connection connect(Shard shard, String name) throws SQLException {
        var connection = shard.connect(name);
        connection.setAutoCommit(false);
        return connection;
    }

    /**
     * How to write.
     *
     * @param lanes the number of lanes to each shard
     * @param limits the bounds of a lane
     * @param collectionLimit the most bytes in an item collection of a table with local indexes
     * @param conflictPatience how long a transaction may be in the way before that is a conflict
     */
    public record Settings(int lanes, LaneLimits limits, long collectionLimit, Duration conflictPatience) {}
}
