package io.galena.storage.backfill;

import io.galena.kit.catalog.Catalog;
import io.galena.kit.catalog.IndexDescriptor;
import io.galena.kit.catalog.PartitionDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.backfill.RepairStore.Repair;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Repairs global indexes that lack changes of a shard's items, or know some that others followed which nobody was told of, a step at a time. First all that was told before arrives; then
 * entries that no item implies are told of, so that they go; then the items, so that their entries come; at last all that arrives. All
 * goes through the change log, as any other change does, and the indexes can be read meanwhile. Each step can be done again.
 */
@Component
public final class IndexRepair {
    private static final Logger log = LoggerFactory.getLogger(IndexRepair.class);
    private static final byte[] LOWEST = {};

    private final Catalog catalog;
    private final IndexFences fences;
    private final WrongEntries entries;
    private final OlderItems items;

    IndexRepair(Catalog catalog, IndexFences fences, WrongEntries entries, OlderItems items) {
        this.catalog = catalog;
        this.fences = fences;
        this.entries = entries;
        this.items = items;
    }

    /** Does a step; returns whether the next one has to wait a little. */
    boolean step(RepairStore store, Repair repair) {
        var table = catalog.find(repair.tableId()).filter(TableDescriptor::indexesThroughLog);
        // Otherwise the shard has noted a table whose news are still on their way here.
        return table.isEmpty() || step(store, repair, table.get());
    }

    private boolean step(RepairStore store, Repair repair, TableDescriptor table) {
        switch (repair.progress()) {
            case RepairProgress.Begin() -> {
                log.atInfo()
                        .addKeyValue("table", table.name())
                        .addKeyValue("shard", repair.shard())
                        .log("Global indexes may not be as the table implies, and are being repaired");
                store.keep(repair, new RepairProgress.Settling(put(table, repair, store.nextRound())));
            }
            case RepairProgress.Settling(var put) -> {
                if (!haveArrived(table, repair, put)) {
                    if (put.isLate()) {
                        store.keep(repair, new RepairProgress.Settling(put(table, repair, store.nextRound())));
                    }
                    return true;
                }
                fences.forgetTombstonesBefore(table, repair.fences(), put.round());
                store.keep(repair, next(table, 0));
            }
            case RepairProgress.Entries(var index, var from) -> {
                return recheck(store, repair, table, index, from);
            }
            case RepairProgress.Items(var from) -> {
                return tell(store, repair, table, from);
            }
            case RepairProgress.Ending(var put) -> {
                if (haveArrived(table, repair, put)) {
                    end(store, repair, table, put);
                    return false;
                }
                if (put.isLate()) {
                    store.keep(repair, new RepairProgress.Ending(put(table, repair, store.nextRound())));
                }
                return true;
            }
        }
        return false;
    }

    private boolean recheck(RepairStore store, Repair repair, TableDescriptor table, int number, byte[] from) {
        var index = table.globalIndexes().stream()
                .filter(known -> known.id() == number)
                .findFirst();
        if (index.isEmpty()) {
            store.keep(repair, next(table, number));
            return false;
        }
        var step = entries.recheck(index.get(), table, repair.shard(), from);
        store.keep(
                repair,
                step.next()
                        .<RepairProgress>map(reached -> new RepairProgress.Entries(number, reached))
                        .orElseGet(() -> next(table, number)));
        return step.throttled();
    }

    /** Goes on behind an index; behind the last one with the items. */
    private static RepairProgress next(TableDescriptor table, int number) {
        return table.globalIndexes().stream()
                .map(IndexDescriptor::id)
                .filter(id -> id > number)
                .min(Comparator.naturalOrder())
                .<RepairProgress>map(id -> new RepairProgress.Entries(id, LOWEST))
                .orElseGet(() -> new RepairProgress.Items(LOWEST));
    }

    private boolean tell(RepairStore store, Repair repair, TableDescriptor table, byte[] from) {
        var first = hash(from);
        var range = table.partitions().stream()
                .filter(partition -> partition.shard() == repair.shard())
                .filter(partition -> Long.compareUnsigned(partition.last(), first) >= 0)
                .findFirst();
        if (range.isEmpty()) {
            store.keep(repair, new RepairProgress.Ending(put(table, repair, store.nextRound())));
            return false;
        }
        var begin = range.get().contains(first) ? from : key(range.get().first());
        var end = end(range.get());
        var step = items.giveTo(table.globalIndexes(), table, begin, end);
        var reached = step.next().or(() -> end);
        store.keep(
                repair,
                reached.isPresent()
                        ? new RepairProgress.Items(reached.get())
                        : new RepairProgress.Ending(put(table, repair, store.nextRound())));
        return step.throttled();
    }

    private void end(RepairStore store, Repair repair, TableDescriptor table, PutFences put) {
        if (store.end(repair)) {
            fences.forget(table, repair.fences(), put.round());
            log.atInfo()
                    .addKeyValue("table", table.name())
                    .addKeyValue("shard", repair.shard())
                    .log("Global indexes are repaired");
        }
    }

    private PutFences put(TableDescriptor table, Repair repair, long round) {
        return PutFences.now(round, fences.put(table, repair.fences(), round));
    }

    private boolean haveArrived(TableDescriptor table, Repair repair, PutFences put) {
        return fences.haveArrived(table, repair.fences(), put.round(), put.count());
    }

    private static Optional<byte[]> end(PartitionDescriptor range) {
        return range.last() == -1 ? Optional.empty() : Optional.of(key(range.last() + 1));
    }

    private static byte[] key(long hash) {
        return ByteBuffer.allocate(Long.BYTES).putLong(hash).array();
    }

    private static long hash(byte[] key) {
        return ByteBuffer.wrap(Arrays.copyOf(key, Math.max(key.length, Long.BYTES)))
                .getLong();
    }
}
