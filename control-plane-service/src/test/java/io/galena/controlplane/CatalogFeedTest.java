package io.galena.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.galena.kit.catalog.CatalogChanges;
import io.galena.kit.catalog.FindTable;
import io.galena.kit.catalog.ShardDescriptor;
import io.galena.kit.catalog.StreamStatus;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.catalog.TableStatus;
import io.galena.kit.operation.InternalCalls;
import io.galena.postgres.testing.TestingPostgres;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Who follows the catalog learns of every change, in order. */
class CatalogFeedTest {
    /** After five seconds who waits looks by itself. */
    private static final Duration LESS_THAN_A_HEARTBEAT = Duration.ofSeconds(4);

    private final String database = TestingPostgres.freshDatabase();
    private final FakeStorage storage = new FakeStorage();

    @Test
    void firstAnswerIsEverything() {
        try (var controlPlane = start()) {
            controlPlane.createTable("Here");

            var answer = pull(controlPlane, "", 0, 0);

            assertThat(answer.whole()).isTrue();
            assertThat(answer.tables()).singleElement().satisfies(table -> {
                assertThat(table.name()).isEqualTo("Here");
                assertThat(table.status()).isEqualTo(TableStatus.ACTIVE);
            });
            assertThat(answer.shards())
                    .extracting(ShardDescriptor::id, ShardDescriptor::jdbcUrl)
                    .containsExactly(tuple(0, "jdbc:postgresql://shard-0/x"), tuple(1, "jdbc:postgresql://shard-1/x"));
            assertThat(answer.shards())
                    .extracting(ShardDescriptor::added)
                    .allSatisfy(added -> assertThat(added)
                            .isCloseTo(
                                    System.currentTimeMillis(),
                                    within(Duration.ofMinutes(1).toMillis())));
            assertThat(answer.credentials())
                    .singleElement()
                    .satisfies(
                            credential -> assertThat(credential.accessKeyId()).isEqualTo("galena"));
        }
    }

    @Test
    void withoutAChangeTheAnswerWaitsAndIsEmpty() {
        try (var controlPlane = start()) {
            var first = pull(controlPlane, "", 0, 0);

            var start = System.nanoTime();
            var second = pull(controlPlane, first.catalog(), first.revision(), 100);

            assertThat(System.nanoTime() - start).isGreaterThan(99_000_000);
            assertThat(second.revision()).isEqualTo(first.revision());
            assertThat(second.whole()).isFalse();
            assertThat(second.tables()).isEmpty();
        }
    }

    @Test
    void changeMadeByAnotherInstanceEndsTheWait() throws Exception {
        try (var one = start();
                var other = start();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var fastest = Long.MAX_VALUE;
            for (var tried = 0; tried < 5 && fastest > LESS_THAN_A_HEARTBEAT.toNanos(); tried++) {
                var first = pull(one, "", 0, 0);
                var waiting = threads.submit(() -> pull(one, first.catalog(), first.revision(), 20_000));

                var start = System.nanoTime();
                other.createTable("Remote" + tried);

                assertThat(waiting.get().revision()).isGreaterThan(first.revision());
                fastest = Math.min(fastest, System.nanoTime() - start);
            }
            assertThat(Duration.ofNanos(fastest)).isLessThan(LESS_THAN_A_HEARTBEAT);
        }
    }

    @Test
    void tableInCreationIsNotShownAndOneInDeletionIs() {
        storage.beforeApply = FakeStorage.failing();
        storage.beforeDrop = FakeStorage.failing();
        try (var controlPlane = start()) {
            controlPlane.createTable("Growing");
            assertThat(pull(controlPlane, "", 0, 0).tables()).isEmpty();
            assertThat(find(controlPlane, "Growing").table()).isEmpty();

            storage.beforeApply = () -> {};
            TestingControlPlane.await(
                    () -> find(controlPlane, "Growing").table().isPresent());
            controlPlane.call("DeleteTable", "{'TableName': 'Growing'}");

            assertThat(find(controlPlane, "Growing").table()).hasValueSatisfying(table -> {
                assertThat(table.status()).isEqualTo(TableStatus.DELETING);
                assertThat(table.version()).isEqualTo(2);
            });
        }
    }

    @Test
    void subscriberOfAnotherCatalogOrOfTheFutureBeginsAnew() {
        try (var controlPlane = start()) {
            var now = pull(controlPlane, "", 0, 0);

            assertThat(pull(controlPlane, "another catalog", now.revision(), 0).whole())
                    .isTrue();
            assertThat(pull(controlPlane, now.catalog(), now.revision() + 1_000, 0)
                            .whole())
                    .isTrue();
            assertThat(pull(controlPlane, now.catalog(), now.revision(), 0).whole())
                    .isFalse();
        }
    }

    @Test
    void subscriberThatWasAwayForTooLongBeginsAnew() throws Exception {
        try (var controlPlane = start()) {
            controlPlane.createTable("Old");
            var before = pull(controlPlane, "", 0, 0);
            controlPlane.call("DeleteTable", "{'TableName': 'Old'}");
            assertThat(pull(controlPlane, before.catalog(), before.revision(), 0)
                            .droppedTables())
                    .containsExactly(1L);

            passTime();
            controlPlane.createTable("New");
            controlPlane.call("DeleteTable", "{'TableName': 'New'}");

            var after = pull(controlPlane, before.catalog(), before.revision(), 0);
            assertThat(after.whole()).isTrue();
            assertThat(after.tables()).isEmpty();
        }
    }

