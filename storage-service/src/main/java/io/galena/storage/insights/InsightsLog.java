package io.galena.storage.insights;

import io.galena.kit.background.Rounds;
import io.galena.kit.catalog.Catalog;
import io.galena.kit.catalog.HotKeys;
import io.galena.kit.catalog.IndexDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.read.RangeReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs the keys that have been counted, from time to time, in a thread of its own: a line for each table or index and each rule. */
public final class InsightsLog implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(InsightsLog.class);
    private static final int MOST = 10;

    private final Catalog catalog;
    private final Insights insights;
    private final HotKeyReport report;
    private final Rounds rounds;

    /**
     * Makes one that does nothing yet.
     *
     * @param reader reads without being counted
     */
    public InsightsLog(Catalog catalog, Insights insights, RangeReader reader, Duration interval) {
        this.catalog = catalog;
        this.insights = insights;
        this.report = new HotKeyReport(insights, reader);
        this.rounds = new Rounds("galena-insights-log", interval, this::work);
    }

    /** Begins to log. */
    public void start() {
        rounds.start();
    }

    @Override
    public void close() {
        rounds.close();
    }

    private void work() {
        var tables = catalog.tables();
        tables.forEach(this::tell);
        insights.keepOnly(tables);
    }

    private void tell(TableDescriptor table) {
        for (var counted : table.insights()) {
            try {
                var index = table.globalIndexes().stream()
                        .filter(present -> present.id() == counted.indexId())
                        .findFirst();
                if (index.isPresent() || counted.indexId() == 0) {
                    tell(table, index);
                }
            } catch (RuntimeException e) {
                log.atWarn().addKeyValue("table", table.name()).setCause(e).log("Hot keys could not be told");
            }
        }
    }

    private void tell(TableDescriptor table, Optional<IndexDescriptor> index) {
        var keys = report.of(table, index, MOST);
        tell(table, index, "accessed partition keys", keys.accessedPartitions());
        tell(table, index, "accessed keys", keys.accessed());
        tell(table, index, "throttled partition keys", keys.throttledPartitions());
        tell(table, index, "throttled keys", keys.throttled());
    }

    private static void tell(
            TableDescriptor table, Optional<IndexDescriptor> index, String rule, List<HotKeys.Key> keys) {
        if (!keys.isEmpty()) {
            log.atInfo()
                    .addKeyValue("table", table.name())
                    .addKeyValue("index", index.map(IndexDescriptor::name).orElse(""))
                    .addKeyValue("rule", rule)
                    .addKeyValue("keys", keys)
                    .log("Contributor insights");
        }
    }
}
