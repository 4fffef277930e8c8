package io.galena.storage.schema;

import static io.galena.storage.testing.TestingItems.item;
import static io.galena.storage.testing.TestingItems.putting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.kit.catalog.IndexDescriptor;
import io.galena.kit.catalog.IndexDescriptor.Projection;
import io.galena.kit.catalog.ShardDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.row.TableNames;
import io.galena.storage.shard.Shard;
import io.galena.storage.testing.TestingCatalog;
import io.galena.storage.testing.TestingEngine;
import io.galena.storage.testing.TestingProxy;
import io.galena.storage.testing.TestingProxy.Cut;
import io.galena.storage.testing.TestingShards;
import io.galena.storage.testing.TestingTables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The steps of creating and deleting tables on three shards: how many, on which shards at once, and cut off at each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SchemaStepsTest {
    private static final String OWNING = "INSERT INTO galena.owner";
    private static final IndexDescriptor[] INDEXES = {
        TestingTables.index(1, "city", Projection.ALL), TestingTables.index(2, "street", Projection.KEYS_ONLY)
    };

    private final List<TestingProxy> proxies = new ArrayList<>();
    private List<ShardDescriptor> shards;
    private TestingEngine engine;

    @BeforeAll
    void start() {
        shards = TestingShards.fresh(3);
        shards.forEach(shard -> proxies.add(TestingProxy.before(shard)));
        engine = TestingEngine.on(new TestingCatalog(IntStream.range(0, 3)
                .mapToObj(shard -> proxies.get(shard).shard(shard))
                .toList()));
        engine.apply(TestingTables.table(3));
    }

    @AfterAll
    void stop() {
        engine.close();
        proxies.forEach(TestingProxy::close);
    }

    @Test
    void creationTakesThreeRoundTripsToEachShardAndDeletionTwo() {
        var table = TestingTables.table(3, INDEXES);

        assertThat(roundTrips(() -> engine.schemas().apply(table))).containsExactly(3, 3, 3);
        assertThat(roundTrips(() -> engine.schemas().drop(table))).containsExactly(2, 2, 2);
    }

    @Test
    void aShardThatIsHeldUpDoesNotHoldUpTheOthers() throws Exception {
        var table = TestingTables.table(3, INDEXES);
        try (var held = engine.shards().require(0).connect("test");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            held.createStatement().execute("SELECT pg_advisory_lock(" + table.id() + ", 0)");
            var applied = threads.submit(() -> engine.schemas().apply(table));

            awaitTables(table, 1, 2);
            assertThat(holds(engine.shards().require(0), table)).isFalse();
            assertThat(applied.isDone()).isFalse();

            held.createStatement().execute("SELECT pg_advisory_unlock_all()");
            applied.get(60, TimeUnit.SECONDS);
        }
        assertUsable(engine, table);
    }

    @ParameterizedTest
    @CsvSource({
        "BEFORE_COMMIT, 0",
        "AFTER_COMMIT, 0",
        "BEFORE_COMMIT, 1",
        "AFTER_COMMIT, 1",
        "BEFORE_COMMIT, 2",
        "AFTER_COMMIT, 2"
    })
    void aCreationThatIsCutOffInOneShardIsFinishedByTheNextInstance(Cut cut, int shard) {
        var table = TestingTables.table(3, INDEXES);
        proxies.get(shard).cutNext(cut, OWNING);

        assertThatThrownBy(() -> engine.schemas().apply(table)).isInstanceOf(IllegalStateException.class);
        assertThat(proxies.get(shard).hasCut()).isTrue();
        assertThat(engine.shards().all()).filteredOn(each -> each.id() != shard).allMatch(each -> holds(each, table));

        try (var next = TestingEngine.on(new TestingCatalog(shards))) {
            next.apply(table);
            assertUsable(next, table);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "BEFORE_COMMIT, 0, INSERT INTO galena.dropped_table",
        "AFTER_COMMIT, 1, INSERT INTO galena.dropped_table",
        "BEFORE_COMMIT, 2, DROP TABLE",
        "AFTER_COMMIT, 1, DROP TABLE"
    })
    void aDeletionThatIsCutOffInOneShardIsFinishedByTheNextInstance(Cut cut, int shard, String step) {
        var table = engine.apply(TestingTables.table(3, INDEXES));
        proxies.get(shard).cutNext(cut, step);

        assertThatThrownBy(() -> engine.schemas().drop(table)).isInstanceOf(IllegalStateException.class);
        assertThat(proxies.get(shard).hasCut()).isTrue();

        try (var next = TestingEngine.on(new TestingCatalog(shards))) {
            next.schemas().drop(table);
            assertThat(next.shards().all()).noneMatch(each -> holds(each, table));
        }
    }

    @Test
    void aDeletionThatTookOnlyPartOfTheShardsCannotBeUndoneByALateCreation() {
        var table = engine.apply(TestingTables.table(3, INDEXES));
        proxies.get(2).cutNext(Cut.BEFORE_COMMIT, "INSERT INTO galena.dropped_table");
        assertThatThrownBy(() -> engine.schemas().drop(table)).isInstanceOf(IllegalStateException.class);

        assertThatThrownBy(() -> engine.schemas().apply(TestingTables.next(table)))
                .hasMessage("Requested resource not found");

        engine.schemas().drop(table);
        assertThat(engine.shards().all()).noneMatch(each -> holds(each, table));
    }

    private List<Integer> roundTrips(Runnable work) {
        var before = proxies.stream().map(TestingProxy::roundTrips).toList();
        work.run();
        return IntStream.range(0, 3)
                .mapToObj(shard -> proxies.get(shard).roundTrips() - before.get(shard))
                .toList();
    }

    private void awaitTables(TableDescriptor table, int... numbers) throws InterruptedException {
        var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!IntStream.of(numbers).allMatch(shard -> holds(engine.shards().require(shard), table))) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(10);
        }
    }

    /** Whether anything of the table is in the shard. */
    private static boolean holds(Shard shard, TableDescriptor table) {
        var jdbc = JdbcClient.create(shard.pool());
        var relations =
                List.of(TableNames.items(table.id()), TableNames.index(table.id(), 1), TableNames.index(table.id(), 2));
        var tables = relations.stream()
                .anyMatch(relation -> jdbc.sql("SELECT to_regclass(?) IS NOT NULL")
                        .param(relation)
                        .query(Boolean.class)
                        .single());
        return tables
                || jdbc.sql("SELECT count(*) > 0 FROM galena.owner WHERE table_id = ?")
                        .param(table.id())
                        .query(Boolean.class)
                        .single();
    }

    private static void assertUsable(TestingEngine engine, TableDescriptor table) {
        engine.catalog().put(table);
        for (var number = 0; number < 12; number++) {
            engine.writer().write(putting(table, item("a" + number, number, "city", "Bonn", "street", "Mozartstr.")));
        }
        assertThat(engine.scan(table).rows()).hasSize(12);
    }
}
