package io.galena.storage.indexer;

import io.galena.kit.catalog.Catalog;
import io.galena.kit.catalog.ChangeLogDescriptor;
import io.galena.kit.catalog.PartitionDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.changelog.Topics;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/** The tables whose global indexes are kept through the change log, as far as one shard is concerned. */
final class FollowedTables {
    private final Catalog catalog;
    private final int shard;

    FollowedTables(Catalog catalog, int shard) {
        this.catalog = catalog;
        this.shard = shard;
    }

    /** The partitions of topics that have entries for the shard. */
    Set<TopicPartition> topicPartitions() {
        var partitions = new HashSet<TopicPartition>();
        for (var table : catalog.tables()) {
            if (table.indexesThroughLog() && !partitions(table).isEmpty()) {
                var count = table.changeLog()
                        .map(ChangeLogDescriptor::topicPartitions)
                        .orElse(0);
                IntStream.range(0, count)
                        .mapToObj(number -> new TopicPartition(Topics.changes(table.id()), number))
                        .forEach(partitions::add);
            }
        }
        return partitions;
    }

    /** The partitions of a table that are on the shard. */
    List<PartitionDescriptor> partitions(TableDescriptor table) {
        return table.partitions().stream()
                .filter(partition -> partition.shard() == shard)
                .toList();
    }
}
