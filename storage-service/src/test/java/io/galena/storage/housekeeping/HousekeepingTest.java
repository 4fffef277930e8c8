package io.galena.storage.housekeeping;

import static io.galena.storage.testing.TestingItems.deleting;
import static io.galena.storage.testing.TestingItems.item;
import static io.galena.storage.testing.TestingItems.putting;
import static org.assertj.core.api.Assertions.assertThat;

import io.galena.kit.catalog.IndexDescriptor.Projection;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.testing.TestingEngine;
import io.galena.storage.testing.TestingTables;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class HousekeepingTest {
    private final TestingEngine engine = TestingEngine.shared(1);

    @Test
    void onlyOldTombstonesAreSwept() {
        var table = engine.apply(TestingTables.table(1));
        for (var i = 0; i < 3; i++) {
            engine.writer().write(putting(table, item("a", i)));
            engine.writer().write(deleting(table, "a", i));
        }
        jdbc().sql("UPDATE galena.tombstone SET deleted_at = now() - interval '2 hours'"
                        + " WHERE ctid = (SELECT ctid FROM galena.tombstone WHERE table_id = ? LIMIT 1)")
                .param(table.id())
                .update();

        round();

        assertThat(count("tombstone", table)).isEqualTo(2);
    }

    @Test
    void deltasAreFoldedAndThoseOfDroppedTablesForgotten() {
        var table = engine.apply(TestingTables.table(1, TestingTables.index(1, "city", Projection.ALL)));
        for (var i = 0; i < 5; i++) {
            engine.writer().write(putting(table, item("a", i)));
        }
        assertThat(count("item_collection_delta", table)).isEqualTo(5);

        round();
        assertThat(count("item_collection_delta", table)).isZero();
        assertThat(count("item_collection", table)).isEqualTo(1);

        engine.schemas().drop(table);
        round();
        assertThat(count("item_collection", table)).isZero();
    }

    private void round() {
        try (var housekeeping = new Housekeeping(engine.shards(), Duration.ofHours(1), Duration.ofHours(1))) {
            housekeeping.round();
        }
    }

    private long count(String relation, TableDescriptor table) {
        return jdbc().sql("SELECT count(*) FROM galena." + relation + " WHERE table_id = ?")
                .param(table.id())
                .query((row, number) -> row.getLong(1))
                .single();
    }

    private JdbcClient jdbc() {
        return JdbcClient.create(engine.shards().require(0).pool());
    }
}