    @Test
    void streamsAreToldWhenTheyChangeAndWhenTheyAreDropped() {
        try (var controlPlane = TestingControlPlane.start(
                database, storage, Map.of("galena.control-plane.stream-retention", "300ms"))) {
            var none = pull(controlPlane, "", 0, 0);
            assertThat(none.streams()).isEmpty();

            controlPlane.createTable("Streamed", "KEYS_ONLY");
            var enabled = pull(controlPlane, none.catalog(), none.revision(), 0);
            assertThat(enabled.streams())
                    .singleElement()
                    .satisfies(stream -> assertThat(stream.status()).isEqualTo(StreamStatus.ENABLED));
            assertThat(pull(controlPlane, none.catalog(), enabled.revision(), 0).streams())
                    .isEmpty();

            controlPlane.disableStream("Streamed");
            TestingControlPlane.await(() -> controlPlane.streams("Streamed").isEmpty());
            var dropped = pull(controlPlane, none.catalog(), enabled.revision(), 0);
            assertThat(dropped.whole()).isFalse();
            assertThat(dropped.streams()).isEmpty();
            assertThat(dropped.droppedStreams())
                    .containsExactly(enabled.streams().getFirst().id());
            TestingControlPlane.await(() -> controlPlane.catalog().streams().isEmpty());
        }
    }

    @Test
    void subscriberThatMissedTheEndOfAStreamBeginsAnew() throws Exception {
        try (var controlPlane =
                TestingControlPlane.start(database, storage, Map.of("galena.control-plane.stream-retention", "1ms"))) {
            controlPlane.createTable("Old", "KEYS_ONLY");
            var before = pull(controlPlane, "", 0, 0);
            controlPlane.disableStream("Old");
            TestingControlPlane.await(() -> controlPlane.streams("Old").isEmpty());

            passTime();
            controlPlane.createTable("New");
            controlPlane.call("DeleteTable", "{'TableName': 'New'}");

            var after = pull(controlPlane, before.catalog(), before.revision(), 0);
            assertThat(after.whole()).isTrue();
            assertThat(after.streams()).isEmpty();
        }
    }

    /** Many create and delete while one follows: what it has put together from the changes is what there is in the end. */
    @Test
    void noChangeIsSkippedWhileManyAreMadeAtATime() throws Exception {
        try (var one = start();
                var other = start();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var done = new AtomicBoolean();
            var follower = threads.submit(() -> follow(one, done));
            List<Future<?>> makers = new ArrayList<>();
            for (int maker = 0; maker < 8; maker++) {
                var controlPlane = maker % 2 == 0 ? one : other;
                var prefix = "Maker" + maker + "-";
                makers.add(threads.submit(() -> createAndDelete(controlPlane, prefix)));
            }
            for (var maker : makers) {
                maker.get();
            }
            done.set(true);
            one.createTable("Last");

            var seen = follower.get();
            var all = new HashMap<Long, TableDescriptor>();
            pull(one, "", 0, 0).tables().forEach(table -> all.put(table.id(), table));
            assertThat(seen).isEqualTo(all);
            assertThat(all).hasSize(8 * 5 + 1);
        }
    }

    private static void createAndDelete(TestingControlPlane controlPlane, String prefix) {
        for (int i = 0; i < 10; i++) {
            controlPlane.createTable(prefix + i);
        }
        for (int i = 0; i < 10; i += 2) {
            controlPlane.call("DeleteTable", "{'TableName': '" + prefix + i + "'}");
        }
    }

    private static Map<Long, TableDescriptor> follow(TestingControlPlane controlPlane, AtomicBoolean done) {
        var tables = new HashMap<Long, TableDescriptor>();
        var catalog = "";
        var revision = 0L;
        var last = false;
        while (true) {
            var answer = pull(controlPlane, catalog, revision, last ? 500 : 50);
            assertThat(answer.revision()).isGreaterThanOrEqualTo(revision);
            if (last && answer.revision() == revision) {
                return tables;
            }
            answer.droppedTables().forEach(tables::remove);
            answer.tables().forEach(table -> tables.put(table.id(), table));
            catalog = answer.catalog();
            revision = answer.revision();
            last = done.get();
        }
    }

    private static CatalogChanges.Answer pull(
            TestingControlPlane controlPlane, String catalog, long since, long waitMillis) {
        return controlPlane
                .bean(InternalCalls.class)
                .call(
                        CatalogChanges.NAME,
                        new CatalogChanges.Request("test", catalog, since, waitMillis),
                        CatalogChanges.Answer.class);
    }

    private static FindTable.Answer find(TestingControlPlane controlPlane, String name) {
        return controlPlane
                .bean(InternalCalls.class)
                .call(
                        FindTable.NAME,
                        FindTable.Request.named(TestingControlPlane.ACCOUNT, name),
                        FindTable.Answer.class);
    }

    private void passTime() throws SQLException {
        try (var connection = TestingPostgres.server().connect(database);
                var statement = connection.createStatement()) {
            statement.execute("update clock set revision = revision + 20000");
        }
    }

    private TestingControlPlane start() {
        return TestingControlPlane.start(database, storage, Map.of());
    }
}
