package io.galena.storage.coordinator;

import static io.galena.storage.coordinator.TestingTransactions.holding;
import static io.galena.storage.coordinator.TestingTransactions.incrementing;
import static io.galena.storage.coordinator.TestingTransactions.keyIn;
import static io.galena.storage.coordinator.TestingTransactions.number;
import static io.galena.storage.coordinator.TestingTransactions.putting;
import static io.galena.storage.testing.TestingItems.item;
import static io.galena.storage.testing.TestingItems.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.kit.catalog.IndexDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.coordinator.TransactionFaults.Step;
import io.galena.storage.testing.TestingClients;
import io.galena.storage.testing.TestingEngine;
import io.galena.storage.testing.TestingItems;
import io.galena.storage.testing.TestingTables;
import io.galena.storage.write.Change;
import io.galena.storage.write.WriteCommand;
import io.galena.storage.write.WriteOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Transactions beside each other and beside single operations, in one shard and across three. */
class TransactionsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void manyWritesOnSeveralTablesAreDoneTogether(int shards) {
        var engine = TestingEngine.shared(shards);
        var one = engine.apply(TestingTables.table(shards));
        var other = engine.apply(
                TestingTables.table(shards, TestingTables.index(1, "name", IndexDescriptor.Projection.ALL)));
        var commands = IntStream.range(0, 50)
                .mapToObj(i -> List.of(
                        putting(one, "a" + i, i), TestingItems.putting(other, item("b" + i, 0, "name", "x", "n", i))))
                .flatMap(List::stream)
                .toList();

        var outcome = engine.transactions().write(commands, Optional.empty());

        assertThat(outcome).isInstanceOf(TransactionOutcome.Done.class);
        for (var i = 0; i < 50; i++) {
            assertThat(number(engine, one, "a" + i)).isEqualTo(i);
            assertThat(number(engine, other, "b" + i)).isEqualTo(i);
        }
        assertThat(TestingTransactions.prepared(engine)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void oneRefusalKeepsEverythingAsItWas(int shards) {
        var engine = TestingEngine.shared(shards);
        var table = engine.apply(TestingTables.table(shards));
        var last = shards - 1;

        var outcome = engine.transactions()
                .write(
                        List.of(putting(table, keyIn(table, 0), 1), failing(table, keyIn(table, last) + "-failing")),
                        Optional.empty());

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        TransactionOutcome.Cancelled.class,
                        cancelled -> assertThat(cancelled.errors())
                                .map(error -> error.map(DynamoDbException::type))
                                .containsExactly(Optional.empty(), Optional.of(ErrorType.CONDITIONAL_CHECK_FAILED)));
        assertThat(engine.scan(table).rows()).isEmpty();
        assertThat(TestingTransactions.prepared(engine)).isZero();
    }

