package io.galena.storage.write;

import static io.galena.storage.testing.TestingItems.deleting;
import static io.galena.storage.testing.TestingItems.item;
import static io.galena.storage.testing.TestingItems.putting;
import static org.assertj.core.api.Assertions.assertThat;

import io.galena.kit.catalog.IndexDescriptor.Projection;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.row.RowId;
import io.galena.storage.testing.TestingCatalog;
import io.galena.storage.testing.TestingEngine;
import io.galena.storage.testing.TestingItems;
import io.galena.storage.testing.TestingProxy;
import io.galena.storage.testing.TestingShards;
import io.galena.storage.testing.TestingTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Puts that depend on nothing, and what is in their way. */
class BlindPutsTest {
    @Test
    void aPutTakesOneRoundTripUnlessSomebodyElseIsToldOfIt() {
        try (var proxy = TestingProxy.before(TestingShards.fresh(1).getFirst());
                var engine = TestingEngine.on(new TestingCatalog(List.of(proxy.shard(0))))) {
            var table = engine.apply(TestingTables.table(1));
            var indexed = engine.apply(TestingTables.table(1, TestingTables.index(1, "city", Projection.ALL)));
            engine.writer().write(putting(table, item("first", 1)));

            assertThat(roundTrips(proxy, () -> engine.writer().write(putting(table, item("a", 1)))))
                    .isEqualTo(1);
            assertThat(roundTrips(proxy, () -> engine.writer().write(putting(indexed, item("a", 1)))))
                    .isEqualTo(2);
            assertThat(roundTrips(proxy, () -> engine.writer().write(deleting(table, "a", 1))))
                    .isEqualTo(2);
        }
    }

    @Test
    void aHeldItemHoldsUpNoOtherAndIsPutOnceItIsFree() throws Exception {
        var engine = TestingEngine.shared(1);
        var table = engine.apply(TestingTables.table(1));
        CompletableFuture<WriteResult> held;
        try (var holder = hold(engine, table, "held")) {
            held = CompletableFuture.supplyAsync(() -> engine.writer().write(putting(table, item("held", 1, "n", 1))));
            var outcomes = engine.writer()
                    .write(IntStream.range(0, 50)
                            .mapToObj(i -> putting(table, item("free" + i, 1)))
                            .toList());

            assertThat(outcomes).allMatch(WriteOutcome.Done.class::isInstance);
            assertThat(held).isNotDone();
            assertThat(engine.item(table, "held", 1)).isEmpty();
            holder.rollback();
        }

        assertThat(held.get().sizeBefore()).isEmpty();
        assertThat(engine.item(table, "held", 1)).contains(item("held", 1, "n", 1));
    }

    @Test
    void putsOfTheSameItemInABatchAreMadeInTheirOrder() {
        var engine = TestingEngine.shared(1);
        var table = engine.apply(TestingTables.table(1));

        var outcomes = engine.writer()
                .write(IntStream.range(0, 30)
                        .mapToObj(i -> putting(table, item("a", i % 3, "n", i)))
                        .toList());

        assertThat(outcomes).allMatch(WriteOutcome.Done.class::isInstance);
        for (var i = 0; i < 3; i++) {
            assertThat(engine.item(table, "a", i)).contains(item("a", i, "n", 27 + i));
        }
    }

    /** Whoever puts once more sees what was put before: so the size before tells how often that was. */
    @ParameterizedTest
    @EnumSource(
            value = TestingProxy.Cut.class,
            names = {"BEFORE_COMMIT", "AFTER_COMMIT"})
    void aPutWhoseConnectionIsCutIsMadeOnce(TestingProxy.Cut cut) {
        try (var proxy = TestingProxy.before(TestingShards.fresh(1).getFirst());
                var engine = TestingEngine.on(new TestingCatalog(List.of(proxy.shard(0))))) {
            var table = engine.apply(TestingTables.table(1));
            engine.writer().write(putting(table, item("other", 1)));

            for (var i = 0; i < 5; i++) {
                proxy.cutNext(cut);
                var result = engine.writer().write(putting(table, item("a" + i, 1, "n", i)));

                assertThat(proxy.hasCut()).isTrue();
                assertThat(result.sizeBefore()).isEmpty();
                assertThat(engine.row(table, "a" + i, 1).orElseThrow().version())
                        .isEqualTo(result.after().orElseThrow().version());
                assertThat(engine.item(table, "a" + i, 1)).contains(item("a" + i, 1, "n", i));
            }
        }
    }

