package io.galena.storage.changelog;

import io.galena.kit.catalog.PartitionDescriptor;
import io.galena.kit.changelog.LogEntry;
import io.galena.kit.changelog.LogEntryCodec;
import io.galena.storage.shard.Shards;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Puts fences into the change log: everything that was committed before lies before them. */
@Component
public final class ChangeFences {
    private final Shards shards;

    ChangeFences(Shards shards) {
        this.shards = shards;
    }

    /**
     * Puts fences into a table's topic, each of whose partitions is that of one of the table's partitions; those of one shard in one
     * transaction.
     *
     * @param partitions those of the table
     */
    public void put(List<PartitionDescriptor> partitions, List<LogEntry.Fence> fences) {
        fences.stream()
                .collect(Collectors.groupingBy(
                        fence -> partitions
                                .get(fence.kafkaPartition() % partitions.size())
                                .shard(),
                        Collectors.mapping(LogEntryCodec::encode, Collectors.toList())))
                .forEach(this::put);
    }

    private void put(int shard, List<byte[]> fences) {
        JdbcClient.create(shards.require(shard).pool())
                .sql("SELECT count(pg_logical_emit_message(true, ?, fence)) FROM unnest(?) AS fence")
                .params(List.of(LogEntryCodec.PREFIX, fences.toArray(byte[][]::new)))
                .query(Long.class)
                .single();
    }
}
