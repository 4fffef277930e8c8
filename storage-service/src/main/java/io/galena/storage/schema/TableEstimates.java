package io.galena.storage.schema;

import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.catalog.TableStatistics;
import io.galena.storage.row.TableNames;
import io.galena.storage.shard.Shard;
import io.galena.storage.shard.Shards;
import io.galena.storage.sql.SqlFailures;
import java.sql.SQLException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Estimates how much tables hold: counts what a bounded sample of pages holds, so small tables are counted exactly. */
public final class TableEstimates {
    private static final double SAMPLED_PAGES = 256;

    private final Shards shards;

    public TableEstimates(Shards shards) {
        this.shards = shards;
    }

    /** About how much a table and its indexes hold, over all shards. */
    TableStatistics.Entry of(TableDescriptor table) {
        var items = total(table, TableNames.items(table.id()));
        var indexes = table.indexes()
                .map(index -> {
                    var entries = total(table, TableNames.index(table.id(), index.id()));
                    return new TableStatistics.IndexEntry(index.id(), entries.count(), entries.bytes());
                })
                .toList();
        return new TableStatistics.Entry(table.id(), items.count(), items.bytes(), indexes);
    }

    private Estimate total(TableDescriptor table, String relation) {
        return table.partitions().stream()
                .map(partition -> partition.shard())
                .distinct()
                .map(shard -> estimate(shards.require(shard), relation))
                .reduce(new Estimate(0, 0), Estimate::plus);
    }

    /** A relation that is not there holds nothing: its table may be dropped at any time. */
    private static Estimate estimate(Shard shard, String relation) {
        try {
            return sample(JdbcClient.create(shard.pool()), relation);
        } catch (BadSqlGrammarException e) {
            if (e.getCause() instanceof SQLException error && SqlFailures.isMissingTable(error)) {
                return new Estimate(0, 0);
            }
            throw e;
        }
    }

    private static Estimate sample(JdbcClient jdbc, String relation) {
        var pages = jdbc.sql("SELECT coalesce(pg_relation_size(?::regclass), 0) / current_setting('block_size')::int8")
                .param(relation)
                .query(Long.class)
                .single();
        var fraction = Math.min(1, SAMPLED_PAGES / Math.max(1, pages));
        return jdbc.sql("SELECT count(*), coalesce(sum(size), 0) FROM " + relation + " TABLESAMPLE SYSTEM (?)")
                .param(100 * fraction)
                .query((row, number) ->
                        new Estimate(Math.round(row.getLong(1) / fraction), Math.round(row.getLong(2) / fraction)))
                .single();
    }

    private record Estimate(long count, long bytes) {
        Estimate plus(Estimate other) {
            return new Estimate(count + other.count, bytes + other.bytes);
        }
    }
}
