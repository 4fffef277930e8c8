package io.galena.kit.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.galena.kit.kinesis.KinesisStreamDescriptor;
import io.galena.kit.destination.DestinationDescriptor;
import io.galena.kit.trigger.TriggerSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The catalog as far as this process has seen it. Reads never wait; changes exclude each other.
 *
 * <p>Descriptors come from three sides: the feed, loads of single tables, and {@link #put}. Of one table the higher version
 * wins. A load counts only if it saw at least the revision that the feed has reached: an older one could bring back a table
 * whose end the feed has told already, and will not tell again.
 */
final class CatalogImage {
    private static final Duration MISS_LIFETIME = Duration.ofSeconds(1);
    private static final int MAX_MISSES = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Long, TableDescriptor> byId = new ConcurrentHashMap<>();
    private final Map<TableName, TableDescriptor> byName = new ConcurrentHashMap<>();
    private final Map<Integer, ShardDescriptor> shards = new ConcurrentHashMap<>();
    private final Map<String, CredentialDescriptor> credentials = new ConcurrentHashMap<>();
    private final Map<Long, StreamDescriptor> streams = new ConcurrentHashMap<>();
    private final Cache<TableName, Boolean> misses;
    private volatile TriggerSet triggers = TriggerSet.EMPTY;
    private volatile List<KinesisStreamDescriptor> kinesisStreams = List.of();
    private volatile List<DestinationDescriptor> destinations = List.of();
    private volatile Position position = new Position("", 0);

    CatalogImage(Ticker ticker) {
        this.misses = Caffeine.newBuilder()
                .expireAfterWrite(MISS_LIFETIME)
                .maximumSize(MAX_MISSES)
                .ticker(ticker)
                .build();
    }

    /** How far the feed has come. */
    Position position() {
        return position;
    }

    Optional<TableDescriptor> find(TableName name) {
        return Optional.ofNullable(byName.get(name));
    }

    Optional<TableDescriptor> find(long tableId) {
        return Optional.ofNullable(byId.get(tableId));
    }

    /** Whether a load found no table of that name a moment ago. */
    boolean isMissing(TableName name) {
        return misses.getIfPresent(name) != null;
    }

    List<TableDescriptor> tables() {
        return List.copyOf(byId.values());
    }

    List<ShardDescriptor> shards() {
        return List.copyOf(shards.values());
    }

    List<StreamDescriptor> streams() {
        return List.copyOf(streams.values());
    }

    TriggerSet triggers() {
        return triggers;
    }

    List<KinesisStreamDescriptor> kinesisStreams() {
        return kinesisStreams;
    }

    List<DestinationDescriptor> destinations() {
        return destinations;
    }

    Optional<CredentialDescriptor> credential(String accessKeyId) {
        return Optional.ofNullable(credentials.get(accessKeyId));
    }

    /** Takes in what the feed brought. */
    void apply(CatalogChanges.Answer changes) {
        lock.lock();
        try {
            if (changes.whole()) {
                byId.clear();
                byName.clear();
                shards.clear();
                credentials.clear();
                streams.clear();
                misses.invalidateAll();
            }
            changes.droppedTables().forEach(this::drop);
            changes.tables().forEach(this::keep);
            changes.shards().forEach(shard -> shards.put(shard.id(), shard));
            changes.droppedCredentials().forEach(credentials::remove);
            changes.credentials().forEach(credential -> credentials.put(credential.accessKeyId(), credential));
            changes.droppedStreams().forEach(streams::remove);
            changes.streams().forEach(stream -> streams.put(stream.id(), stream));
            changes.triggers().ifPresent(all -> triggers = all);
            changes.kinesisStreams().ifPresent(all -> kinesisStreams = all);
            changes.destinations().ifPresent(all -> destinations = all);
            position = new Position(changes.catalog(), changes.revision());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes in what a load by name found.
     *
     * @return whether it counts; if not, the load is to be done again
     */
    boolean apply(TableName name, FindTable.Answer loaded) {
        lock.lock();
        try {
            if (isBehind(loaded)) {
                return false;
            }
            loaded.table().ifPresentOrElse(this::keep, () -> miss(name));
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Takes in what a load by number found; as {@link #apply(TableName, FindTable.Answer)}. */
    boolean apply(long tableId, FindTable.Answer loaded) {
        lock.lock();
        try {
            if (isBehind(loaded)) {
                return false;
            }
            loaded.table().ifPresentOrElse(this::keep, () -> drop(tableId));
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Takes in a descriptor that is known to be current. */
    void put(TableDescriptor table) {
        lock.lock();
        try {
            keep(table);
        } finally {
            lock.unlock();
        }
    }

    private boolean isBehind(FindTable.Answer loaded) {
        return loaded.catalog().equals(position.catalog()) && loaded.revision() < position.revision();
    }

    private void keep(TableDescriptor table) {
        var known = byId.get(table.id());
        if (known != null && known.version() > table.version()) {
            return;
        }
        byId.put(table.id(), table);
        var name = TableName.of(table);
        byName.merge(name, table, (current, candidate) -> candidate.id() >= current.id() ? candidate : current);
        misses.invalidate(name);
    }

    private void miss(TableName name) {
        var gone = byName.get(name);
        if (gone != null) {
            drop(gone.id());
        }
        misses.put(name, Boolean.TRUE);
    }

    private void drop(long tableId) {
        var gone = byId.remove(tableId);
        if (gone != null) {
            byName.computeIfPresent(TableName.of(gone), (name, current) -> current.id() == tableId ? null : current);
        }
    }

    /** A table's name within its account. */
    record TableName(String account, String name) {
        static TableName of(TableDescriptor table) {
            return new TableName(table.account(), table.name());
        }
    }

    /** A revision of a catalog. */
    record Position(String catalog, long revision) {}
}
