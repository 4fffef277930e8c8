package io.galena.storage.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.row.TableNames;
import io.galena.storage.testing.TestingEngine;
import io.galena.storage.testing.TestingTables;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements of a batch at a realistic size go by primary key. */
class WritePlanTest {
    private static final TestingEngine ENGINE = TestingEngine.shared(1);
    private static final TableDescriptor TABLE = ENGINE.apply(TestingTables.table(1));
    private static final String KEYS = "ARRAY(SELECT sha256(n::text::bytea) FROM generate_series(1, 64) AS n)";

    @BeforeAll
    static void fill() {
        jdbc().sql("INSERT INTO " + TableNames.items(TABLE.id()) + " (key, item, fmt, size, version)"
                        + " SELECT sha256(n::text::bytea), repeat('x', 100)::bytea, 0, 100, 1"
                        + " FROM generate_series(1, 200000) AS n")
                .update();
        jdbc().sql("INSERT INTO galena.tombstone (table_id, key, version)"
                        + " SELECT 1000000, sha256(n::text::bytea), 1 FROM generate_series(1, 20000) AS n")
                .update();
    }

    @Test
    void rowsAndTombstonesAreFoundByPrimaryKey() {
        for (var template : List.of(WriteStatements.look(TABLE.id()), WriteStatements.peek(TABLE.id()))) {
            var plan = explain(template.sql().replace("unnest(?)", "unnest(" + KEYS + ")"));

            assertThat(plan)
                    .contains("t_" + TABLE.id() + "_pkey")
                    .contains("tombstone_pkey")
                    .doesNotContain("Seq Scan");
        }
    }

    @Test
    void putsLookForTombstonesByPrimaryKey() {
        var arrays = "unnest(" + KEYS + ", " + KEYS + ", ARRAY[0], ARRAY[1], ARRAY[1::bigint], ARRAY[1::bigint])";
        var plan = explain(WriteStatements.overwrite(TABLE.id()).sql().replace("unnest(?, ?, ?, ?, ?, ?)", arrays));

        assertThat(plan)
                .contains("tombstone_pkey")
                .contains("t_" + TABLE.id() + "_pkey")
                .doesNotContain("Seq Scan");
    }

    @Test
    void rowsAreDeletedByPrimaryKey() {
        var plan = explain(WriteStatements.delete(TABLE.id()).sql().replace("?", KEYS));

        assertThat(plan).contains("t_" + TABLE.id() + "_pkey").doesNotContain("Seq Scan");
    }

    @Test
    void collectionsAreSummedByIndex() {
        var plan = explain(
                WriteStatements.COLLECTIONS.sql().replace("unnest(?, ?)", "unnest(ARRAY[1::bigint], " + KEYS + ")"));

        assertThat(plan)
                .contains("item_collection_pkey")
                .contains("item_collection_delta_key")
                .doesNotContain("Seq Scan");
    }

    private static String explain(String sql) {
        return String.join(
                "\n",
                jdbc().sql("EXPLAIN (COSTS OFF) " + sql)
                        .query((row, number) -> row.getString(1))
                        .list());
    }

    private static JdbcClient jdbc() {
        return JdbcClient.create(ENGINE.shards().require(0).pool());
    }
}
