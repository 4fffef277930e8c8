package io.galena.storage.testing;

import io.galena.dynamodb.value.Item;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.changelog.ChangeLogPressure;
import io.galena.storage.coordinator.Transacting;
import io.galena.storage.coordinator.Transactions;
import io.galena.storage.lane.CurrentTables;
import io.galena.storage.read.PointReader;
import io.galena.storage.read.RangePage;
import io.galena.storage.read.RangeReader;
import io.galena.storage.read.RangeRequest;
import io.galena.storage.read.Reading;
import io.galena.storage.row.StoredRow;
import io.galena.storage.schema.ItemCompression;
import io.galena.storage.schema.TableSchemas;
import io.galena.storage.shard.Shards;
import io.galena.storage.version.HybridClock;
import io.galena.storage.write.ItemWriter;
import io.galena.storage.write.Writing;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** One instance of the engine, on shards that other instances may use too. */
public final class TestingEngine implements AutoCloseable {
    private static final Map<Integer, TestingEngine> SHARED = new ConcurrentHashMap<>();

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** For who is cut off: what it waits for does not come. */
    private static final Duration LITTLE_PATIENCE = Duration.ofMillis(800);

    private final TestingCatalog catalog;
    private final Shards shards;
    private final TableSchemas schemas;
    private final Reading reading;
    private final Writing writing;
    private final Transacting transacting;

    private TestingEngine(TestingCatalog catalog, InstantSource time, Duration patience) {
        var tables = new CurrentTables(catalog, patience);
        this.catalog = catalog;
        this.shards = new Shards(catalog, TestingShards.settings());
        this.schemas = new TableSchemas(shards, ItemCompression.DEFAULT);
        this.reading = new Reading(shards, tables, 1, 1, TestingShards.limits());
        var clock = new HybridClock(time);
        this.writing = new Writing(shards, tables, clock, TestingShards.writing(), ChangeLogPressure.NONE);
        this.transacting = new Transacting(shards, tables, clock, TestingShards.transacting(), ChangeLogPressure.NONE);
    }

    /** An engine on that many shards that many tests share: each makes tables of its own. */
    public static TestingEngine shared(int shardCount) {
        return SHARED.computeIfAbsent(shardCount, TestingEngine::start);
    }

    /** An engine on fresh shards. */
    public static TestingEngine start(int shardCount) {
        return new TestingEngine(new TestingCatalog(TestingShards.fresh(shardCount)), InstantSource.system(), PATIENCE);
    }

    /** An engine that knows the shards and tables of that catalog. */
    public static TestingEngine on(TestingCatalog catalog) {
        return new TestingEngine(catalog, InstantSource.system(), PATIENCE);
    }

    /** Another instance on the same shards and the same catalog, whose clock is ahead. */
    public TestingEngine another(Duration ahead) {
        return new TestingEngine(catalog, () -> InstantSource.system().instant().plus(ahead), PATIENCE);
    }

    /** Another instance on the same shards whose catalog hears of no change from now on. */
    public TestingEngine cutOff() {
        return new TestingEngine(catalog.copy(), InstantSource.system(), LITTLE_PATIENCE);
    }

    /** Another instance on the same shards whose catalog hears of changes only when it asks. */
    public TestingEngine behind() {
        return new TestingEngine(catalog.behind(), InstantSource.system(), PATIENCE);
    }

    public TestingCatalog catalog() {
        return catalog;
    }

    public Shards shards() {
        return shards;
    }

    public TableSchemas schemas() {
        return schemas;
    }

    public ItemWriter writer() {
        return writing.writer();
    }

    public Transactions transactions() {
        return transacting.transactions();
    }

    public PointReader points() {
        return reading.points();
    }

    public RangeReader ranges() {
        return reading.ranges();
    }

    /** Makes the shards and the catalog hold a descriptor. */
    public TableDescriptor apply(TableDescriptor table) {
        schemas.apply(table);
        catalog.put(table);
        return table;
    }

    /** A strongly consistent read of one item's row. */
    public Optional<StoredRow> row(TableDescriptor table, String pk, long sk) {
        return points().read(table, List.of(TestingItems.key(table, pk, sk)), true)
                .getFirst();
    }

    /** A strongly consistent read of one item. */
    public Optional<Item> item(TableDescriptor table, String pk, long sk) {
        return row(table, pk, sk).map(StoredRow::item);
    }

    /** All rows of a table, in one page. */
    public RangePage scan(TableDescriptor table) {
        return ranges().page(new RangeRequest(
                table, Optional.empty(), new byte[0], Optional.empty(), true, true, 1_000_000, Long.MAX_VALUE));
    }

    @Override
    public void close() {
        writing.close();
        transacting.close();
        reading.close();
        shards.close();
    }
}
