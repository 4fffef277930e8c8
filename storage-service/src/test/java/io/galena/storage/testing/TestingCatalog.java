package io.galena.storage.testing;

import io.galena.kit.catalog.Catalog;
import io.galena.kit.catalog.ShardDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A catalog that knows what it is told. {@link #copy} makes one that is cut off from later changes. */
public final class TestingCatalog implements Catalog {
    private final List<ShardDescriptor> shards;
    private final Map<Long, TableDescriptor> tables = new ConcurrentHashMap<>();

    public TestingCatalog(List<ShardDescriptor> shards) {
        this.shards = shards;
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
        return find(stale.id());
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
}
