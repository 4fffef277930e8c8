package io.galena.controlplane.table;

import io.galena.controlplane.database.CatalogDatabase;
import io.galena.controlplane.database.Leases;
import io.galena.controlplane.database.Leases.Lease;
import io.galena.controlplane.table.GlobalIndex.State;
import io.galena.kit.catalog.BackfillIndex;
import io.galena.kit.catalog.TableStatus;
import io.galena.kit.operation.InternalCalls;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets storage give new indexes the items that are older than they are, a step at a time, in the background. How far it has
 * come is in the catalog, so that another control plane goes on where this one died; a step may be done twice. A lease keeps
 * two from working on one table, which has at most one such index.
 */
public final class IndexBackfills implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(IndexBackfills.class);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final CatalogDatabase database;
    private final TableStore tables;
    private final TableLifecycle lifecycle;
    private final Leases leases;
    private final InternalCalls calls;

    public IndexBackfills(
            CatalogDatabase database, TableStore tables, TableLifecycle lifecycle, Leases leases, InternalCalls calls) {
        this.database = database;
        this.tables = tables;
        this.lifecycle = lifecycle;
        this.leases = leases;
        this.calls = calls;
    }

    /** Takes up every backfill that nobody works on. */
    @Override
    public void run() {
        tables.indexes().tablesInBackfill().forEach(this::start);
    }

    /** Begins to backfill a table's index in the background, if there is one to backfill and nobody does it. */
    void start(long tableId) {
        Thread.ofVirtual().name("index-backfill").start(() -> {
            try {
                leases.tryAcquireForBackfill(tableId).ifPresent(lease -> backfillUnder(lease, tableId));
            } catch (RuntimeException e) {
                log.atWarn()
                        .setCause(e)
                        .addKeyValue("table", tableId)
                        .log("A backfill stopped, will be taken up again");
            }
        });
    }

    private void backfillUnder(Lease held, long tableId) {
        try (held) {
            backfill(tableId);
        }
    }

    private void backfill(long tableId) {
        for (var table = inBackfill(tableId); table.isPresent(); table = inBackfill(tableId)) {
            var index = backfilled(table.get()).orElseThrow();
            var request = new BackfillIndex.Request(
                    tableId, table.get().version(), index.id(), index.progress().orElse(""));
            var answer = calls.call(BackfillIndex.NAME, request, BackfillIndex.Answer.class);
            if (answer.complete()) {
                finish(tableId, index.id());
            } else {
                tables.indexes().keepProgress(tableId, index.id(), answer.progress());
                if (answer.waits()) {
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            }
        }
    }

    /** The last turn: then the index can be read. A table in the midst of another change is left for later. */
    private void finish(long tableId, int index) {
        var turned = database.change(revision -> {
            var ready = tables.find(tableId)
                    .filter(table -> table.status() == TableStatus.ACTIVE)
                    .flatMap(IndexBackfills::backfilled)
                    .filter(current -> current.id() == index)
                    .isPresent();
            if (ready) {
                tables.indexes().finishBackfill(tableId, index);
                tables.startUpdate(tableId, 0, revision);
            }
            return ready;
        });
        if (turned) {
            lifecycle.drive(tableId);
        } else {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private Optional<Table> inBackfill(long tableId) {
        return tables.find(tableId)
                .filter(table -> table.status() == TableStatus.ACTIVE || table.status() == TableStatus.UPDATING)
                .filter(table -> backfilled(table).isPresent());
    }

    private static Optional<GlobalIndex> backfilled(Table table) {
        return table.globalIndexes().stream()
                .filter(index -> index.state() == State.BACKFILLING)
                .findFirst();
    }
}
