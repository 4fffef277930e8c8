package io.galena.storage.indexer;

import io.galena.kit.background.Rounds;
import io.galena.kit.catalog.Catalog;
import io.galena.kit.catalog.ShardDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.kafka.KafkaClients;
import io.galena.storage.shard.Shards;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** An indexer for each shard that the catalog names, those that come later too, as soon as there is an index for it to keep. */
public final class Indexers implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final Catalog catalog;
    private final Shards shards;
    private final KafkaClients clients;
    private final MeterRegistry metrics;
    private final Map<Integer, ShardIndexer> running = new HashMap<>();
    private final Rounds rounds;

    public Indexers(Catalog catalog, Shards shards, KafkaClients clients, MeterRegistry metrics) {
        this.catalog = catalog;
        this.shards = shards;
        this.clients = clients;
        this.metrics = metrics;
        this.rounds = new Rounds("indexers", BETWEEN_LOOKS, this::look);
    }

    /** Begins to look after shards. */
    public void start() {
        rounds.start();
    }

    @Override
    public void close() {
        rounds.close();
        running.values().forEach(ShardIndexer::close);
    }

    private void look() {
        if (catalog.tables().stream().anyMatch(TableDescriptor::indexesThroughLog)) {
            catalog.shards().forEach(shard -> running.computeIfAbsent(shard.id(), _ -> begin(shard)));
        }
    }

    private ShardIndexer begin(ShardDescriptor shard) {
        var lag = new IndexLag(shard.id(), metrics);
        var indexer = new ShardIndexer(
                shards.require(shard.id()), catalog, clients, lag, new LostChanges(catalog, shards, lag));
        indexer.start();
        return indexer;
    }
}
