package io.galena.controlplane.table;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finishes what was begun and not finished: creations, changes and deletions of tables that a crash or a failure cut off.
 */
public final class TableRecovery implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(TableRecovery.class);

    private final TableStore tables;
    private final TableLifecycle lifecycle;

    public TableRecovery(TableStore tables, TableLifecycle lifecycle) {
        this.tables = tables;
        this.lifecycle = lifecycle;
    }

    /** Tries every table once; one that fails does not keep the others from being tried. */
    @Override
    public void run() {
        List<Long> unfinished = tables.inTransition();
        for (var tableId : unfinished) {
            try {
                lifecycle.finish(tableId);
            } catch (RuntimeException e) {
                log.atWarn().setCause(e).addKeyValue("table", tableId).log("Cannot finish a table yet, will try again");
            }
        }
    }
}
