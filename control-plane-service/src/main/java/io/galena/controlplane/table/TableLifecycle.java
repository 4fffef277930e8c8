package io.galena.controlplane.table;

import io.galena.controlplane.database.CatalogDatabase;
import io.galena.controlplane.database.Leases;
import io.galena.controlplane.database.Leases.Lease;
import io.galena.controlplane.database.Subscribers;
import io.galena.controlplane.destination.DestinationStore;
import io.galena.controlplane.stream.Streams;
import io.galena.kit.catalog.ApplyTable;
import io.galena.kit.catalog.DropTable;
import io.galena.kit.destination.FenceChanges;
import io.galena.kit.operation.InternalCalls;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the shards in line with what the catalog says of a table, one step after the other, each of which can be done
 * again: {@code CREATING} or {@code UPDATING}, all shards hold the table's next version, {@code ACTIVE}; {@code DELETING}, no shard holds anything of it, no row.
 * Where a process dies, another takes up the work from the row that it finds. A lease keeps two from working on one table.
 */
public final class TableLifecycle {
    private static final Logger log = LoggerFactory.getLogger(TableLifecycle.class);
    /** After so long the client gets its answer while the work goes on. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** How long an answer waits for those who follow the catalog. */
    private static final Duration SPREADING = Duration.ofMillis(200);

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(10);

    private final CatalogDatabase database;
    private final TableStore tables;
    private final Streams streams;
    private final DestinationStore destinations;
    private final Leases leases;
    private final Subscribers subscribers;
    private final InternalCalls calls;

    public TableLifecycle(
            CatalogDatabase database,
            TableStore tables,
            Streams streams,
            DestinationStore destinations,
            Leases leases,
            Subscribers subscribers,
            InternalCalls calls) {
        this.database = database;
        this.tables = tables;
        this.streams = streams;
        this.destinations = destinations;
        this.leases = leases;
        this.subscribers = subscribers;
        this.calls = calls;
    }

    /**
     * Does what follows from a change that has just been made to the row of a table: all of it when nothing is slow, the
     * rest later and in the background. It never throws.
     */
    void drive(long tableId) {
        var work = new FutureTask<>(() -> driveToTheEnd(tableId), true);
        Thread.ofVirtual().name("table-lifecycle").start(work);
        try {
            work.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            log.atWarn().setCause(e.getCause()).addKeyValue("table", tableId).log("A step failed, will be tried again");
        } catch (TimeoutException _) {
            log.atWarn().addKeyValue("table", tableId).log("A step is slow and goes on in the background");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Does what is left to do for a table, unless another does it.
     *
     * @return whether another does it
     * @throws RuntimeException when a step fails: it is to be tried again later
     */
    boolean finish(long tableId) {
        var lease = leases.tryAcquire(tableId);
        lease.ifPresent(held -> finishUnder(held, tableId).ifPresent(this::spread));
        return lease.isEmpty();
    }

    private void driveToTheEnd(long tableId) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (finish(tableId) && System.nanoTime() < end) {
            LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
        }
    }

    private Optional<Long> finishUnder(Lease lease, long tableId) {
        try (lease) {
            return tables.find(tableId).flatMap(table -> switch (table.status()) {
                case CREATING, UPDATING -> Optional.of(apply(table));
                case DELETING -> Optional.of(drop(table));
                case ACTIVE -> Optional.empty();
            });
        }
    }

    private long apply(Table table) {
        calls.call(ApplyTable.NAME, new ApplyTable.Request(table.next()), ApplyTable.Answer.class);
        return database.change(revision -> {
            if (tables.activate(table, revision)) {
                streams.settle(table.id(), revision);
                settleSettings(table, revision);
                tables.indexes().settle(table);
            }
            return revision;
        });
    }

    private void settleSettings(Table table, long revision) {
        var settled = table.settings().settled();
        if (!settled.equals(table.settings())) {
            tables.updateSettings(table.id(), settled, revision);
        }
    }

    private long drop(Table table) {
        calls.call(DropTable.NAME, new DropTable.Request(table.descriptor()), DropTable.Answer.class);
        return database.change(revision -> {
            tables.delete(table.id(), revision);
            streams.settle(table.id(), revision);
            destinations.orphan(
                    new FenceChanges.Request(table.id(), table.partitions(), table.placesOfChanges(), 0), revision);
            return revision;
        });
    }

    private void spread(long revision) {
        if (!subscribers.awaitSeen(revision, SPREADING)) {
            log.debug("Not all who follow the catalog have seen revision {} yet", revision);
        }
    }
}