    @Test
    void singleWritesThatMeetATransactionAreConflictsBeforeItEnds() {
        var engine = TestingEngine.shared(1);
        var table = engine.apply(TestingTables.table(1));

        holding(engine, putting(table, "a", 1), () -> {
            // The transaction ends after this: who waited for it would wait for ever.
            var outcomes = engine.writer().write(List.of(putting(table, "a", 2), putting(table, "b", 2)));

            assertThat(outcomes.getFirst())
                    .isInstanceOfSatisfying(
                            WriteOutcome.Failed.class,
                            failed -> assertThat(failed.error())
                                    .isInstanceOfSatisfying(DynamoDbException.class, error -> {
                                        assertThat(error.type()).isEqualTo(ErrorType.TRANSACTION_CONFLICT);
                                        assertThat(error).hasMessage("Transaction is ongoing for the item");
                                    }));
            assertThat(outcomes.getLast()).isInstanceOf(WriteOutcome.Done.class);
        });

        assertThat(number(engine, table, "a")).isEqualTo(1);
        assertThat(number(engine, table, "b")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void transactionsThatMeetAnotherAreToldWhichItems(int shards) {
        var engine = TestingEngine.shared(shards);
        var table = engine.apply(TestingTables.table(shards));
        var held = keyIn(table, 0);
        var free = keyIn(table, shards - 1) + "-free";

        holding(engine, putting(table, held, 1), () -> {
            var written = engine.transactions()
                    .write(List.of(putting(table, free, 2), putting(table, held, 2)), Optional.empty());

            assertThat(written)
                    .isInstanceOfSatisfying(
                            TransactionOutcome.Cancelled.class,
                            cancelled -> assertThat(cancelled.errors())
                                    .map(error -> error.map(DynamoDbException::type))
                                    .containsExactly(Optional.empty(), Optional.of(ErrorType.TRANSACTION_CONFLICT)));
            assertThatThrownBy(() -> engine.transactions().read(List.of(wanted(table, held), wanted(table, free))))
                    .isInstanceOfSatisfying(
                            TransactionConflictException.class,
                            conflict -> assertThat(conflict.conflicts()).containsExactly(true, false));
        });

        assertThat(number(engine, table, held)).isEqualTo(1);
        assertThat(engine.item(table, free, 0)).isEmpty();
    }

    @Test
    void readsByKeyAndScansDoNotWaitForTransactions() {
        var engine = TestingEngine.shared(1);
        var table = engine.apply(TestingTables.table(1));
        engine.writer().write(putting(table, "a", 1));

        holding(engine, putting(table, "a", 2), () -> {
            assertThat(number(engine, table, "a")).isEqualTo(1);
            assertThat(engine.scan(table).rows()).hasSize(1);
        });
    }

    @Test
    void transactionsThatReadDoNotGetInEachOthersWay() throws Exception {
        var engine = TestingEngine.shared(3);
        var table = engine.apply(TestingTables.table(3));
        var keys = IntStream.range(0, 3).mapToObj(shard -> keyIn(table, shard)).toList();
        keys.forEach(key -> engine.writer().write(putting(table, key, 7)));

        TestingClients.run(12, client -> {
            for (var i = 0; i < 20; i++) {
                var rows = engine.transactions()
                        .read(keys.stream().map(key -> wanted(table, key)).toList());

                assertThat(rows).allMatch(Optional::isPresent);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void twoInstancesCountEveryTransactionOnce(int shards) throws Exception {
        var engine = TestingEngine.shared(shards);
        var table = engine.apply(TestingTables.table(shards));
        var first = keyIn(table, 0);
        var last = keyIn(table, shards - 1) + "-last";
        var done = new AtomicLong();
        try (var other = engine.another(Duration.ofSeconds(3))) {
            TestingClients.run(8, client -> {
                var transactions = client % 2 == 0 ? engine.transactions() : other.transactions();
                for (var i = 0; i < 15; i++) {
                    var commands = List.of(incrementing(table, first), incrementing(table, last));
                    if (transactions.write(commands, Optional.empty()) instanceof TransactionOutcome.Done) {
                        done.incrementAndGet();
                    }
                }
            });
        }

        assertThat(done).hasPositiveValue();
        assertThat(number(engine, table, first)).isEqualTo(done.get());
        assertThat(number(engine, table, last)).isEqualTo(done.get());
    }

    @Test
    void anItemThatIsWrittenAllTheTimeDoesNotKeepTransactionsOutForEver() throws Exception {
        var engine = TestingEngine.shared(1);
        var table = engine.apply(TestingTables.table(1));
        var wanted = 10;
        var done = new AtomicInteger();
        var end = System.nanoTime() + Duration.ofMinutes(1).toNanos();

        TestingClients.run(9, client -> {
            while (done.get() < wanted && System.nanoTime() < end) {
                if (client > 0) {
                    try {
                        engine.writer().write(incrementing(table, "hot"));
                    } catch (DynamoDbException e) {
                        assertThat(e.type()).isEqualTo(ErrorType.TRANSACTION_CONFLICT);
                    }
                } else if (engine.transactions().write(List.of(incrementing(table, "hot")), Optional.empty())
                        instanceof TransactionOutcome.Done) {
                    done.incrementAndGet();
                }
            }
        });

        assertThat(done).hasValue(wanted);
    }

    @Test
    void aStaleDescriptorIsReplacedAndAMissingTableIsTold() {
        var engine = TestingEngine.start(3);
        try (var behind = engine.behind();
                engine) {
            var old = engine.apply(TestingTables.table(3));
            engine.apply(TestingTables.next(old));
            var commands = IntStream.range(0, 3)
                    .mapToObj(i -> putting(old, keyIn(old, i), 1))
                    .toList();

            assertThat(behind.transactions().write(commands, Optional.empty()))
                    .isInstanceOf(TransactionOutcome.Done.class);
            engine.schemas().drop(old);
            engine.catalog().forget(old.id());
            assertThatThrownBy(() -> behind.transactions().write(commands, Optional.empty()))
                    .isInstanceOfSatisfying(
                            DynamoDbException.class,
                            error -> assertThat(error.type()).isEqualTo(ErrorType.RESOURCE_NOT_FOUND));
            assertThatThrownBy(() -> behind.transactions().read(List.of(wanted(old, "a"))))
                    .isInstanceOf(DynamoDbException.class);
        }
    }

    @Test
    void overloadIsThrottledAtOnce() throws Exception {
        var engine = TestingEngine.shared(1);
        var table = engine.apply(TestingTables.table(1));
        var gate = new Gate(1, 10_000, Duration.ofMillis(50));

        gate.pass(1_000_000, () -> {
            assertThatThrownBy(() -> gate.pass(10_001, () -> "never")).hasMessageContaining("Too many transactions");
            assertThatThrownBy(() -> gate.pass(50, () -> "never"))
                    .isInstanceOfSatisfying(
                            DynamoDbException.class,
                            error -> assertThat(error.type()).isEqualTo(ErrorType.THROTTLING));
            return engine.transactions().write(List.of(putting(table, "a", 1)), Optional.empty());
        });

        assertThat(gate.pass(50, () -> "again")).isEqualTo("again");
    }

    @Test
    void checksAloneLeaveNothingBehind() {
        var engine = TestingEngine.shared(3);
        var table = engine.apply(TestingTables.table(3));
        var before = TestingTransactions.decisions(engine);
        var checks = IntStream.range(0, 3)
                .<WriteCommand>mapToObj(
                        shard -> TestingItems.deciding(table, keyIn(table, shard), 0, current -> new Change.Keep()))
                .toList();
        var steps = new ConcurrentLinkedQueue<Step>();

        try (var watched = TestingTransactions.at(engine, steps::add)) {
            watched.transactions().write(checks, Optional.empty());
        }

        assertThat(steps).containsExactly(Step.LOCKED);
        assertThat(TestingTransactions.decisions(engine)).isEqualTo(before);
    }

    private static WriteCommand failing(TableDescriptor table, String pk) {
        return TestingItems.deciding(table, pk, 0, current -> {
            throw DynamoDbException.conditionalCheckFailed(Optional.empty());
        });
    }

    private static WantedRow wanted(TableDescriptor table, String pk) {
        return new WantedRow(table, key(table, pk, 0));
    }
}
