package io.galena.storage.schema;

import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.catalog.TableStatistics;
import io.galena.storage.row.TableNames;
import io.galena.storage.shard.Shard;
import io.galena.storage.shard.Shards;
import java.util.Optional;
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

    private static Estimate estimate(Shard shard, String relation) {
        var jdbc = JdbcClient.create(shard.pool());
        Optional<Long> pages = jdbc.sql("SELECT pg_relation_size(to_regclass(?)) / current_setting('block_size')::int8")
                .param(relation)
                .query(Long.class)
                .optional();
        if (pages.isEmpty()) {
            return new Estimate(0, 0);
        }
        var fraction = Math.min(1, SAMPLED_PAGES / Math.max(1, pages.get()));
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
