package io.galena.storage.throughput;

import io.galena.kit.background.Rounds;
import io.galena.storage.shard.Shards;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the buckets of several instances in step, in the background. Every instance has buckets of the full size; several times a
 * second it tells what it has spent, and learns what is left when all have told. So together they stay within the limit over any
 * time that is long against the pause, however the load is spread, and who stops holds nothing back. When a shard is away,
 * instances go on by what they know.
 */
final class SharedLevels implements AutoCloseable {
    /** The number that stands for all partitions together. */
    static final int WHOLE = -1;

    private static final Logger log = LoggerFactory.getLogger(SharedLevels.class);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int ROUNDS_TO_CLEANUP = 3_000;

    private static final Comparator<Shared> ORDER = Comparator.comparingLong(Shared::tableId)
            .thenComparingInt(Shared::indexId)
            .thenComparing(Shared::writes)
            .thenComparingInt(Shared::partition);

    private final Shards shards;
    private final Meters meters;
    private final Rounds rounds;
    private boolean failing;
    private int roundsSinceCleanup;

    SharedLevels(Shards shards, Meters meters) {
        this.shards = shards;
        this.meters = meters;
        this.rounds = new Rounds("galena-throughput-levels", PAUSE, this::work);
    }

    void start() {
        rounds.start();
    }

    @Override
    public void close() {
        rounds.close();
    }

    /** Tells and learns once. */
    void round() {
        Map<Integer, List<Told>> byShard = new LinkedHashMap<>();
        for (var table : meters.inUse()) {
            var shard = table.table().partitions().getFirst().shard();
            table.all()
                    .flatMap(meter -> meter.buckets(table.table().id()))
                    .map(shared -> new Told(shared, shared.bucket().report()))
                    .filter(told -> !told.report().isEmpty())
                    .forEach(told -> byShard.computeIfAbsent(shard, _ -> new ArrayList<>())
                            .add(told));
        }
        byShard.forEach(this::tell);
    }

    private void work() {
        round();
        if (++roundsSinceCleanup == ROUNDS_TO_CLEANUP) {
            roundsSinceCleanup = 0;
            shards.opened().forEach(shard -> ThroughputLevelStore.forgetFull(shard.pool()));
        }
    }

    private void tell(int shard, List<Told> told) {
        // All instances lock rows in the same order.
        told.sort(Comparator.comparing(Told::shared, ORDER));
        try {
            var levels = ThroughputLevelStore.exchange(shards.require(shard).pool(), told);
            var now = meters.now();
            for (var one : told) {
                var level = levels.get(one.shared().bucketName());
                if (level != null) {
                    one.shared().bucket().settle(level, now);
                }
            }
            failing = false;
        } catch (SQLException | RuntimeException e) {
            told.forEach(one -> one.shared().bucket().takeBack(one.report()));
            if (!failing) {
                log.atWarn().addKeyValue("shard", shard).setCause(e).log("Levels of throughput are not shared for now");
            }
            failing = true;
        }
    }

    /** A bucket and its name among all instances. */
    record Shared(long tableId, int indexId, boolean writes, int partition, Bucket bucket) {
        BucketName bucketName() {
            return new BucketName(tableId, indexId, writes, partition);
        }
    }

    /** The name of a bucket. */
    record BucketName(long tableId, int indexId, boolean writes, int partition) {}

    /** A bucket and what is told of it. */
    record Told(Shared shared, Bucket.Report report) {}
}
