package io.galena.storage.lane;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.kit.catalog.Catalog;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.operation.StartAgainException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Plans anew with the table's current descriptor when a shard does not hold the one planned with. */
public final class CurrentTables {
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

    private final Catalog catalog;
    private final Duration patience;

    /**
     * Loads tables from that catalog.
     *
     * @param patience for how long to try, when a change of the table is on its way through the shards
     */
    public CurrentTables(Catalog catalog, Duration patience) {
        this.catalog = catalog;
        this.patience = patience;
    }

    /**
     * Carries out a plan, with the given descriptor first, and with later ones as long as the plan is refused as stale.
     *
     * @throws StartAgainException when another table has the name now
     * @throws DynamoDbException RESOURCE_NOT_FOUND when the table is gone; INTERNAL_SERVER_ERROR when shards and catalog do
     *     not come to agree
     */
    public <R> R plan(TableDescriptor table, Function<TableDescriptor, R> plan) {
        try {
            return plan.apply(table);
        } catch (StalePlanException e) {
            return replan(table, plan);
        }
    }

    /** As {@link #plan}, for a plan that needs several tables; it is given their descriptors in the same order. */
    public <R> R planAll(List<TableDescriptor> tables, Function<List<TableDescriptor>, R> plan) {
        try {
            return plan.apply(tables);
        } catch (StalePlanException e) {
            return replanAll(tables, plan);
        }
    }

    /** Carries out a plan whose first try, with the given descriptor, was refused as stale. Errors as {@link #plan}. */
    public <R> R replan(TableDescriptor stale, Function<TableDescriptor, R> plan) {
        return replanAll(List.of(stale), tables -> plan.apply(tables.getFirst()));
    }

    private <R> R replanAll(List<TableDescriptor> stale, Function<List<TableDescriptor>, R> plan) {
        var deadline = System.nanoTime() + patience.toNanos();
        var pause = SHORTEST_PAUSE;
        var tables = stale;
        while (System.nanoTime() - deadline < 0) {
            var reloaded = tables.stream().map(this::reload).toList();
            if (versions(reloaded).equals(versions(tables))) {
                sleep(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
            tables = reloaded;
            try {
                return plan.apply(tables);
            } catch (StalePlanException e) {
                // Once more, with what the catalog says then.
            }
        }
        throw LaneOperation.internalError();
    }

    private static List<Long> versions(List<TableDescriptor> tables) {
        return tables.stream().map(TableDescriptor::version).toList();
    }

    private TableDescriptor reload(TableDescriptor stale) {
        var table = catalog.reload(stale)
                .orElseThrow(() -> new DynamoDbException(ErrorType.RESOURCE_NOT_FOUND, "Requested resource not found"));
        if (table.id() != stale.id()) {
            // Another key schema, perhaps: the request is to be checked anew.
            throw new StartAgainException();
        }
        return table;
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LaneOperation.internalError();
        }
    }
}