    /** Scripts about many tables take another way through {@link io.galena.storage.sql.ScriptConnection}. */
    @ParameterizedTest
    @EnumSource(
            value = TestingProxy.Cut.class,
            names = {"BEFORE_COMMIT", "AFTER_COMMIT"})
    void putsIntoManyTablesWhoseConnectionIsCutAreMadeOnce(TestingProxy.Cut cut) {
        try (var proxy = TestingProxy.before(TestingShards.fresh(1).getFirst());
                var engine = TestingEngine.on(new TestingCatalog(List.of(proxy.shard(0))))) {
            var tables = IntStream.range(0, 6)
                    .mapToObj(_ -> engine.apply(TestingTables.table(1)))
                    .toList();
            engine.writer().write(putting(tables.getFirst(), item("other", 1)));

            proxy.cutNext(cut);
            var outcomes = engine.writer()
                    .write(IntStream.range(0, 60)
                            .mapToObj(i -> putting(tables.get(i % 6), item("a" + i, 1, "n", i)))
                            .toList());

            assertThat(proxy.hasCut()).isTrue();
            assertThat(outcomes)
                    .allSatisfy(outcome -> assertThat(outcome)
                            .isInstanceOfSatisfying(
                                    WriteOutcome.Done.class,
                                    done -> assertThat(done.result().sizeBefore())
                                            .isEmpty()));
        }
    }

    @Test
    void aHeldItemAmongManyTablesDoesNotCostTheConnection() throws Exception {
        var engine = TestingEngine.shared(1);
        var tables = IntStream.range(0, 6)
                .mapToObj(_ -> engine.apply(TestingTables.table(1)))
                .toList();
        engine.writer().write(putting(tables.getFirst(), item("other", 1)));
        var sessions = writers(engine);
        try (var holder = hold(engine, tables.getFirst(), "held")) {
            // The first ones may go alone; the held one is in a batch with many.
            var commands = Stream.concat(
                            IntStream.range(0, 60).mapToObj(i -> putting(tables.get(i % 6), item("free" + i, 1))),
                            Stream.of(putting(tables.getFirst(), item("held", 1))))
                    .toList();
            var written = CompletableFuture.supplyAsync(() -> engine.writer().write(commands));
            while (engine.item(tables.get(5), "free59", 1).isEmpty()) {
                Thread.sleep(5);
            }
            holder.rollback();
            assertThat(written.get()).allMatch(WriteOutcome.Done.class::isInstance);
        }

        assertThat(writers(engine)).isEqualTo(sessions).isNotEmpty();
    }

    private static String writers(TestingEngine engine) throws SQLException {
        try (var connection = engine.shards().require(0).connect("looker");
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT coalesce(string_agg(pid::text, ' ' ORDER BY pid), '')"
                        + " FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND application_name LIKE 'galena-write%'")) {
            row.next();
            return row.getString(1);
        }
    }

    private static int roundTrips(TestingProxy proxy, Supplier<WriteResult> write) {
        var before = proxy.roundTrips();
        assertThat(write.get()).isNotNull();
        return proxy.roundTrips() - before;
    }

    /** A connection in whose transaction the item is locked as by another instance's batch. */
    private static Connection hold(TestingEngine engine, TableDescriptor table, String pk) throws SQLException {
        var holder = engine.shards().require(0).connect("holder");
        holder.setAutoCommit(false);
        try (var lock = holder.prepareStatement("SELECT pg_advisory_xact_lock(?)")) {
            lock.setLong(1, new RowId(table.id(), TestingItems.key(table, pk, 1)).lockNumber());
            lock.execute();
        }
        return holder;
    }
}
