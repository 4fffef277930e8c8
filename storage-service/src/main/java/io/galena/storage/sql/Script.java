package io.galena.storage.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Statements that run one after the other in one round trip; each sees what was committed before it began. */
public final class Script {
    private final List<Step> steps = new ArrayList<>();
    private boolean repeatable = true;

    /** Adds a statement that returns no rows. */
    public Script add(SqlTemplate template, Object... arrays) {
        steps.add(new Step(template, arrays, Optional.empty()));
        return this;
    }

    /** Adds a query. */
    public Script query(SqlTemplate template, RowReader rows, Object... arrays) {
        steps.add(new Step(template, arrays, Optional.of(rows)));
        return this;
    }

    /** Adds a statement that ends the transaction, with a text that does not come again, such as PREPARE TRANSACTION. */
    public Script addOnce(String sql) {
        repeatable = false;
        return add(SqlTemplate.control(sql));
    }

    /** Whether the script as a whole may come again. */
    boolean isRepeatable() {
        return repeatable;
    }

    List<Step> steps() {
        return steps;
    }

    /** How many item tables the script touches. */
    int tables() {
        var tables = new HashSet<Long>();
        for (var step : steps) {
            if (step.template().table() != SqlTemplate.NO_TABLE) {
                tables.add(step.template().table());
            }
        }
        return tables.size();
    }

    /** How many bytes of values it carries, roughly. */
    long bytes() {
        var bytes = 0L;
        for (var step : steps) {
            for (var array : step.arrays()) {
                if (array instanceof byte[][] values) {
                    for (var value : values) {
                        bytes += value.length;
                    }
                }
            }
        }
        return bytes;
    }

    /** A statement and the arrays for its parameters. */
    record Step(SqlTemplate template, Object[] arrays, Optional<RowReader> rows) {}
}
