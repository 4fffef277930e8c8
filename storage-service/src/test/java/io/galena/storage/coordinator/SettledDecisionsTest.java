package io.galena.storage.coordinator;

import static io.galena.storage.coordinator.TestingTransactions.decisions;
import static io.galena.storage.coordinator.TestingTransactions.jdbc;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Decisions are kept as long as a shard may need them. */
class SettledDecisionsTest {
    @Test
    void aDecisionToCommitStaysUntilAllShardsHaveCommitted() {
        try (var engine = TestingEngine.start(2)) {
            var table = engine.apply(TestingTables.table(2));
            try (var dying = TestingTransactions.dyingAt(engine, Step.DECIDED, 1)) {
                assertThatThrownBy(() -> dying.transactions().write(everywhere(table), Optional.empty()))
                        .isInstanceOf(TestingTransactions.CoordinatorDied.class);
            }
            engine.transactions().write(everywhere(engine.apply(TestingTables.table(2))), Optional.empty());
            assertThat(decisions(engine)).isEqualTo(2);
            forget(engine);
            assertThat(decisions(engine)).as("both are young").isEqualTo(2);
            makeOlder(engine, "9 minutes");
            forget(engine);
            assertThat(decisions(engine)).as("a coordinator may ask").isEqualTo(2);
            makeOlder(engine, "2 minutes");

            forget(engine);
            assertThat(decisions(engine)).as("one is needed").isEqualTo(1);

            end(engine);
            forget(engine);
            assertThat(decisions(engine)).isZero();
            assertThat(prepared(engine)).isZero();
            assertThat(number(engine, table, keyIn(table, 0))).isEqualTo(1);
            assertThat(number(engine, table, keyIn(table, 1))).isEqualTo(1);
        }
    }

    @Test
    void aDecisionToRollBackStaysForAnHour() {
        try (var engine = TestingEngine.start(1)) {
            engine.apply(TestingTables.table(1));
            assertThat(new Decisions(engine.shards()).resolve(new TransactionId(0, UUID.randomUUID())))
                    .isFalse();
            makeOlder(engine, "50 minutes");
            forget(engine);
            assertThat(decisions(engine)).isEqualTo(1);

            makeOlder(engine, "11 minutes");
            forget(engine);

            assertThat(decisions(engine)).isZero();
        }
    }

    private static void forget(TestingEngine engine) {
        engine.shards().all().forEach(new SettledDecisions(engine.shards())::forget);
    }

    /** What recovery does, at once. */
    private static void end(TestingEngine engine) {
        for (var shard : engine.shards().all()) {
            jdbc(shard)
                    .sql("SELECT gid FROM pg_prepared_xacts WHERE database = current_database()")
                    .query((row, number) -> row.getString(1))
                    .list()
                    .forEach(gid ->
                            jdbc(shard).sql("COMMIT PREPARED '" + gid + "'").update());
        }
    }

    private static void makeOlder(TestingEngine engine, String by) {
        engine.shards()
                .all()
                .forEach(shard -> jdbc(shard)
                        .sql("UPDATE galena.transaction_decision SET decided_at = decided_at - interval '" + by + "'")
                        .update());
    }

    private static List<WriteCommand> everywhere(TableDescriptor table) {
        return IntStream.range(0, 2)
                .mapToObj(shard -> putting(table, keyIn(table, shard), 1))
                .toList();
    }
}
