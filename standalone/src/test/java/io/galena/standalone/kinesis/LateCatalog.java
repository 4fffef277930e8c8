package io.galena.standalone.kinesis;

import io.galena.kit.catalog.Catalog;
import io.galena.kit.catalog.ShardDescriptor;
import io.galena.kit.catalog.StreamDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.destination.DestinationDescriptor;
import io.galena.kit.kinesis.KinesisStreamDescriptor;
import io.galena.kit.trigger.TriggerSet;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A catalog that shows Kinesis streams as they were some time ago. For one thread. */
final class LateCatalog implements Catalog {
    private final Catalog catalog;
    private final Duration lag;
    private final Deque<Seen> history = new ArrayDeque<>();

    LateCatalog(Catalog catalog, Duration lag) {
        this.catalog = catalog;
        this.lag = lag;
    }

    @Override
    public List<KinesisStreamDescriptor> kinesisStreams() {
        var now = System.nanoTime();
        history.addLast(new Seen(now, catalog.kinesisStreams()));
        while (now - history.getFirst().nanos() > lag.toNanos() && history.size() > 1) {
            history.removeFirst();
        }
        return history.getFirst().streams();
    }

    @Override
    public List<DestinationDescriptor> destinations() {
        return catalog.destinations();
    }

    @Override
    public Optional<TableDescriptor> find(String account, String name) {
        return catalog.find(account, name);
    }

    @Override
    public Optional<TableDescriptor> find(long tableId) {
        return catalog.find(tableId);
    }

    @Override
    public Optional<TableDescriptor> reload(TableDescriptor stale) {
        return catalog.reload(stale);
    }

    @Override
    public void put(TableDescriptor table) {
        catalog.put(table);
    }

    @Override
    public List<TableDescriptor> tables() {
        return catalog.tables();
    }

    @Override
    public List<ShardDescriptor> shards() {
        return catalog.shards();
    }

    @Override
    public List<StreamDescriptor> streams() {
        return catalog.streams();
    }

    @Override
    public TriggerSet triggers() {
        return catalog.triggers();
    }

    private record Seen(long nanos, List<KinesisStreamDescriptor> streams) {}
}
