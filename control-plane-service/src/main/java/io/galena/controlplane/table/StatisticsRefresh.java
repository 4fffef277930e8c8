package io.galena.controlplane.table;

import io.galena.kit.catalog.TableStatistics;
import io.galena.kit.operation.InternalCalls;

/** Brings {@code ItemCount} and {@code TableSizeBytes} up to date with what storage estimates. */
public final class StatisticsRefresh implements Runnable {
    private static final int TABLES_IN_ONE_CALL = 100;

    private final TableStore tables;
    private final InternalCalls calls;

    public StatisticsRefresh(TableStore tables, InternalCalls calls) {
        this.tables = tables;
        this.calls = calls;
    }

    @Override
    public void run() {
        var ids = tables.inUse();
        for (int from = 0; from < ids.size(); from += TABLES_IN_ONE_CALL) {
            var some = ids.subList(from, Math.min(from + TABLES_IN_ONE_CALL, ids.size()));
            var answer =
                    calls.call(TableStatistics.NAME, new TableStatistics.Request(some), TableStatistics.Answer.class);
            answer.tables().forEach(tables::keep);
        }
    }
}
