package io.galena.stream.capture;

import io.galena.kit.background.Rounds;
import io.galena.kit.catalog.Catalog;
import io.galena.kit.catalog.ShardDescriptor;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** A worker for each shard that the catalog names, those that come later too. */
public final class CaptureWorkers implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Catalog catalog;
    private final CaptureTarget kafka;
    private final GapReports gaps;
    private final Database database;
    private final MeterRegistry metrics;
    private final Map<Integer, ShardCapture> workers = new HashMap<>();
    private final Rounds rounds;

    public CaptureWorkers(
            Catalog catalog, CaptureTarget kafka, GapReports gaps, Database database, MeterRegistry metrics) {
        this.catalog = catalog;
        this.kafka = kafka;
        this.gaps = gaps;
        this.database = database;
        this.metrics = metrics;
        this.rounds = new Rounds("capture", BETWEEN_LOOKS, this::look);
    }

    /** Begins to look after shards. */
    public void start() {
        rounds.start();
    }

    @Override
    public void close() {
        rounds.close();
        workers.values().forEach(ShardCapture::stop);
        workers.values().forEach(ShardCapture::close);
    }

    private void look() {
        catalog.shards().forEach(shard -> workers.computeIfAbsent(shard.id(), _ -> begin(shard)));
    }

    private ShardCapture begin(ShardDescriptor shard) {
        var source = ShardSource.of(shard, database.username(), database.password());
        var progress = new CaptureProgress(shard.id(), metrics, InstantSource.system());
        var worker = new ShardCapture(source, kafka, gaps, progress);
        worker.start();
        return worker;
    }

    /** As whom the shards' write-ahead logs are read. */
    public record Database(String username, String password) {}
}
