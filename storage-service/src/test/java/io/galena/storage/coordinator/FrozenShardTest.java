package io.galena.storage.coordinator;

import static io.galena.storage.coordinator.TestingTransactions.await;
import static io.galena.storage.coordinator.TestingTransactions.jdbc;
import static io.galena.storage.coordinator.TestingTransactions.keyIn;
import static io.galena.storage.coordinator.TestingTransactions.number;
import static io.galena.storage.coordinator.TestingTransactions.putting;
import static io.galena.storage.coordinator.TestingTransactions.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.kit.catalog.ShardDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.postgres.EmbeddedPostgres;
import io.galena.postgres.testing.TestingPostgres;
import io.galena.storage.changelog.ChangeLogPressure;
import io.galena.storage.coordinator.TransactionFaults.Step;
import io.galena.storage.lane.CurrentTables;
import io.galena.storage.lane.LaneLimits;
import io.galena.storage.testing.TestingCatalog;
import io.galena.storage.testing.TestingEngine;
import io.galena.storage.testing.TestingItems;
import io.galena.storage.testing.TestingShards;
import io.galena.storage.testing.TestingTables;
import io.galena.storage.version.HybridClock;
import io.galena.storage.write.Change;
import io.galena.storage.write.WriteCommand;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A shard, or one of its sessions, that is stopped in its tracks as by a stalled disk or a machine that hangs: no connection is closed,
 * and no answer comes.
 */
class FrozenShardTest {
    private static final int AT_ONCE = 8;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** More than {@link #PATIENCE}, and less than a lane takes until it gives up an operation that it has begun. */
    private static final Duration SOON = Duration.ofSeconds(50);

    @TempDir
    static Path directory;

    private static EmbeddedPostgres server;
    private static TestingEngine engine;

    private final List<Long> frozen = new ArrayList<>();
    private TableDescriptor table;
    private String healthy;
    private String stalled;

    @BeforeAll
    static void start() throws SQLException {
        server = EmbeddedPostgres.start(directory, Map.of("fsync", "off"));
        server.createDatabase("shard");
        try (var connection = server.connect("shard");
                var statement = connection.createStatement()) {
            statement.execute("ALTER ROLE " + EmbeddedPostgres.USER + " PASSWORD '"
                    + TestingPostgres.server().password() + "'");
        }
        engine = TestingEngine.on(new TestingCatalog(
                List.of(TestingShards.fresh(1).getFirst(), new ShardDescriptor(1, server.jdbcUrl("shard"), 0))));
    }

    @AfterAll
    static void stop() {
        engine.close();
        server.discard();
    }

    @BeforeEach
    void makeATable() {
        table = engine.apply(TestingTables.table(2));
        healthy = keyIn(table, 0);
        stalled = keyIn(table, 1);
    }

    @AfterEach
    void goOn() throws Exception {
        signal("CONT", frozen);
        await(
                SOON,
                () -> jdbc(engine.shards().require(1))
                                .sql("SELECT count(*) FROM pg_prepared_xacts")
                                .query(Long.class)
                                .single()
                        == 0);
    }

    @Test
    void aTransactionThatMeetsAFrozenSessionIsDoneInAnotherOne() throws Exception {
        try (var transacting = TestingTransactions.on(engine, TransactionFaults.NONE)) {
            transacting.transactions().write(both(1), Optional.empty());
            freeze(sessions("idle"));

            var outcome = soon(() -> transacting.transactions().write(both(2), Optional.empty()));

            assertThat(outcome).isInstanceOf(TransactionOutcome.Done.class);
        }
        assertThat(number(engine, table, healthy)).isEqualTo(2);
        assertThat(number(engine, table, stalled)).isEqualTo(2);
    }

    @Test
    void whatAFrozenSessionHasLockedIsInConflict() throws Exception {
        try (var transacting = freezingAt(Step.LOCKED)) {
            var outcome = soon(() -> transacting
                    .transactions()
                    .write(List.of(putting(table, healthy, 1), checking(stalled)), Optional.empty()));

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            TransactionOutcome.Cancelled.class,
                            cancelled -> assertThat(cancelled.errors())
                                    .map(error -> error.map(DynamoDbException::type))
                                    .containsExactly(Optional.empty(), Optional.of(ErrorType.TRANSACTION_CONFLICT)));
            assertThat(number(engine, table, healthy)).isZero();
        }
    }

