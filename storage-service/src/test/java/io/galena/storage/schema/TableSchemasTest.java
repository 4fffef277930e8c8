package io.galena.storage.schema;

import static io.galena.storage.testing.TestingItems.item;
import static io.galena.storage.testing.TestingItems.putting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.kit.catalog.IndexDescriptor.Projection;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.row.TableNames;
import io.galena.storage.testing.TestingClients;
import io.galena.storage.testing.TestingEngine;
import io.galena.storage.testing.TestingTables;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class TableSchemasTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void manyCallersMayApplyTheSameDescriptorAtOnce(int shards) throws Exception {
        var engine = TestingEngine.shared(shards);
        var table = TestingTables.table(shards, TestingTables.index(1, "city", Projection.ALL));

        TestingClients.run(6, client -> engine.schemas().apply(table));

        engine.catalog().put(table);
        engine.writer().write(putting(table, item("a", 1, "city", "Bonn")));
        assertThat(engine.item(table, "a", 1)).isPresent();
    }

    @Test
    void anOlderVersionLeavesALaterOneAsItIs() {
        var engine = TestingEngine.shared(1);
        var old = engine.apply(TestingTables.table(1));
        var current = engine.apply(TestingTables.withTtl(old, Optional.of("expires")));

        engine.schemas().apply(old);

        engine.writer().write(putting(current, item("a", 1)));
        assertThat(engine.item(current, "a", 1)).isPresent();
    }

    @Test
    void theIndexOnExpiryTimesIsThereOnlyWhileThereIsATtlAttribute() {
        var engine = TestingEngine.shared(1);
        var table = engine.apply(TestingTables.table(1));
        assertThat(hasExpiryIndex(engine, table)).isFalse();

        table = engine.apply(TestingTables.withTtl(table, Optional.of("expires")));
        assertThat(hasExpiryIndex(engine, table)).isTrue();
        engine.writer().write(putting(table, item("a", 1, "expires", 1_900_000_000L)));
        engine.writer().write(putting(table, item("a", 2, "expires", "never")));
        assertThat(expiries(engine, table)).containsExactly(1_900_000_000L);

        table = engine.apply(TestingTables.withTtl(table, Optional.empty()));
        assertThat(hasExpiryIndex(engine, table)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void nothingIsLeftOfADroppedTableAndNothingBringsItBack(int shards) {
        var engine = TestingEngine.shared(shards);
        var table = engine.apply(TestingTables.table(shards, TestingTables.index(1, "city", Projection.ALL)));
        engine.writer().write(putting(table, item("a", 1, "city", "Bonn")));

        engine.schemas().drop(table);
        engine.schemas().drop(table);

        assertThatThrownBy(() -> engine.schemas().apply(table))
                .isInstanceOfSatisfying(
                        DynamoDbException.class,
                        error -> assertThat(error.type()).isEqualTo(ErrorType.RESOURCE_NOT_FOUND));
        for (var shard : engine.shards().all()) {
            var jdbc = JdbcClient.create(shard.pool());
            for (var relation : List.of(TableNames.items(table.id()), TableNames.index(table.id(), 1))) {
                assertThat(jdbc.sql("SELECT to_regclass(?) IS NULL")
                                .param(relation)
                                .query(Boolean.class)
                                .single())
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void versionsRiseWhileWritersAreBusy(int shards) throws Exception {
        var engine = TestingEngine.shared(shards);
        var first = engine.apply(TestingTables.table(shards));
        var busy = new AtomicBoolean(true);

        TestingClients.run(9, client -> {
            if (client == 0) {
                var table = first;
                for (var i = 0; i < 10; i++) {
                    table = engine.apply(TestingTables.next(table));
                    Thread.sleep(20);
                }
                busy.set(false);
            } else {
                for (var i = 0; busy.get(); i++) {
                    engine.writer().write(putting(first, item("c" + client, i)));
                    assertThat(engine.item(first, "c" + client, i)).isPresent();
                }
            }
        });

        assertThat(engine.scan(first).rows()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void smallTablesAreCountedExactly(int shards) {
        var engine = TestingEngine.shared(shards);
        var table = engine.apply(TestingTables.table(shards, TestingTables.index(7, "city", Projection.ALL)));
        var bytes = 0L;
        var indexedBytes = 0L;
        for (var i = 0; i < 30; i++) {
            var size = engine.writer()
                    .write(
                            i % 2 == 0
                                    ? putting(table, item("a" + i, i))
                                    : putting(table, item("a" + i, i, "city", "x")))
                    .after()
                    .orElseThrow()
                    .size();
            bytes += size;
            // The index has all of the item.
            indexedBytes += i % 2 == 0 ? 0 : size;
        }
        var expectedIndexBytes = indexedBytes;

        var entry = new TableEstimates(engine.shards()).of(table);

        assertThat(entry.itemCount()).isEqualTo(30);
        assertThat(entry.sizeBytes()).isEqualTo(bytes);
        assertThat(entry.indexes()).singleElement().satisfies(index -> {
            assertThat(index.indexId()).isEqualTo(7);
            assertThat(index.itemCount()).isEqualTo(15);
            assertThat(index.sizeBytes()).isEqualTo(expectedIndexBytes);
        });
    }

    @Test
    void aTableThatIsDroppedMeanwhileHoldsNothing() {
        var engine = TestingEngine.shared(3);
        var table = engine.apply(TestingTables.table(3, TestingTables.index(7, "city", Projection.ALL)));
        engine.writer().write(putting(table, item("a", 1)));
        engine.schemas().drop(table);

        var entry = new TableEstimates(engine.shards()).of(table);

        assertThat(entry.itemCount()).isZero();
        assertThat(entry.indexes())
                .singleElement()
                .satisfies(index -> assertThat(index.sizeBytes()).isZero());
    }

    private static boolean hasExpiryIndex(TestingEngine engine, TableDescriptor table) {
        return JdbcClient.create(engine.shards().require(0).pool())
                .sql("SELECT to_regclass(?) IS NOT NULL")
                .param(TableNames.items(table.id()) + "_expires")
                .query(Boolean.class)
                .single();
    }

    private static List<Long> expiries(TestingEngine engine, TableDescriptor table) {
        return JdbcClient.create(engine.shards().require(0).pool())
                .sql("SELECT expires FROM " + TableNames.items(table.id()) + " WHERE expires IS NOT NULL")
                .query((row, number) -> row.getLong(1))
                .list();
    }
}
