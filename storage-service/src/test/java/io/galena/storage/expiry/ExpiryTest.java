package io.galena.storage.expiry;

import static io.galena.storage.testing.TestingItems.item;
import static io.galena.storage.testing.TestingItems.key;
import static io.galena.storage.testing.TestingItems.putting;
import static org.assertj.core.api.Assertions.assertThat;

import io.galena.kit.catalog.FillExpiries;
import io.galena.kit.catalog.IndexDescriptor;
import io.galena.kit.catalog.PartitionDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.read.RangeRequest;
import io.galena.storage.row.StoredRow;
import io.galena.storage.testing.TestingEngine;
import io.galena.storage.testing.TestingItems;
import io.galena.storage.testing.TestingTables;
import io.galena.storage.write.WriteCommand;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpiryTest {
    private static final long NOW = 1_800_000_000;
    private static final long FIVE_YEARS = Duration.ofDays(5 * 365).toSeconds();

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void whatIsOverdueByUpToFiveYearsIsDeletedAndNothingElse(int shards) {
        var engine = TestingEngine.shared(shards);
        var table = engine.apply(TestingTables.withTtl(TestingTables.table(shards), Optional.of("ttl")));
        engine.writer()
                .write(List.of(
                        putting(table, item("due", 1, "ttl", NOW)),
                        putting(table, item("long due", 2, "ttl", NOW - FIVE_YEARS + 1)),
                        putting(table, item("not yet", 3, "ttl", NOW + 1)),
                        putting(table, item("a mistake", 4, "ttl", NOW - FIVE_YEARS)),
                        putting(table, item("text", 5, "ttl", Long.toString(NOW))),
                        putting(table, item("none", 6))));

        sweep(engine);

        assertThat(sortKeys(engine, table)).containsExactlyInAnyOrder(3L, 4L, 5L, 6L);
    }

    @Test
    void entriesOfLocalIndexesGoWithTheirItems() {
        var engine = TestingEngine.shared(1);
        var index = TestingTables.index(1, "name", IndexDescriptor.Projection.ALL);
        var table = engine.apply(TestingTables.withTtl(TestingTables.table(1, index), Optional.of("ttl")));
        engine.writer().write(putting(table, item("p", 1, "ttl", NOW, "name", "x")));
        engine.writer().write(putting(table, item("p", 2, "name", "y")));

        sweep(engine);

        var entries = engine.ranges().page(scan(table, Optional.of(index))).rows();
        assertThat(entries)
                .extracting(row -> TestingItems.integer(row.item(), "sk"))
                .containsExactly(2L);
    }

    @Test
    void anItemIsDecidedUponAsItIsAndByTheAttributeOfTheTableAsItIs() {
        var engine = TestingEngine.shared(1);
        var table = engine.apply(TestingTables.withTtl(TestingTables.table(1), Optional.of("ttl")));
        engine.writer().write(putting(table, item("p", 1, "ttl", NOW + 5)));
        engine.writer().write(putting(table, item("p", 2, "ttl", NOW)));
        engine.apply(TestingTables.withTtl(table, Optional.of("other")));

        var prolonged = engine.writer().write(new WriteCommand.Expire(table, key(table, "p", 1), 0, NOW));
        var unmarked = engine.writer().write(new WriteCommand.Expire(table, key(table, "p", 2), 0, NOW));
        var missing = engine.writer().write(new WriteCommand.Expire(table, key(table, "p", 3), 0, NOW));

        assertThat(List.of(prolonged, unmarked))
                .allMatch(result -> result.after().isPresent());
        assertThat(missing.before()).isEmpty();
        assertThat(sortKeys(engine, table)).containsExactlyInAnyOrder(1L, 2L);
    }

    @Test
    void manyAreSweptOnceByTwoInstancesAtOnce() throws Exception {
        var engine = TestingEngine.start(1);
        var other = engine.another(Duration.ZERO);
        var table = engine.apply(TestingTables.withTtl(TestingTables.table(1), Optional.of("ttl")));
        var items = 3_000;
        engine.writer()
                .write(LongStream.range(0, items)
                        .mapToObj(sort -> putting(table, item("p" + sort % 50, sort, "ttl", NOW - sort)))
                        .toList());

        double swept;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Double>> sweeps = List.of(() -> sweep(engine), () -> sweep(other));
            swept = 0;
            for (var sweep : threads.invokeAll(sweeps)) {
                swept += sweep.get();
            }
        }

        // One of them leaves off when it meets the other; what that began, it carries to the end.
        assertThat(swept).isEqualTo(items);
        assertThat(sortKeys(engine, table)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void itemsWrittenBeforeItWasTurnedOnExpireOnceTheyAreNoted(int shards) {
        var engine = TestingEngine.shared(shards);
        var before = engine.apply(TestingTables.table(shards));
        engine.writer()
                .write(LongStream.range(0, 1_200)
                        .mapToObj(sort ->
                                putting(before, item("p" + sort % 7, sort, "ttl", sort % 2 == 0 ? NOW : NOW + 1)))
                        .toList());
        var table = engine.apply(TestingTables.withTtl(before, Optional.of("ttl")));
        sweep(engine);
        assertThat(sortKeys(engine, table)).hasSize(1_200);
        var versions = versions(engine, table);

        fill(engine, table);
        fill(engine, table);

        assertThat(versions(engine, table)).isEqualTo(versions);
        sweep(engine);
        assertThat(sortKeys(engine, table)).hasSize(600).allMatch(sort -> sort % 2 == 1);
    }

    @Test
    void whatAnotherAttributeHadNotedIsCorrected() {
        var engine = TestingEngine.shared(1);
        var table = engine.apply(TestingTables.withTtl(TestingTables.table(1), Optional.of("one")));
        engine.writer().write(putting(table, item("p", 1, "one", NOW, "two", NOW + 1)));
        engine.writer().write(putting(table, item("p", 2, "one", NOW + 1, "two", NOW)));
        table = engine.apply(TestingTables.withTtl(table, Optional.empty()));
        table = engine.apply(TestingTables.withTtl(table, Optional.of("two")));

        fill(engine, table);
        sweep(engine);

        assertThat(sortKeys(engine, table)).containsExactly(1L);
    }

    @Test
    void anInstanceThatHasNotHeardOfTheAttributeDoesNotNoteByAnotherOne() {
        var engine = TestingEngine.shared(1);
        var before = engine.apply(TestingTables.table(1));
        engine.writer().write(putting(before, item("p", 1, "ttl", NOW)));
        var behind = engine.behind();
        var table = engine.apply(TestingTables.withTtl(before, Optional.of("ttl")));

        fill(behind, table);
        sweep(engine);

        assertThat(sortKeys(engine, table)).isEmpty();
    }

    private static double sweep(TestingEngine engine) {
        var metrics = new SimpleMeterRegistry();
        try (var sweeper = new ExpirySweeper(
                engine.catalog(),
                engine.shards(),
                engine.writer(),
                () -> Instant.ofEpochSecond(NOW),
                Duration.ofDays(1),
                metrics)) {
            sweeper.round();
        }
        return metrics.get("galena.items.expired").counter().count();
    }

    private static void fill(TestingEngine engine, TableDescriptor table) {
        var operation = new FillExpiriesOperation(engine.catalog(), engine.shards());
        table.partitions().stream().map(PartitionDescriptor::shard).distinct().forEach(shard -> {
            var after = Optional.<byte[]>empty();
            do {
                after = operation
                        .handle(new FillExpiries.Request(table.id(), table.version(), shard, after))
                        .reached();
            } while (after.isPresent());
        });
    }

    private static List<Long> sortKeys(TestingEngine engine, TableDescriptor table) {
        return rows(engine, table).stream()
                .map(row -> TestingItems.integer(row.item(), "sk"))
                .toList();
    }

    private static List<Long> versions(TestingEngine engine, TableDescriptor table) {
        return new ArrayList<>(
                rows(engine, table).stream().map(StoredRow::version).toList());
    }

    private static List<StoredRow> rows(TestingEngine engine, TableDescriptor table) {
        return engine.ranges().page(scan(table, Optional.empty())).rows();
    }

    private static RangeRequest scan(TableDescriptor table, Optional<IndexDescriptor> index) {
        return new RangeRequest(table, index, new byte[0], Optional.empty(), true, true, 10_000, 1 << 22);
    }
}