    @Test
    void aReadThatHasLockedInAFrozenSessionIsDoneInAnotherOne() throws Exception {
        engine.transactions().write(both(3), Optional.empty());
        try (var transacting = freezingAt(Step.LOCKED)) {
            var rows = soon(() -> transacting.transactions().read(wanted()));

            assertThat(rows)
                    .map(row -> TestingItems.integer(row.orElseThrow().item(), "n"))
                    .containsExactly(3L, 3L);
        }
    }

    /** @param jointly whether transactions of one shard go through its lane */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void transactionsOfOtherShardsGoOnWhileAWholeServerIsFrozen(boolean jointly) throws Exception {
        var faults = jointly ? TransactionFaults.NONE : new TransactionFaults(false, false, false, step -> {});
        try (var transacting = patient(faults)) {
            var transactions = transacting.transactions();
            transactions.write(both(1), Optional.empty());
            freeze(wholeServer());
            List<Future<Throwable>> failures;
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                failures = IntStream.range(0, 3 * AT_ONCE)
                        .mapToObj(_ -> threads.submit(() -> soon(() -> catchThrowable(
                                () -> transactions.write(List.of(putting(table, stalled, 2)), Optional.empty())))))
                        .toList();
                soon(() -> transactions.write(List.of(putting(table, healthy, 3)), Optional.empty()));
            }
            for (var failure : failures) {
                assertThat(failure.get())
                        .isInstanceOfSatisfying(
                                DynamoDbException.class,
                                error -> assertThat(error.type()).isEqualTo(ErrorType.INTERNAL_SERVER_ERROR));
            }
            assertThat(number(engine, table, healthy)).isEqualTo(3);

            signal("CONT", frozen);
            await(SOON, () -> catchThrowable(() -> transactions.read(wanted())) == null);
            assertThat(number(engine, table, stalled)).isEqualTo(1);
        }
    }

    @Test
    void transactionsOfOtherShardsGoOnWhileThoseThatCommitHang() throws Exception {
        var decided = new CyclicBarrier(AT_ONCE, () -> freeze(wholeServer()));
        var first = new AtomicInteger(AT_ONCE);
        var faults = new TransactionFaults(false, false, false, step -> {
            if (step == Step.DECIDED && first.getAndDecrement() > 0) {
                awaitUnchecked(decided);
            }
        });
        var healthyKeys = TestingTransactions.keysIn(table, 0, AT_ONCE + 1);
        var stalledKeys = TestingTransactions.keysIn(table, 1, AT_ONCE);
        var tokens = tokensOfTheHealthyShard(AT_ONCE);
        try (var transacting = patient(faults);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var transactions = transacting.transactions();
            var committing = IntStream.range(0, AT_ONCE)
                    .mapToObj(n -> threads.submit(() -> transactions.write(
                            List.of(putting(table, healthyKeys.get(n), 1), putting(table, stalledKeys.get(n), 1)),
                            Optional.of(tokens.get(n)))))
                    .toList();
            await(SOON, () -> !frozen.isEmpty());

            soon(() -> transactions.write(List.of(putting(table, healthyKeys.getLast(), 3)), Optional.empty()));
            assertThat(committing).noneMatch(Future::isDone);

            signal("CONT", frozen);
            for (var outcome : committing) {
                assertThat(outcome.get()).isInstanceOf(TransactionOutcome.Done.class);
            }
        }
        for (var key : stalledKeys) {
            assertThat(number(engine, table, key)).isEqualTo(1);
        }
    }

    @Test
    void recoveryGoesOnWhenItsSessionFreezesInTheMidstOfAStatement() throws Exception {
        var undecided = new TransactionId(1, UUID.randomUUID());
        var other = new TransactionId(0, UUID.randomUUID());
        try (var deciding = engine.shards().require(1).connect("deciding")) {
            deciding.setAutoCommit(false);
            JdbcClient.create(new SingleConnectionDataSource(deciding, true))
                    .sql(
                            "INSERT INTO galena.transaction_decision (committed, prepared, transaction_id) VALUES (true, '{0}', ?)")
                    .param(undecided.bytes())
                    .update();
            prepare(undecided);
            try (var recovery = new TransactionRecovery(engine.shards())) {
                await(SOON, () -> !sessionsOfRecovery().isEmpty());
                freeze(sessionsOfRecovery());
                prepare(other);

                await(SOON, () -> prepared().equals(List.of(undecided.gid(0))));
                deciding.commit();
                await(SOON, () -> prepared().isEmpty());
                assertThat(recovery).isNotNull();
            }
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "galena.long", matches = "true")
    void aPartThatIsPreparedTooLateIsRolledBack() throws Exception {
        try (var transacting = freezingAt(Step.PREPARING);
                var recovery = new TransactionRecovery(engine.shards())) {
            var begun = System.nanoTime();
            var token = tokensOfTheHealthyShard(1).getFirst();
            assertThatThrownBy(() -> transacting.transactions().write(both(1), Optional.of(token)))
                    .isInstanceOf(DynamoDbException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);

            signal("CONT", frozen);
            await(
                    SOON,
                    () -> engine.transactions().write(both(2), Optional.empty()) instanceof TransactionOutcome.Done);
            assertThat(recovery).isNotNull();
        }
        assertThat(number(engine, table, healthy)).isEqualTo(2);
        assertThat(number(engine, table, stalled)).isEqualTo(2);
    }

    private List<WriteCommand> both(long n) {
        return List.of(putting(table, healthy, n), putting(table, stalled, n));
    }

    private List<WantedRow> wanted() {
        return Stream.of(healthy, stalled)
                .map(key -> new WantedRow(table, TestingItems.key(table, key, 0)))
                .toList();
    }

    private WriteCommand checking(String key) {
        return TestingItems.deciding(table, key, 0, _ -> new Change.Keep());
    }

    /** Transactions with such a token have their home there. */
    private static List<IdempotencyToken> tokensOfTheHealthyShard(int count) {
        var homes = new TokenHomes(engine.shards(), InstantSource.system());
        return IntStream.range(0, 100)
                .mapToObj(number -> token("token-" + number, "request"))
                .filter(token -> homes.of(token).equals(List.of(0)))
                .limit(count)
                .toList();
    }

    private static <T> T soon(Work<T> work) throws Exception {
        var begun = System.nanoTime();
        var result = work.run();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
        return result;
    }

    /** An instance with few turns, for which transactions wait longer than a shard may be silent. */
    private static Transacting patient(TransactionFaults faults) {
        return new Transacting(
                engine.shards(),
                new CurrentTables(engine.catalog(), Duration.ofSeconds(5)),
                new HybridClock(InstantSource.system()),
                new Transacting.Settings(
                        AT_ONCE,
                        Duration.ofMillis(20),
                        10L << 30,
                        new LaneLimits(64, 1 << 20, 4096, 64 << 20, PATIENCE, 500)),
                ChangeLogPressure.NONE,
                faults);
    }

    /** An instance whose session in the stalled shard freezes when it gets to a step for the first time. */
    private Transacting freezingAt(Step where) {
        var first = new AtomicBoolean(true);
        return TestingTransactions.at(engine, step -> {
            if (step == where && first.getAndSet(false)) {
                freeze(sessions("idle in transaction"));
            }
        });
    }

    private void freeze(List<Long> processes) {
        assertThat(processes).isNotEmpty();
        frozen.addAll(processes);
        signal("STOP", processes);
    }

    private static List<Long> sessions(String state) {
        return jdbc(engine.shards().require(1))
                .sql("SELECT pid FROM pg_stat_activity WHERE application_name = 'galena-transaction-1' AND state = ?")
                .param(state)
                .query((row, number) -> row.getLong(1))
                .list();
    }

    private static List<Long> sessionsOfRecovery() {
        return jdbc(engine.shards().require(1))
                .sql("""
                        SELECT pid FROM pg_stat_activity
                        WHERE wait_event_type = 'Lock' AND query LIKE 'INSERT INTO galena.transaction_decision%'""")
                .query((row, number) -> row.getLong(1))
                .list();
    }

    private static void awaitUnchecked(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException("The others did not come", e);
        }
    }

    /** Leaves a part of a transaction behind in the healthy shard. */
    private static void prepare(TransactionId id) throws SQLException {
        try (var connection = engine.shards().require(0).connect("left-behind");
                var statement = connection.createStatement()) {
            statement.execute("BEGIN; PREPARE TRANSACTION '" + id.gid(0) + "'");
        }
    }

    private static List<String> prepared() {
        return jdbc(engine.shards().require(0))
                .sql("SELECT gid FROM pg_prepared_xacts WHERE database = current_database()")
                .query((row, number) -> row.getString(1))
                .list();
    }

    private static List<Long> wholeServer() {
        var postmaster = ProcessHandle.of(server.pid()).orElseThrow();
        return Stream.concat(Stream.of(postmaster), postmaster.descendants())
                .map(ProcessHandle::pid)
                .toList();
    }

    private static void signal(String name, List<Long> processes) {
        for (var process : processes) {
            try {
                new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + process)
                        .start()
                        .waitFor();
            } catch (Exception e) {
                throw new IllegalStateException("No signal can be sent", e);
            }
        }
    }

    /** What takes time. */
    @FunctionalInterface
    private interface Work<T> {
        T run() throws Exception;
    }
}
