package io.galena.storage.expiry;

import io.galena.kit.background.Rounds;
import io.galena.kit.catalog.Catalog;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.catalog.TableStatus;
import io.galena.storage.shard.Shards;
import io.galena.storage.write.ItemWriter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes expired items of all tables from time to time, on a thread of its own. */
public final class ExpirySweeper implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ExpirySweeper.class);

    private final Catalog catalog;
    private final Shards shards;
    private final ItemWriter writer;
    private final InstantSource time;
    private final Counter expired;
    private final Rounds rounds;

    /**
     * Makes a sweeper, which {@link #start} lets work.
     *
     * @param time by which items expire
     * @param interval the time between two rounds
     */
    public ExpirySweeper(
            Catalog catalog,
            Shards shards,
            ItemWriter writer,
            InstantSource time,
            Duration interval,
            MeterRegistry metrics) {
        this.catalog = catalog;
        this.shards = shards;
        this.writer = writer;
        this.time = time;
        this.expired = Counter.builder("galena.items.expired")
                .description("Items deleted because their time to live had passed")
                .register(metrics);
        this.rounds = new Rounds("galena-expiry", interval, this::round);
    }

    /** Begins to sweep. */
    public void start() {
        rounds.start();
    }

    /** Sweeps every table once, now. */
    public void round() {
        catalog.tables().stream()
                .filter(table -> table.ttlAttribute().isPresent() && table.status() != TableStatus.DELETING)
                .forEach(this::sweep);
    }

    @Override
    public void close() {
        rounds.close();
    }

    private void sweep(TableDescriptor table) {
        table.shards().forEach(shard -> sweep(table, shard));
    }

    private void sweep(TableDescriptor table, int shard) {
        try {
            var sweep = new ExpirySweep(table, shards.require(shard), writer);
            expired.increment((double) sweep.run(time.instant()));
        } catch (RuntimeException e) {
            // The next round tries again.
            log.atDebug()
                    .addKeyValue("table", table.id())
                    .addKeyValue("shard", shard)
                    .setCause(e)
                    .log("Expired items could not be deleted");
        }
    }
}
