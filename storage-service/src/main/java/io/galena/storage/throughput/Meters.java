package io.galena.storage.throughput;

import io.galena.kit.catalog.CapacityDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The meters of all tables with limits that are in use here. A table whose limits were changed gets new meters at its next
 * request. Safe for several threads.
 */
final class Meters {
    private static final Duration IDLE = Duration.ofMinutes(10);

    private final LongSupplier nanoTime;
    private final Map<Long, Used> tables = new ConcurrentHashMap<>();

    /** @param nanoTime a clock that never goes back */
    Meters(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    long now() {
        return nanoTime.getAsLong();
    }

    /** The meters of a table with these limits. */
    TableMeters of(TableDescriptor table, CapacityDescriptor capacity) {
        var now = now();
        var used = tables.get(table.id());
        if (used == null || !used.fits(capacity)) {
            used = tables.compute(table.id(), (_, known) -> renewed(table, capacity, known, now));
        }
        used.lastUse = now;
        return used.meters;
    }

    /** All meters that have been in use lately. */
    Collection<TableMeters> inUse() {
        var now = now();
        tables.values().removeIf(used -> now - used.lastUse > IDLE.toNanos());
        return tables.values().stream().map(used -> used.meters).toList();
    }

    private static Used renewed(TableDescriptor table, CapacityDescriptor capacity, @Nullable Used known, long now) {
        if (known != null && known.fits(capacity)) {
            return known;
        }
        var before = Optional.ofNullable(known).map(used -> used.meters);
        return new Used(capacity, TableMeters.of(table, capacity, before, now), now);
    }

    /** Meters, and when they were last asked for. */
    private static final class Used {
        private final CapacityDescriptor capacity;
        private final TableMeters meters;
        private volatile long lastUse;

        Used(CapacityDescriptor capacity, TableMeters meters, long now) {
            this.capacity = capacity;
            this.meters = meters;
            this.lastUse = now;
        }

        boolean fits(CapacityDescriptor wanted) {
            return capacity.equals(wanted);
        }
    }
}
