package io.galena.controlplane.table;

import io.galena.controlplane.database.CatalogDatabase;
import io.galena.controlplane.database.Leases;
import io.galena.controlplane.definition.TimeToLiveSetting;
import io.galena.controlplane.definition.TimeToLiveSetting.Step;
import io.galena.kit.catalog.FillExpiries;
import io.galena.kit.catalog.PartitionDescriptor;
import io.galena.kit.operation.InternalCalls;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets storage note the expiry of items that were there before their table's time to live was turned on, step by step, and
 * says then that it is on. What a crash cuts off begins anew, and passes over what has been noted. A lease keeps two from
 * working on one table.
 */
public final class ExpiryFill implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(ExpiryFill.class);

    private final CatalogDatabase database;
    private final TableStore tables;
    private final Leases leases;
    private final InternalCalls calls;

    public ExpiryFill(CatalogDatabase database, TableStore tables, Leases leases, InternalCalls calls) {
        this.database = database;
        this.tables = tables;
        this.leases = leases;
        this.calls = calls;
    }

    /** Begins in the background, ahead of the next regular time. */
    void startSoon() {
        Thread.ofVirtual().name("expiry-fill").start(this);
    }

    /** Tries every table once; one that fails does not keep the others from being tried. */
    @Override
    public void run() {
        for (var tableId : tables.fillingExpiries()) {
            try (var lease = leases.tryAcquireForExpiries(tableId).orElse(null)) {
                if (lease != null) {
                    tables.find(tableId).ifPresent(this::fill);
                }
            } catch (RuntimeException e) {
                log.atWarn().setCause(e).addKeyValue("table", tableId).log("Cannot note expiries yet, will try again");
            }
        }
    }

    private void fill(Table table) {
        if (!isFilling(table)) {
            return;
        }
        table.partitions().stream().map(PartitionDescriptor::shard).distinct().forEach(shard -> fill(table, shard));
        database.change(revision -> {
            tables.find(table.id()).filter(ExpiryFill::isFilling).ifPresent(filled -> {
                var setting = filled.settings().timeToLive().map(ttl -> ttl.at(Step.ENABLED));
                tables.updateSettings(filled.id(), filled.settings().expiring(setting), revision);
            });
            return revision;
        });
    }

    private void fill(Table table, int shard) {
        Optional<byte[]> after = Optional.empty();
        do {
            var request = new FillExpiries.Request(table.id(), table.version(), shard, after);
            after = calls.call(FillExpiries.NAME, request, FillExpiries.Answer.class)
                    .reached();
        } while (after.isPresent());
    }

    private static boolean isFilling(Table table) {
        return table.settings()
                .timeToLive()
                .map(TimeToLiveSetting::step)
                .filter(step -> step == Step.FILLING)
                .isPresent();
    }
}
