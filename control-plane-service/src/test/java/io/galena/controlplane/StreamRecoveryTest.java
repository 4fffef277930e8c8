package io.galena.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.controlplane.stream.StreamStore;
import io.galena.kit.catalog.CutStream;
import io.galena.kit.catalog.StreamDescriptor;
import io.galena.kit.catalog.StreamStatus;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.operation.InternalCalls;
import io.galena.postgres.testing.TestingPostgres;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Changes of streams that are cut off, taken over, or asked of two instances. */
class StreamRecoveryTest {
    private static final String TABLE = "Music";

    private final String database = TestingPostgres.freshDatabase();
    private final FakeStorage storage = new FakeStorage();

    /** Where an instance dies. */
    enum Death {
        BEFORE_THE_SHARDS_TURNED {
            @Override
            void arrange(FakeStorage storage) {
                storage.beforeApply = FakeStorage.failing();
                storage.beforeDrop = FakeStorage.failing();
            }
        },
        AFTER_THE_SHARDS_TURNED {
            @Override
            void arrange(FakeStorage storage) {
                storage.afterApply = FakeStorage.failing();
                storage.afterDrop = FakeStorage.failing();
            }
        };

        abstract void arrange(FakeStorage storage);
    }

    @ParameterizedTest
    @EnumSource
    void creationWithAStreamIsFinishedAtTheNextStart(Death death) {
        cutOff(death, controlPlane -> controlPlane.createTable(TABLE, "KEYS_ONLY"));

        finish(1, StreamStatus.ENABLED);
        assertThat(live().changeLog()).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void turningOnIsFinishedAtTheNextStart(Death death) {
        prepare(controlPlane -> controlPlane.createTable(TABLE));
        cutOff(death, controlPlane -> controlPlane.enableStream(TABLE, "KEYS_ONLY"));

        finish(2, StreamStatus.ENABLED);
        assertThat(live().changeLog()).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void turningOffIsFinishedAtTheNextStart(Death death) {
        prepare(controlPlane -> controlPlane.createTable(TABLE, "KEYS_ONLY"));
        cutOff(death, controlPlane -> controlPlane.disableStream(TABLE));

        finish(2, StreamStatus.DISABLED);
        assertThat(live().changeLog()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void cuttingIsFinishedAtTheNextStart(Death death) {
        prepare(controlPlane -> controlPlane.createTable(TABLE, "KEYS_ONLY"));
        cutOff(death, controlPlane -> cut(controlPlane, live().id()));

        finish(2, StreamStatus.ENABLED);
        assertThat(live().changeLog().orElseThrow().shards()).hasSize(4);
    }

    @ParameterizedTest
    @EnumSource
    void streamOfATableWhoseDeletionWasCutOffIsOffWhenTheTableIsGone(Death death) {
        prepare(controlPlane -> controlPlane.createTable(TABLE, "KEYS_ONLY"));
        death.arrange(storage);
        try (var controlPlane = start()) {
            controlPlane.call("DeleteTable", "{'TableName': '" + TABLE + "'}");
            assertThat(controlPlane.streams(TABLE))
                    .extracting(StreamDescriptor::status)
                    .containsExactly(StreamStatus.DISABLING);
        }
        heal();

        try (var next = start()) {
            TestingControlPlane.await(() ->
                    next.send("DescribeTable", "{'TableName': '" + TABLE + "'}").status() != 200);
            assertThat(next.streams(TABLE)).extracting(StreamDescriptor::status).containsExactly(StreamStatus.DISABLED);
        }
        assertThat(storage.drops)
                .isNotEmpty()
                .allSatisfy(dropped -> assertThat(dropped.changeLog()).isPresent());
    }

    @Test
    void instanceThatWasOvertakenDoesNotCompleteWhatItDidNotApply() throws Exception {
        prepare(controlPlane -> controlPlane.createTable(TABLE));
        var release = new CountDownLatch(1);
        var isFirst = new AtomicBoolean(true);
        storage.afterApply = () -> {
            if (isFirst.getAndSet(false)) {
                TestingControlPlane.await(() -> release.getCount() == 0);
            }
        };
        try (var overtaken = start();
                var other = start();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var enabling = threads.submit(() -> overtaken.enableStream(TABLE, "KEYS_ONLY"));
            TestingControlPlane.await(() -> !isFirst.get());
            breakLeases();
            TestingControlPlane.await(() -> isActive(other));
            storage.beforeApply = FakeStorage.failing();
            other.disableStream(TABLE);

            release.countDown();
            enabling.get();

            assertThat(isActive(other)).isFalse();
            assertThat(other.streams(TABLE))
                    .extracting(StreamDescriptor::status)
                    .containsExactly(StreamStatus.DISABLING);
            heal();
            TestingControlPlane.await(() -> isActive(other));
        }
        assertThat(live().version()).isEqualTo(3);
        assertThat(live().changeLog()).isEmpty();
    }

    @Test
    void ofTwoInstancesThatTurnAStreamOnExactlyOneDoesIt() throws Exception {
        try (var one = start();
                var other = start();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 10; round++) {
                var name = TABLE + round;
                one.createTable(name);
                var request = "{'TableName': '" + name
                        + "', 'StreamSpecification': {'StreamEnabled': true, 'StreamViewType': 'KEYS_ONLY'}}";
                var start = new CountDownLatch(1);
                var answers = List.of(one, other).stream()
                        .map(controlPlane -> threads.submit((Callable<TestingControlPlane.Answer>) () -> {
                            start.await();
                            return controlPlane.send("UpdateTable", request);
                        }))
                        .toList();
                start.countDown();

                assertThat(List.of(
                                answers.getFirst().get().status(),
                                answers.getLast().get().status()))
                        .containsExactlyInAnyOrder(200, 400);
                TestingControlPlane.await(
                        () -> one.describe(name).get("TableStatus").asString().equals("ACTIVE"));
                assertThat(one.streams(name)).hasSize(1);
                assertThat(storage.find(name).orElseThrow().version()).isEqualTo(2);
            }
        }
    }

    @Test
    void streamThatEndedIsDroppedOnceByTwoInstances() throws Exception {
        var settings = Map.<String, Object>of(
                "galena.control-plane.stream-retention", "400ms", "galena.control-plane.recovery-interval", "10ms");
        try (var one = TestingControlPlane.start(database, storage, settings);
                var other = TestingControlPlane.start(database, storage, settings)) {
            for (int number = 0; number < 5; number++) {
                one.createTable(TABLE + number, "KEYS_ONLY");
                other.disableStream(TABLE + number);
            }
            one.createTable(TABLE, "KEYS_ONLY");

            TestingControlPlane.await(() -> streamsOf(other) == 1);
            assertThat(count("select count(*) from dropped_streams")).isEqualTo(5);
            assertThat(count("select count(*) from stream_shards")).isEqualTo(2);
            assertThat(one.streams(TABLE)).hasSize(1);
            assertThat(one.describe(TABLE + 0).has("LatestStreamArn")).isTrue();
            var revision = count("select revision from clock");
            Thread.sleep(100);
            assertThat(count("select revision from clock")).isEqualTo(revision);
        }
    }

    private static int streamsOf(TestingControlPlane controlPlane) {
        return controlPlane
                .bean(StreamStore.class)
                .changedSince(TestingControlPlane.REGION, 0)
                .size();
    }

    @Test
    void closedShardOfAStreamThatIsOnIsForgottenAfterItsTime() {
        prepare(controlPlane -> {
            controlPlane.createTable(TABLE, "KEYS_ONLY");
            cut(controlPlane, live().id());
            assertThat(controlPlane.streams(TABLE).getFirst().shards()).hasSize(6);
        });
        var open = live().changeLog().orElseThrow().shards();

        var settings = Map.<String, Object>of("galena.control-plane.stream-retention", "1ms");
        try (var controlPlane = TestingControlPlane.start(database, storage, settings)) {
            TestingControlPlane.await(
                    () -> controlPlane.streams(TABLE).getFirst().shards().equals(open));
            TestingControlPlane.await(
                    () -> controlPlane.catalog().streams().getFirst().shards().equals(open));
        }
    }

    private void prepare(Consumer<TestingControlPlane> work) {
        try (var controlPlane = start()) {
            work.accept(controlPlane);
        }
    }

    private void cutOff(Death death, Consumer<TestingControlPlane> work) {
        death.arrange(storage);
        try (var controlPlane = start()) {
            work.accept(controlPlane);
            assertThat(isActive(controlPlane)).isFalse();
        }
        heal();
    }

    /** The next instance finishes the work: every time that storage was asked, it was asked for the same. */
    private void finish(long version, StreamStatus status) {
        try (var next = start()) {
            TestingControlPlane.await(() -> isActive(next));
            assertThat(next.streams(TABLE)).extracting(StreamDescriptor::status).containsExactly(status);
            TestingControlPlane.await(() ->
                    next.catalog().find(TestingControlPlane.ACCOUNT, TABLE).equals(Optional.of(live())));
        }
        assertThat(live().version()).isEqualTo(version);
        assertThat(storage.applied)
                .filteredOn(table -> table.version() == version)
                .isNotEmpty()
                .containsOnly(live());
    }

    private void heal() {
        storage.beforeApply = () -> {};
        storage.afterApply = () -> {};
        storage.beforeDrop = () -> {};
        storage.afterDrop = () -> {};
    }

    private TestingControlPlane start() {
        return TestingControlPlane.start(database, storage, Map.of());
    }

    private TableDescriptor live() {
        return storage.find(TABLE).orElseThrow();
    }

    private static boolean isActive(TestingControlPlane controlPlane) {
        return controlPlane.describe(TABLE).get("TableStatus").asString().equals("ACTIVE");
    }

    private static void cut(TestingControlPlane controlPlane, long tableId) {
        controlPlane
                .bean(InternalCalls.class)
                .call(CutStream.NAME, new CutStream.Request(tableId, 2), CutStream.Answer.class);
    }

    /** Ends the connections that hold leases, so that others can take these over. */
    private void breakLeases() throws SQLException {
        assertThat(count("""
                select count(pg_terminate_backend(pid)) from pg_locks
                where locktype = 'advisory' and granted
                    and database = (select oid from pg_database where datname = current_database())
                """)).isOne();
    }

    private long count(String query) throws SQLException {
        try (var connection = TestingPostgres.server().connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
