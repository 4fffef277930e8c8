package io.galena.storage.backfill;

import io.galena.kit.catalog.ChangeLogDescriptor;
import io.galena.kit.catalog.IndexDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.changelog.LogEntry;
import io.galena.kit.changelog.LogEntryCodec;
import io.galena.storage.shard.Shards;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Fences in the change log behind everything that a backfill has told of: once they have arrived in every shard, so has all
 * before them.
 */
@Component
final class IndexFences {
    private final Shards shards;

    IndexFences(Shards shards) {
        this.shards = shards;
    }

    /** Puts a fence into every partition of the table's topic, which is that of one of the table's partitions; returns how many. */
    int put(TableDescriptor table, IndexDescriptor index) {
        var topicPartitions =
                table.changeLog().map(ChangeLogDescriptor::topicPartitions).orElseThrow();
        for (var number = 0; number < topicPartitions; number++) {
            var owner = table.partitions().get(number % table.partitions().size());
            var fence = new LogEntry.Fence(table.id(), number, index.id());
            jdbc(owner.shard())
                    .sql("SELECT pg_logical_emit_message(true, ?, ?)::text")
                    .params(List.of(LogEntryCodec.PREFIX, LogEntryCodec.encode(fence)))
                    .query(String.class)
                    .single();
        }
        return topicPartitions;
    }

    /** Whether so many fences have arrived in every shard of the table. */
    boolean haveArrived(TableDescriptor table, IndexDescriptor index, int partitions) {
        return table.shards().stream()
                .allMatch(shard -> jdbc(shard)
                                .sql("""
                                    SELECT count(*) FROM galena.index_fence
                                    WHERE table_id = ? AND index_id = ? AND kafka_partition < ?""")
                                .params(List.of(table.id(), index.id(), partitions))
                                .query(Integer.class)
                                .single()
                        == partitions);
    }

    private JdbcClient jdbc(int shard) {
        return JdbcClient.create(shards.require(shard).pool());
    }
}
