package io.galena.storage.indexer;

import io.galena.kit.catalog.Catalog;
import io.galena.kit.changelog.Topics;
import io.galena.kit.kafka.LostRecords;
import io.galena.kit.kafka.TopicPosition;
import io.galena.storage.changelog.RepairNotes;
import io.galena.storage.shard.Shards;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Has indexes repaired that lack changes which are no longer in Kafka. */
final class LostChanges implements LostRecords {
    private static final Logger log = LoggerFactory.getLogger(LostChanges.class);

    private final Catalog catalog;
    private final Shards shards;
    private final IndexLag lag;

    LostChanges(Catalog catalog, Shards shards, IndexLag lag) {
        this.catalog = catalog;
        this.shards = shards;
        this.lag = lag;
    }

    @Override
    public void report(TopicPartition partition, TopicPosition position) {
        var found = catalog.find(Topics.tableOf(partition.topic()).orElseThrow());
        if (found.isEmpty()) {
            return;
        }
        var table = found.get();
        var writer = table.partitions()
                .get(partition.partition() % table.partitions().size());
        new RepairNotes(JdbcClient.create(shards.require(writer.shard()).pool())).add(table.id());
        lag.gap();
        log.atWarn()
                .addKeyValue("partition", partition)
                .addKeyValue("position", position.next())
                .log("Changes that global indexes need are no longer in Kafka");
    }
}
