package io.galena.storage.changelog;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.testing.TestingEngine;
import io.galena.storage.testing.TestingTables;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which new indexes must not believe what their table's topic holds. */
class OpenStreamShardsTest {
    private static final int SHARDS = 2;

    private TestingEngine engine;
    private TableDescriptor table;

    @BeforeEach
    void makeTable() {
        engine = TestingEngine.shared(SHARDS);
        table = engine.apply(TestingTables.table(SHARDS));
    }

    @Test
    void theFirstIndexOfATableThatWasNeverReadNeedsNoRepair() {
        table = engine.apply(TestingTables.next(table));

        assertThat(repairsOfANewIndex()).isZero();
    }

    @Test
    void theFirstIndexOfATableThatIsReadNeedsNoRepair() {
        table = engine.apply(TestingTables.withStream(table));

        assertThat(repairsOfANewIndex()).isZero();
    }

    @Test
    void anIndexAfterATimeWithoutReadersIsRepairedOnEachShard() {
        table = engine.apply(TestingTables.withStream(table));
        table = engine.apply(TestingTables.withChangeLog(table, Optional.empty()));
        table = engine.apply(TestingTables.next(table));

        assertThat(repairsOfANewIndex()).isEqualTo(SHARDS);
    }

    /** How many shards note a repair when the table gets an index. */
    private long repairsOfANewIndex() {
        engine.apply(TestingTables.withStream(TestingTables.withGlobalIndex(table, 1, "name")));
        return engine.shards().all().stream()
                .filter(shard -> new RepairNotes(JdbcClient.create(shard.pool())).isNoted(table.id()))
                .count();
    }
}
