package io.galena.storage.coordinator;

import static io.galena.storage.coordinator.TestingTransactions.holding;
import static io.galena.storage.coordinator.TestingTransactions.incrementing;
import static io.galena.storage.coordinator.TestingTransactions.number;
import static io.galena.storage.coordinator.TestingTransactions.putting;
import static io.galena.storage.coordinator.TestingTransactions.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.coordinator.TransactionFaults.Step;
import io.galena.storage.lane.StalePlanException;
import io.galena.storage.row.TableNames;
import io.galena.storage.sql.ScriptConnection;
import io.galena.storage.testing.TestingClients;
import io.galena.storage.testing.TestingEngine;
import io.galena.storage.testing.TestingItems;
import io.galena.storage.testing.TestingTables;
import io.galena.storage.version.HybridClock;
import io.galena.storage.write.Change;
import io.galena.storage.write.UnknownCommits;
import io.galena.storage.write.WriteCommand;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of transactions that are in one batch, of which each is done as a whole or not at all. */
class JointRunnerTest {
    private final TestingEngine engine = TestingEngine.shared(1);
    private TableDescriptor table;
    private ScriptConnection connection;
    private JointRunner runner;

    @BeforeEach
    void connect() throws SQLException {
        table = engine.apply(TestingTables.table(1));
        var shard = engine.shards().require(0);
        var opened = shard.connect("joint");
        opened.setAutoCommit(false);
        connection = new ScriptConnection(opened, 500);
        runner = new JointRunner(
                new HybridClock(InstantSource.system()), new UnknownCommits(shard::connect, Duration.ofSeconds(30)));
    }

    @AfterEach
    void disconnect() {
        connection.close();
    }

    @Test
    void allAreDoneButTheOneWhoseConditionFails() throws SQLException {
        var first = pending(putting(table, "a", 1), putting(table, "b", 1));
        var failing = pending(putting(table, "c", 2), failing("d"), putting(table, "e", 2));
        var last = pending(putting(table, "f", 3));

        assertThat(runner.run(connection, List.of(first, failing, last))).isEmpty();

        assertThat(first.await()).containsInstanceOf(TransactionOutcome.Done.class);
        assertThat(failing.await().orElseThrow())
                .isInstanceOfSatisfying(
                        TransactionOutcome.Cancelled.class,
                        cancelled -> assertThat(cancelled.errors())
                                .map(error -> error.map(DynamoDbException::type))
                                .containsExactly(
                                        Optional.empty(),
                                        Optional.of(ErrorType.CONDITIONAL_CHECK_FAILED),
                                        Optional.empty()));
        assertThat(last.await()).containsInstanceOf(TransactionOutcome.Done.class);
        assertThat(engine.scan(table).rows())
                .map(row -> TestingItems.integer(row.item(), "n"))
                .containsExactlyInAnyOrder(1L, 1L, 3L);
    }

    @Test
    void whatSomebodyElseHoldsIsLeftOnceAndThenAttemptedAlone() {
        var blocked = pending(putting(table, "a", 2), putting(table, "b", 2));
        var free = pending(putting(table, "c", 2));

        holding(engine, putting(table, "a", 1), () -> {
            assertThat(run(blocked, free)).containsExactly(blocked);
            assertThat(free.await()).containsInstanceOf(TransactionOutcome.Done.class);
            assertThat(run(blocked)).isEmpty();
        });

        assertThat(blocked.await()).isEmpty();
        assertThat(number(engine, table, "a")).isEqualTo(1);
        assertThat(engine.item(table, "b", 0)).isEmpty();
        assertThat(number(engine, table, "c")).isEqualTo(2);
    }

    @Test
    void aStalePlanIsThatOfItsTransactionAlone() throws SQLException {
        var other = engine.apply(TestingTables.table(1));
        var stale = pending(List.of(table, other), Optional.empty(), putting(table, "a", 1), putting(other, "a", 1));
        var current = pending(putting(table, "b", 1));
        engine.apply(TestingTables.next(other));

        assertThat(runner.run(connection, List.of(stale, current))).isEmpty();

        assertThatThrownBy(stale::await).isInstanceOf(StalePlanException.class);
        assertThat(current.await()).containsInstanceOf(TransactionOutcome.Done.class);
        assertThat(engine.item(table, "a", 0)).isEmpty();
        assertThat(number(engine, table, "b")).isEqualTo(1);
    }

