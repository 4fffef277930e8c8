package io.galena.storage.backfill;

import io.galena.kit.background.Rounds;
import io.galena.kit.catalog.Catalog;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.shard.Shard;
import io.galena.storage.shard.Shards;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repairs the global indexes that shards have noted, each shard in a thread of its own while there is anything to repair. Any
 * number of instances may do that: one of them holds the shard's lock, and who comes after it goes on where it was.
 */
public final class IndexRepairs implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(IndexRepairs.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Catalog catalog;
    private final Shards shards;
    private final IndexRepair repair;
    private final MeterRegistry metrics;
    private final Map<Integer, AtomicInteger> noted = new HashMap<>();
    private final Set<Integer> busy = ConcurrentHashMap.newKeySet();
    private final Rounds rounds;
    private volatile boolean closed;

    /** Makes repairs that {@link #start} lets begin. */
    public IndexRepairs(Catalog catalog, Shards shards, IndexRepair repair, MeterRegistry metrics) {
        this.catalog = catalog;
        this.shards = shards;
        this.repair = repair;
        this.metrics = metrics;
        this.rounds = new Rounds("index-repairs", BETWEEN_LOOKS, this::look);
    }

    /** Begins to look after shards. */
    public void start() {
        rounds.start();
    }

    @Override
    public void close() {
        closed = true;
        rounds.close();
    }

    private void look() {
        if (catalog.tables().stream().anyMatch(TableDescriptor::indexesThroughLog)) {
            shards.numbers().forEach(this::look);
        }
    }

    private void look(int number) {
        try {
            var shard = shards.require(number);
            var count = new RepairStore(shard).find().size();
            noted.computeIfAbsent(number, this::gauge).set(count);
            if (count > 0 && busy.add(number)) {
                Thread.ofVirtual().name("index-repair-" + number).start(() -> repair(shard));
            }
        } catch (RuntimeException e) {
            // The next look tries again.
            log.atDebug().addKeyValue("shard", number).setCause(e).log("A shard cannot be looked at");
        }
    }

    private AtomicInteger gauge(int shard) {
        var count = new AtomicInteger();
        Gauge.builder("galena.index.repairs", count, AtomicInteger::get)
                .description(
                        "Tables whose global indexes are being repaired, because they may lack changes of the shard")
                .tag("shard", Integer.toString(shard))
                .register(metrics);
        return count;
    }

    private void repair(Shard shard) {
        var store = new RepairStore(shard);
        try (var lock = store.lock().orElse(null)) {
            while (lock != null && lock.isValid(0) && !closed && round(store)) {
                // One step of each.
            }
        } catch (SQLException | RuntimeException e) {
            tell(e, shard.id());
        } finally {
            busy.remove(shard.id());
        }
    }

    /** Does a step of each repair; returns whether to go on. */
    private boolean round(RepairStore store) {
        var repairs = store.find();
        var waits = true;
        var failed = false;
        for (var each : repairs) {
            try {
                waits &= repair.step(store, each);
            } catch (RuntimeException e) {
                // The other tables may not need what this one lacks, another shard perhaps.
                tell(e, each.shard());
                failed = true;
            }
        }
        if (waits) {
            pause();
        }
        return !repairs.isEmpty() && !failed;
    }

    private void tell(Exception failure, int shard) {
        if (!closed) {
            log.atWarn()
                    .addKeyValue("shard", shard)
                    .addKeyValue("error", failure.toString())
                    .log("The repair of global indexes stopped, will be taken up again");
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
