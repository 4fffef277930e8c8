package io.galena.storage.testing;

import io.galena.kit.catalog.Catalog;
import io.galena.kit.catalog.ShardDescriptor;
import io.galena.kit.catalog.StreamDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.kinesis.KinesisStreamDescriptor;
import io.galena.kit.destination.DestinationDescriptor;
import io.galena.kit.trigger.TriggerSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A catalog that knows what it is told. {@link #copy} makes one that is cut off from later changes, {@link #behind} one that
 * hears of them only when it asks.
 */
public final class TestingCatalog implements Catalog {
    private final List<ShardDescriptor> shards;
    private final Map<Long, TableDescriptor> tables = new ConcurrentHashMap<>();
    private final Optional<TestingCatalog> source;

    public TestingCatalog(List<ShardDescriptor> shards) {
        this(shards, Optional.empty());
    }

    private TestingCatalog(List<ShardDescriptor> shards, Optional<TestingCatalog> source) {
        this.shards = shards;
        this.source = source;
    }

    /** A catalog that knows what this one knows now, and asks this one when it is to load a table again. */
    public TestingCatalog behind() {
        var behind = new TestingCatalog(shards, Optional.of(this));
        behind.tables.putAll(tables);
        return behind;
    }

    /** A catalog that knows what this one knows now. */
    public TestingCatalog copy() {
        var copy = new TestingCatalog(shards);
        copy.tables.putAll(tables);
        return copy;
    }

    public void forget(long tableId) {
        tables.remove(tableId);
    }

    @Override
    public Optional<TableDescriptor> find(String account, String name) {
        return tables.values().stream()
                .filter(table -> table.account().equals(account) && table.name().equals(name))
                .findFirst();
    }

    @Override
    public Optional<TableDescriptor> find(long tableId) {
        return Optional.ofNullable(tables.get(tableId));
    }

    @Override
    public Optional<TableDescriptor> reload(TableDescriptor stale) {
        source.ifPresent(known -> {
            var current = known.find(stale.account(), stale.name());
            if (current.filter(table -> table.id() == stale.id()).isEmpty()) {
                tables.remove(stale.id());
            }
            current.ifPresent(this::put);
        });
        return find(stale.account(), stale.name());
    }

    @Override
    public void put(TableDescriptor table) {
        tables.put(table.id(), table);
    }

    @Override
    public List<TableDescriptor> tables() {
        return List.copyOf(tables.values());
    }

    @Override
    public List<ShardDescriptor> shards() {
        return shards;
    }

    @Override
    public TriggerSet triggers() {
        return TriggerSet.EMPTY;
    }

    @Override
    public List<KinesisStreamDescriptor> kinesisStreams() {
        return List.of();
    }

    @Override
    public List<DestinationDescriptor> destinations() {
        return List.of();
    }

    @Override
    public List<StreamDescriptor> streams() {
        return List.of();
    }
}
