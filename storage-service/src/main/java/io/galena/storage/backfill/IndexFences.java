package io.galena.storage.backfill;

import io.galena.kit.catalog.ChangeLogDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.changelog.LogEntry;
import io.galena.storage.changelog.ChangeFences;
import io.galena.storage.shard.Shards;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Fences in the change log behind everything that a backfill or a repair has told of: once they have arrived in every shard, so
 * has all before them.
 */
@Component
final class IndexFences {
    private final Shards shards;
    private final ChangeFences fences;

    IndexFences(Shards shards, ChangeFences fences) {
        this.shards = shards;
        this.fences = fences;
    }

    /**
     * Puts a fence into every partition of the table's topic. It may be done again.
     *
     * @return how many there are
     */
    int put(TableDescriptor table, int indexId, long round) {
        var count = table.changeLog().map(ChangeLogDescriptor::topicPartitions).orElseThrow();
        fences.put(
                table.partitions(),
                IntStream.range(0, count)
                        .mapToObj(number -> new LogEntry.Fence(table.id(), number, indexId, round))
                        .toList());
        return count;
    }

    /** Whether so many fences have arrived in every shard of the table. */
    boolean haveArrived(TableDescriptor table, int indexId, long round, int count) {
        return table.shards().stream()
                .allMatch(shard -> jdbc(shard)
                                .sql("""
                                    SELECT count(*) FROM galena.index_fence
                                    WHERE table_id = ? AND index_id = ? AND round = ? AND kafka_partition < ?""")
                                .params(List.of(table.id(), indexId, round, count))
                                .query(Integer.class)
                                .single()
                        == count);
    }

    /**
     * Forgets tombstones of entries that were there before the first of some fences, in every shard of the table: all that was
     * older than them has come.
     */
    void forgetTombstonesBefore(TableDescriptor table, int indexId, long round) {
        table.shards()
                .forEach(shard -> jdbc(shard)
                        .sql("""
                    DELETE FROM galena.index_tombstone WHERE table_id = ? AND deleted_at <
                        (SELECT min(arrived_at) FROM galena.index_fence WHERE table_id = ? AND index_id = ? AND round = ?)""")
                        .params(List.of(table.id(), table.id(), indexId, round))
                        .update());
    }

    /** Forgets fences of that round and of those before, in every shard of the table. */
    void forget(TableDescriptor table, int indexId, long round) {
        table.shards()
                .forEach(shard -> jdbc(shard)
                        .sql("DELETE FROM galena.index_fence WHERE table_id = ? AND index_id = ? AND round <= ?")
                        .params(List.of(table.id(), indexId, round))
                        .update());
    }

    private JdbcClient jdbc(int shard) {
        return JdbcClient.create(shards.require(shard).pool());
    }
}
