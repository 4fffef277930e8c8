package io.galena.storage.insights;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.coordinator.Transactions;
import io.galena.storage.read.PointReader;
import io.galena.storage.read.RangeReader;
import io.galena.storage.write.ItemWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Counts keys of the tables and indexes for which that has been turned on. A table for which it is off costs one branch. Counts are
 * those of this instance, of the last hour and the one before. Safe for several threads.
 */
public final class Insights {
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final String INDEX = "/index/";

    private final InstantSource time;
    private final Map<Place, Window> windows = new ConcurrentHashMap<>();

    public Insights(InstantSource time) {
        this.time = time;
    }

    /** Reads by key, counted. */
    public PointReader points(PointReader reader) {
        return new CountedPoints(reader, this);
    }

    /** Reads of ranges, counted. */
    public RangeReader ranges(RangeReader reader) {
        return new CountedRanges(reader, this);
    }

    /** Writes, counted. */
    public ItemWriter writer(ItemWriter writer) {
        return new CountedWriter(writer, new WriteCounting(this));
    }

    /** Transactions, counted. */
    public Transactions transactions(Transactions transactions) {
        return new CountedTransactions(transactions, this, new WriteCounting(this));
    }

    /** What to count in, if keys of that index, or of the table itself under the number 0, are counted. */
    Optional<KeyCounts> counts(TableDescriptor table, int indexId) {
        for (var counted : table.insights()) {
            if (counted.indexId() == indexId) {
                return Optional.of(current(new Place(table.id(), indexId), counted.accesses()));
            }
        }
        return Optional.empty();
    }

    /** Counts an access that was refused, if it was so for want of throughput. */
    void refused(TableDescriptor table, byte[] rowKey, RuntimeException error) {
        if (error instanceof DynamoDbException known) {
            known.throttlingReason()
                    .flatMap(reason -> counts(table, index(table, reason.resource())))
                    .ifPresent(counts -> counts.throttled(rowKey));
        }
    }

    /** What has been counted here lately, the newest first. */
    List<KeyCounts> lately(TableDescriptor table, int indexId) {
        return counts(table, indexId).stream()
                .flatMap(_ -> Stream.ofNullable(windows.get(new Place(table.id(), indexId))))
                .flatMap(window -> Stream.concat(Stream.of(window.current()), window.before().stream()))
                .toList();
    }

    /** Forgets what has been counted of all but these tables. */
    void keepOnly(Collection<TableDescriptor> tables) {
        var counted = tables.stream()
                .flatMap(table -> table.insights().stream().map(some -> new Place(table.id(), some.indexId())))
                .collect(Collectors.toUnmodifiableSet());
        windows.keySet().retainAll(counted);
    }

    private KeyCounts current(Place place, boolean accesses) {
        var now = time.millis();
        var window = windows.get(place);
        if (window == null || !window.fits(accesses, now)) {
            window = windows.merge(
                    place,
                    new Window(new KeyCounts(accesses, now), Optional.empty()),
                    (known, fresh) -> known.fits(accesses, now) ? known : known.followedBy(fresh.current()));
        }
        return window.current();
    }

    private static int index(TableDescriptor table, String arn) {
        var name = arn.indexOf(INDEX) < 0 ? "" : arn.substring(arn.indexOf(INDEX) + INDEX.length());
        return table.globalIndexes().stream()
                .filter(index -> index.name().equals(name))
                .mapToInt(index -> index.id())
                .findFirst()
                .orElse(0);
    }

    /** The table itself, under the number 0, or a global index. */
    private record Place(long table, int index) {}

    /** The counts of this hour and of the one before. */
    private record Window(KeyCounts current, Optional<KeyCounts> before) {
        boolean fits(boolean accesses, long now) {
            return current.accesses() == accesses && now - current.since() < WINDOW.toMillis();
        }

        Window followedBy(KeyCounts next) {
            return new Window(next, Optional.of(current));
        }
    }
}
