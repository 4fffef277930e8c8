package io.galena.storage.coordinator;

import static io.galena.storage.coordinator.TestingTransactions.incrementing;
import static io.galena.storage.coordinator.TestingTransactions.number;
import static io.galena.storage.coordinator.TestingTransactions.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.coordinator.TransactionFaults.Step;
import io.galena.storage.housekeeping.Housekeeping;
import io.galena.storage.testing.TestingClients;
import io.galena.storage.testing.TestingEngine;
import io.galena.storage.testing.TestingTables;
import io.galena.storage.write.WriteCommand;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens: a request that is repeated is done once. */
class TokensTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aRepeatedRequestIsDoneOnceByWhateverInstance(int shards) {
        var engine = TestingEngine.shared(shards);
        var table = engine.apply(TestingTables.table(shards));
        try (var other = engine.another(Duration.ZERO)) {
            for (var i = 0; i < 10; i++) {
                var named = Optional.of(token("t" + table.id() + i, "request"));

                var first = engine.transactions().write(increments(table), named);
                var second = other.transactions().write(increments(table), named);

                assertThat(first).isInstanceOf(TransactionOutcome.Done.class);
                assertThat(second)
                        .isInstanceOfSatisfying(
                                TransactionOutcome.Repeated.class,
                                repeated ->
                                        assertThat(repeated.answer()).asString().isEqualTo("results: 2"));
            }
        }
        assertThat(number(engine, table, "a")).isEqualTo(10);
        assertThat(number(engine, table, "b")).isEqualTo(10);
    }

    @Test
    void tokensOfTwoAccountsHaveNothingToDoWithEachOther() {
        var engine = TestingEngine.shared(3);
        var table = engine.apply(TestingTables.table(3));
        var name = "shared-" + table.id();

        engine.transactions().write(increments(table), Optional.of(token("one", name, "request")));
        engine.transactions().write(increments(table), Optional.of(token("other", name, "another request")));

        assertThat(number(engine, table, "a")).isEqualTo(2);
    }

    @Test
    void anotherRequestUnderTheSameTokenIsAMismatch() {
        var engine = TestingEngine.shared(3);
        var table = engine.apply(TestingTables.table(3));
        var name = "mismatch-" + table.id();
        engine.transactions().write(increments(table), Optional.of(token(name, "request")));

        assertThatThrownBy(() -> engine.transactions().write(increments(table), Optional.of(token(name, "another"))))
                .isInstanceOfSatisfying(
                        DynamoDbException.class,
                        error -> assertThat(error.type()).isEqualTo(ErrorType.IDEMPOTENT_PARAMETER_MISMATCH));
        assertThat(number(engine, table, "a")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aRequestWhoseTwinIsUnderWayIsTurnedAway(int shards) {
        var engine = TestingEngine.shared(shards);
        var table = engine.apply(TestingTables.table(shards));
        var named = Optional.of(token("twin-" + table.id(), "request"));
        var refused = new AtomicInteger();
        try (var first = TestingTransactions.at(engine, step -> {
            if (step == Step.LOCKED) {
                assertThatThrownBy(() -> engine.transactions().write(increments(table), named))
                        .isInstanceOfSatisfying(
                                DynamoDbException.class,
                                error -> assertThat(error.type()).isEqualTo(ErrorType.TRANSACTION_IN_PROGRESS));
                refused.incrementAndGet();
            }
        })) {
            first.transactions().write(increments(table), named);
        }

        assertThat(refused).hasValue(1);
        assertThat(number(engine, table, "a")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void manyTwinsAtOnceAreDoneOnce(int shards) throws Exception {
        var engine = TestingEngine.shared(shards);
        var table = engine.apply(TestingTables.table(shards));
        try (var other = engine.another(Duration.ZERO)) {
            for (var round = 0; round < 20; round++) {
                var named = Optional.of(token("twins-" + table.id() + round, "request"));
                var done = new AtomicInteger();
                TestingClients.run(8, client -> {
                    var transactions = client % 2 == 0 ? engine.transactions() : other.transactions();
                    attempt(transactions, table, named, done);
                });

                assertThat(done).hasValue(1);
                assertThat(number(engine, table, "a")).isEqualTo(round + 1);
            }
        }
    }

    /** A request is done, or another one has done it, or does so: twins are not in each other's way. */
    private static void attempt(
            Transactions transactions, TableDescriptor table, Optional<IdempotencyToken> named, AtomicInteger done) {
        try {
            switch (transactions.write(increments(table), named)) {
                case TransactionOutcome.Done _ -> done.incrementAndGet();
                case TransactionOutcome.Repeated _ -> assertThat(done.get()).isLessThanOrEqualTo(1);
                case TransactionOutcome.Cancelled cancelled -> throw new AssertionError(cancelled.toString());
            }
        } catch (DynamoDbException e) {
            assertThat(e.type()).isEqualTo(ErrorType.TRANSACTION_IN_PROGRESS);
        }
    }

    @Test
    void aTokenIsGoodForTenMinutesAndThenSweptAway() {
        try (var engine = TestingEngine.start(1)) {
            var table = engine.apply(TestingTables.table(1));
            var named = Optional.of(token("old", "request"));
            engine.transactions().write(increments(table), named);
            makeOlder(engine, "9 minutes");

            assertThat(engine.transactions().write(increments(table), named))
                    .isInstanceOf(TransactionOutcome.Repeated.class);
            makeOlder(engine, "2 minutes");
            assertThat(engine.transactions().write(increments(table), named))
                    .isInstanceOf(TransactionOutcome.Done.class);

            makeOlder(engine, "11 minutes");
            try (var housekeeping = new Housekeeping(engine.shards(), Duration.ofHours(1), Duration.ofHours(1))) {
                housekeeping.round();
            }
            assertThat(TestingTransactions.sum(engine, "SELECT count(*) FROM galena.transaction_token"))
                    .isZero();
        }
    }

    private static void makeOlder(TestingEngine engine, String by) {
        TestingTransactions.jdbc(engine.shards().require(0))
                .sql("UPDATE galena.transaction_token SET done_at = done_at - interval '" + by + "'")
                .update();
    }

    private static List<WriteCommand> increments(TableDescriptor table) {
        return List.of(incrementing(table, "a"), incrementing(table, "b"));
    }
}
