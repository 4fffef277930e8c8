package io.galena.storage.coordinator;

import static io.galena.storage.coordinator.TestingTransactions.jdbc;
import static io.galena.storage.coordinator.TestingTransactions.keyIn;
import static io.galena.storage.coordinator.TestingTransactions.number;
import static io.galena.storage.coordinator.TestingTransactions.putting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.storage.coordinator.TransactionFaults.Step;
import io.galena.storage.sql.SqlFailures;
import io.galena.storage.testing.TestingEngine;
import io.galena.storage.testing.TestingItems;
import io.galena.storage.testing.TestingTables;
import io.galena.storage.write.Change;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Sessions that end while a transaction waits for another shard, as those do that are idle for too long: their locks go with them, and
 * others change what the transaction has seen there.
 */
class LostLocksTest {
    private static TestingEngine engine;

    @BeforeAll
    static void start() {
        engine = TestingEngine.start(3);
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @Test
    void aConditionWhoseLockWasLostIsCheckedAgain() {
        var table = engine.apply(TestingTables.table(3));
        var written = keyIn(table, 0);
        var checked = keyIn(table, 1);
        try (var coordinator = losingLocksOnce(() -> engine.writer().write(putting(table, checked, 1)))) {
            var outcome = coordinator
                    .transactions()
                    .write(
                            List.of(putting(table, written, 1), TestingItems.deciding(table, checked, 0, current -> {
                                if (current.isPresent()) {
                                    throw new DynamoDbException(
                                            ErrorType.CONDITIONAL_CHECK_FAILED, "as the test wants it");
                                }
                                return new Change.Keep();
                            })),
                            Optional.empty());

            assertThat(outcome).isInstanceOf(TransactionOutcome.Cancelled.class);
        }
        assertThat(number(engine, table, written)).isZero();
    }

    @Test
    void rowsWhoseLocksWereLostAreReadAgain() {
        var table = engine.apply(TestingTables.table(3));
        var kept = keyIn(table, 0);
        var changed = keyIn(table, 1);
        engine.writer().write(putting(table, kept, 5));
        engine.writer().write(putting(table, changed, 5));
        try (var coordinator = losingLocksOnce(() -> engine.writer().write(putting(table, changed, 6)))) {
            var rows = coordinator
                    .transactions()
                    .read(List.of(
                            new WantedRow(table, TestingItems.key(table, kept, 0)),
                            new WantedRow(table, TestingItems.key(table, changed, 0))));

            assertThat(rows)
                    .map(row -> TestingItems.integer(row.orElseThrow().item(), "n"))
                    .containsExactly(5L, 6L);
        }
    }

    @Test
    void aSessionThatWasIdleForTooLongIsALostOne() throws Exception {
        try (var connection = engine.shards().require(1).connect("lost-locks-test");
                var statement = connection.createStatement()) {
            statement.execute("SET idle_in_transaction_session_timeout = 100");
            connection.setAutoCommit(false);
            statement.execute("SELECT 1");
            awaitEnd("lost-locks-test");

            assertThatThrownBy(() -> statement.execute("SELECT 1"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            error -> assertThat(SqlFailures.isConnectionLost(error))
                                    .as("%s", error)
                                    .isTrue());
        }
    }

    private static void awaitEnd(String session) throws Exception {
        TestingTransactions.await(
                Duration.ofMinutes(1),
                () -> jdbc(engine.shards().require(1))
                        .sql("SELECT NOT EXISTS (SELECT FROM pg_stat_activity WHERE application_name = ?)")
                        .param(session)
                        .query(Boolean.class)
                        .single());
    }

    /** An instance whose sessions in shard 1 end when it has locked and read everything for the first time. */
    private static Transacting losingLocksOnce(Runnable others) {
        var first = new AtomicBoolean(true);
        return TestingTransactions.at(engine, step -> {
            if (step == Step.LOCKED && first.getAndSet(false)) {
                assertThat(jdbc(engine.shards().require(1))
                                .sql("""
                                    SELECT count(pg_terminate_backend(pid, 60000)) FROM pg_stat_activity
                                    WHERE datname = current_database() AND state = 'idle in transaction'""")
                                .query(Long.class)
                                .single())
                        .isPositive();
                others.run();
            }
        });
    }
}