    @Test
    void oneWhoseTokenIsKeptIsAttemptedAlone() {
        var token = Optional.of(token("joint-twins", "request"));
        var first = pending(List.of(table), token, putting(table, "a", 1));
        var second = pending(List.of(table), token, putting(table, "a", 2));

        assertThat(run(first)).isEmpty();
        assertThat(run(second)).isEmpty();

        assertThat(first.await()).containsInstanceOf(TransactionOutcome.Done.class);
        assertThat(second.await()).isEmpty();
        assertThat(number(engine, table, "a")).isEqualTo(1);
        assertThat(engine.transactions().write(List.of(putting(table, "a", 2)), token))
                .isInstanceOf(TransactionOutcome.Repeated.class);
    }

    @Test
    void aTokenWhoseConditionFailedIsNotKept() throws SQLException {
        var token = Optional.of(token("joint-failing", "request"));
        var failing = pending(List.of(table), token, failing("a"));
        var other = pending(List.of(table), Optional.of(token("joint-other", "request")), putting(table, "b", 1));

        assertThat(runner.run(connection, List.of(failing, other))).isEmpty();

        assertThat(failing.await()).containsInstanceOf(TransactionOutcome.Cancelled.class);
        assertThat(other.await()).containsInstanceOf(TransactionOutcome.Done.class);
        assertThat(engine.transactions().write(List.of(putting(table, "a", 1)), token))
                .isInstanceOf(TransactionOutcome.Done.class);
    }

    @Test
    void oneWhoseTokenSomebodyHoldsIsAttemptedAlone() {
        var token = Optional.of(token("joint-held", "request"));
        var held = pending(List.of(table), token, putting(table, "b", 1));
        var other = pending(putting(table, "c", 1));

        try (var holder = TestingTransactions.at(engine, step -> {
            if (step == Step.LOCKED) {
                assertThat(run(held, other)).isEmpty();
            }
        })) {
            holder.transactions().write(List.of(putting(table, "a", 1)), token);
        }

        assertThat(held.await()).isEmpty();
        assertThat(other.await()).containsInstanceOf(TransactionOutcome.Done.class);
        assertThat(engine.item(table, "b", 0)).isEmpty();
        assertThat(number(engine, table, "c")).isEqualTo(1);
    }

    /** Scripts about many tables go another way, which closes the connection when they fail. */
    @Test
    void oneThatTheShardRefusesIsAttemptedAloneWhateverBecomesOfTheConnection() throws SQLException {
        var tables = IntStream.range(0, 6)
                .mapToObj(_ -> engine.apply(TestingTables.table(1)))
                .toList();
        TestingTransactions.jdbc(engine.shards().require(0))
                .sql("DROP TABLE " + TableNames.items(tables.getLast().id()))
                .update();
        var refused = pending(
                tables,
                Optional.empty(),
                tables.stream().map(each -> putting(each, "a", 1)).toArray(WriteCommand[]::new));

        assertThat(runner.run(connection, List.of(refused))).isEmpty();

        assertThat(refused.await()).isEmpty();
        assertThat(engine.item(tables.getFirst(), "a", 0)).isEmpty();
    }

    @Test
    void manyOnOneItemTakeTurnsWithoutConflict() throws Exception {
        TestingClients.run(40, client -> {
            for (var i = 0; i < 10; i++) {
                assertThat(engine.transactions().write(List.of(incrementing(table, "hot")), Optional.empty()))
                        .isInstanceOf(TransactionOutcome.Done.class);
            }
        });

        assertThat(number(engine, table, "hot")).isEqualTo(400);
    }

    @Test
    void conditionsAloneCommitNothing() throws SQLException {
        var checking = pending(TestingItems.deciding(table, "a", 0, _ -> new Change.Keep()));

        assertThat(runner.run(connection, List.of(checking))).isEmpty();

        assertThat(checking.await()).containsInstanceOf(TransactionOutcome.Done.class);
        assertThat(engine.scan(table).rows()).isEmpty();
    }

    private List<PendingTransaction> run(PendingTransaction... transactions) {
        try {
            return runner.run(connection, List.of(transactions));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private PendingTransaction pending(WriteCommand... commands) {
        return pending(List.of(table), Optional.empty(), commands);
    }

    private static PendingTransaction pending(
            List<TableDescriptor> tables, Optional<IdempotencyToken> token, WriteCommand... commands) {
        return new PendingTransaction(new Plan(List.of(commands), tables, token), 0);
    }

    private WriteCommand failing(String pk) {
        return TestingItems.deciding(table, pk, 0, _ -> {
            throw new DynamoDbException(ErrorType.CONDITIONAL_CHECK_FAILED, "The conditional request failed");
        });
    }
}
