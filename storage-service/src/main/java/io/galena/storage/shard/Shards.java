package io.galena.storage.shard;

import io.galena.kit.catalog.Catalog;
import io.galena.kit.catalog.ShardDescriptor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.flywaydb.core.Flyway;

/**
 * The shards that the catalog names. A shard is opened when it is first needed; its database gets the schema that this
 * program needs then. Safe for several threads.
 */
public final class Shards implements AutoCloseable {
    private static final String MIGRATIONS = "classpath:db/galena-shard";
    private static final String SCHEMA = "galena";

    private final Catalog catalog;
    private final ShardSettings settings;
    private final Map<Integer, Shard> open = new ConcurrentHashMap<>();

    public Shards(Catalog catalog, ShardSettings settings) {
        this.catalog = catalog;
        this.settings = settings;
    }

    /**
     * The shard of that number.
     *
     * @throws IllegalStateException if the catalog does not know it
     */
    public Shard require(int id) {
        var shard = open.get(id);
        return shard != null ? shard : open.computeIfAbsent(id, missing -> open(descriptor(missing)));
    }

    /** The numbers of all shards that the catalog knows. */
    public List<Integer> numbers() {
        return catalog.shards().stream().map(ShardDescriptor::id).toList();
    }

    /** What the catalog knows of all shards. */
    public List<ShardDescriptor> descriptors() {
        return catalog.shards();
    }

    /** All shards that the catalog knows. */
    public List<Shard> all() {
        return catalog.shards().stream().map(shard -> require(shard.id())).toList();
    }

    /** The shards that have been needed so far. */
    public List<Shard> opened() {
        return List.copyOf(open.values());
    }

    @Override
    public void close() {
        open.values().forEach(Shard::close);
    }

    private ShardDescriptor descriptor(int id) {
        return catalog.shards().stream()
                .filter(shard -> shard.id() == id)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The catalog does not know shard " + id));
    }

    private Shard open(ShardDescriptor descriptor) {
        Flyway.configure()
                .dataSource(descriptor.jdbcUrl(), settings.username(), settings.password())
                .schemas(SCHEMA)
                .defaultSchema(SCHEMA)
                .locations(MIGRATIONS)
                .load()
                .migrate();
        return new Shard(descriptor, settings);
    }
}
