package io.galena.storage.coordinator;

import static io.galena.storage.coordinator.TestingTransactions.await;
import static io.galena.storage.coordinator.TestingTransactions.keyIn;
import static io.galena.storage.coordinator.TestingTransactions.number;
import static io.galena.storage.coordinator.TestingTransactions.prepared;
import static io.galena.storage.coordinator.TestingTransactions.putting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.coordinator.TransactionFaults.Step;
import io.galena.storage.testing.TestingEngine;
import io.galena.storage.testing.TestingTables;
import io.galena.storage.write.WriteCommand;
import io.galena.storage.write.WriteOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Coordinators that die at a step, or are slow: what happened is all or nothing, and nothing stays locked. */
class CoordinatorDeathTest {
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    private static TestingEngine engine;
    private static TransactionRecovery recovery;

    @BeforeAll
    static void start() {
        engine = TestingEngine.start(3);
        recovery = new TransactionRecovery(engine.shards());
    }

    @AfterAll
    static void stop() {
        recovery.close();
        engine.close();
    }

    @ParameterizedTest
    @CsvSource({
        "LOCKED, 1, 0",
        "PREPARING, 1, 0",
        "PREPARING, 2, 0",
        "PREPARED, 1, 0",
        "DECIDED, 1, 1",
        "FINISHING, 1, 1",
        "FINISHING, 2, 1",
        "FINISHED, 1, 1"
    })
    void whatADeadCoordinatorLeavesIsAllOrNothing(Step step, int time, long expected) throws Exception {
        var table = engine.apply(TestingTables.table(3));

        try (var dying = TestingTransactions.dyingAt(engine, step, time)) {
            assertThatThrownBy(() -> dying.transactions().write(everywhere(table, 1), Optional.empty()))
                    .isInstanceOf(TestingTransactions.CoordinatorDied.class);
        }
        await(RECOVERY, () -> prepared(engine) == 0);

        for (var shard = 0; shard < 3; shard++) {
            assertThat(number(engine, table, keyIn(table, shard))).isEqualTo(expected);
        }
        requireFree(table);
    }

    @Test
    void aSlowCoordinatorCannotOverruleARecoverer() throws Exception {
        var table = engine.apply(TestingTables.table(3));
        var slow = new boolean[] {true};
        try (var coordinator = TestingTransactions.at(engine, step -> {
            if (step == Step.PREPARED && slow[0]) {
                slow[0] = false;
                awaitUnchecked(() -> prepared(engine) == 0);
            }
        })) {
            // The first attempt is overruled, and leaves nothing; the second one is its own.
            var outcome = coordinator.transactions().write(everywhere(table, 1), Optional.empty());

            assertThat(outcome).isInstanceOf(TransactionOutcome.Done.class);
        }
        for (var shard = 0; shard < 3; shard++) {
            var row = engine.row(table, keyIn(table, shard), 0).orElseThrow();
            assertThat(row.item().attributes()).containsKey("n");
        }
        assertThat(slow[0]).isFalse();
        assertThat(TestingTransactions.sum(
                        engine, "SELECT count(*) FROM galena.transaction_decision WHERE NOT committed"))
                .isPositive();
        requireFree(table);
    }

    @Test
    void whatIsDecidedStaysSoWhenRecoveryIsFasterThanTheCoordinator() throws Exception {
        var table = engine.apply(TestingTables.table(3));
        try (var coordinator = TestingTransactions.at(engine, step -> {
            if (step == Step.DECIDED) {
                awaitUnchecked(() -> prepared(engine) == 0);
            }
        })) {
            var outcome = coordinator.transactions().write(everywhere(table, 5), Optional.empty());

            assertThat(outcome).isInstanceOf(TransactionOutcome.Done.class);
        }
        for (var shard = 0; shard < 3; shard++) {
            assertThat(number(engine, table, keyIn(table, shard))).isEqualTo(5);
        }
    }

    @Test
    void aTokenOfADeadCoordinatorIsGoodForTheSameTransactionOnly() throws Exception {
        var table = engine.apply(TestingTables.table(3));
        var token = Optional.of(TestingTransactions.token("dead-" + table.id(), "request"));
        for (var deadly : List.of(Step.PREPARED, Step.DECIDED)) {
            try (var dying = TestingTransactions.dyingAt(engine, deadly, 1)) {
                assertThatThrownBy(() -> dying.transactions().write(everywhere(table, 1), token))
                        .isInstanceOf(TestingTransactions.CoordinatorDied.class);
            }
            if (deadly == Step.PREPARED) {
                await(RECOVERY, () -> prepared(engine) == 0);
            }
        }

        // Who hears that it was done finds it done, before recovery has been there.
        var again = engine.transactions().write(everywhere(table, 1), token);

        assertThat(again).isInstanceOf(TransactionOutcome.Repeated.class);
        assertThat(prepared(engine)).isZero();
        for (var shard = 0; shard < 3; shard++) {
            assertThat(number(engine, table, keyIn(table, shard))).isEqualTo(1);
        }
    }

    @Test
    void tablesCanBeChangedAndDroppedOnceRecoveryHasBeenThere() {
        var table = engine.apply(TestingTables.table(3));
        try (var dying = TestingTransactions.dyingAt(engine, Step.PREPARED, 1)) {
            assertThatThrownBy(() -> dying.transactions().write(everywhere(table, 1), Optional.empty()))
                    .isInstanceOf(TestingTransactions.CoordinatorDied.class);
        }

        engine.apply(TestingTables.withTtl(table, Optional.of("ttl")));
        engine.schemas().drop(table);

        assertThat(prepared(engine)).isZero();
    }

    private static List<WriteCommand> everywhere(TableDescriptor table, long n) {
        return IntStream.range(0, 3)
                .mapToObj(shard -> putting(table, keyIn(table, shard), n))
                .toList();
    }

    /** A shard sees that a coordinator's connection is gone a moment after its death, and lets go of the rows then. */
    private static void requireFree(TableDescriptor table) throws Exception {
        for (var shard = 0; shard < 3; shard++) {
            var put = putting(table, keyIn(table, shard), 9);
            await(RECOVERY, () -> engine.writer().write(List.of(put)).getFirst() instanceof WriteOutcome.Done);
        }
        assertThat(engine.transactions().write(everywhere(table, 10), Optional.empty()))
                .isInstanceOf(TransactionOutcome.Done.class);
    }

    private static void awaitUnchecked(TestingTransactions.Condition condition) {
        try {
            await(RECOVERY, condition);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
