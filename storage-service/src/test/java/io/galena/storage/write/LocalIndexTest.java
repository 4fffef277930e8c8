package io.galena.storage.write;

import static io.galena.storage.testing.TestingItems.deleting;
import static io.galena.storage.testing.TestingItems.item;
import static io.galena.storage.testing.TestingItems.put;
import static io.galena.storage.testing.TestingItems.putting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.dynamodb.value.Item;
import io.galena.kit.catalog.IndexDescriptor;
import io.galena.kit.catalog.IndexDescriptor.Projection;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.changelog.ChangeLogPressure;
import io.galena.storage.housekeeping.Housekeeping;
import io.galena.storage.lane.CurrentTables;
import io.galena.storage.read.RangeRequest;
import io.galena.storage.row.StoredRow;
import io.galena.storage.testing.TestingClients;
import io.galena.storage.testing.TestingEngine;
import io.galena.storage.testing.TestingShards;
import io.galena.storage.testing.TestingTables;
import io.galena.storage.version.HybridClock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Local indexes and item collections, kept in the transaction of the write. */
class LocalIndexTest {
    private static final IndexDescriptor BY_CITY = TestingTables.index(1, "city", Projection.KEYS_ONLY);
    private static final IndexDescriptor BY_NAME = TestingTables.index(2, "name", Projection.ALL);

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void entriesAreInTheOrderOfTheIndexAndFollowTheItem(int shards) {
        var engine = TestingEngine.shared(shards);
        var table = engine.apply(TestingTables.table(shards, BY_CITY, BY_NAME));
        engine.writer().write(putting(table, item("a", 1, "city", "Rome", "name", "x")));
        engine.writer().write(putting(table, item("a", 2, "city", "Bonn", "name", "y")));
        engine.writer().write(putting(table, item("a", 3, "name", "z")));

        assertThat(entries(engine, table, BY_CITY))
                .containsExactly(item("a", 2, "city", "Bonn"), item("a", 1, "city", "Rome"));
        assertThat(entries(engine, table, BY_NAME)).hasSize(3);

        engine.writer().write(putting(table, item("a", 1, "city", "Aachen")));
        engine.writer().write(deleting(table, "a", 2));

        assertThat(entries(engine, table, BY_CITY)).containsExactly(item("a", 1, "city", "Aachen"));
        assertThat(entries(engine, table, BY_NAME)).containsExactly(item("a", 3, "name", "z"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void indexesAgreeWithTheTableAfterConcurrentWrites(int shards) throws Exception {
        var engine = TestingEngine.shared(shards);
        var table = engine.apply(TestingTables.table(shards, BY_CITY, BY_NAME));

        TestingClients.run(12, client -> {
            var random = new Random(client);
            for (var i = 0; i < 40; i++) {
                var sk = random.nextInt(5);
                var pk = "p" + random.nextInt(3);
                switch (random.nextInt(4)) {
                    case 0 -> engine.writer().write(deleting(table, pk, sk));
                    case 1 -> engine.writer().write(putting(table, item(pk, sk)));
                    default ->
                        engine.writer()
                                .write(putting(table, item(pk, sk, "city", "c" + random.nextInt(4), "name", "n" + i)));
                }
            }
        });

        var items = engine.scan(table).rows().stream().map(StoredRow::item).toList();
        assertThat(entries(engine, table, BY_NAME))
                .containsExactlyInAnyOrderElementsOf(items.stream()
                        .filter(item -> item.find("name").isPresent())
                        .toList());
        assertThat(entries(engine, table, BY_CITY))
                .hasSameSizeAs(items.stream()
                        .filter(item -> item.find("city").isPresent())
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void itemsAreFoundFromTheirEntries(int shards) {
        var engine = TestingEngine.shared(shards);
        var table = engine.apply(TestingTables.table(shards, BY_CITY));
        engine.writer().write(putting(table, item("a", 1, "city", "Rome", "more", "x")));
        engine.writer().write(putting(table, item("b", 2, "city", "Bonn", "more", "y")));
        var entries = page(engine, table, BY_CITY);

        var base = engine.points().readBase(table, entries, true);

        assertThat(base)
                .extracting(row -> row.orElseThrow().item())
                .containsExactlyInAnyOrder(
                        item("a", 1, "city", "Rome", "more", "x"), item("b", 2, "city", "Bonn", "more", "y"));
    }

    @Test
    void theSizeOfACollectionIsTheSumOfItsItemsAndEntriesFoldedOrNot() {
        var engine = TestingEngine.shared(1);
        var table = engine.apply(TestingTables.table(1, BY_NAME));
        var first = item("a", 1, "name", "x");
        var second = item("a", 2);

        assertThat(engine.writer().write(putting(table, first)).collectionBytes())
                .hasValue(2L * put(first).size());
        fold(engine);
        assertThat(engine.writer().write(putting(table, second)).collectionBytes())
                .hasValue(2L * put(first).size() + put(second).size());
        fold(engine);
        engine.writer().write(deleting(table, "a", 1));
        assertThat(engine.writer().write(deleting(table, "a", 2)).collectionBytes())
                .hasValue(0);
    }

    @Test
    void aCollectionDoesNotGrowBeyondItsLimit() {
        var engine = TestingEngine.shared(1);
        var table = engine.apply(TestingTables.table(1, BY_NAME));
        var small = new Writing.Settings(1, TestingShards.limits(), 100, Duration.ofMillis(20));
        var tables = new CurrentTables(engine.catalog(), Duration.ofSeconds(1));
        try (var writing = new Writing(
                engine.shards(), tables, new HybridClock(InstantSource.system()), small, ChangeLogPressure.NONE)) {
            writing.writer().write(putting(table, item("a", 1, "v", "x".repeat(80))));

            assertThatThrownBy(() -> writing.writer().write(putting(table, item("a", 2, "v", "x".repeat(80)))))
                    .isInstanceOfSatisfying(
                            DynamoDbException.class,
                            error -> assertThat(error.type()).isEqualTo(ErrorType.ITEM_COLLECTION_SIZE_LIMIT_EXCEEDED));
            writing.writer().write(putting(table, item("b", 2, "v", "x".repeat(80))));
            writing.writer().write(deleting(table, "a", 1));
            writing.writer().write(putting(table, item("a", 2, "v", "x".repeat(80))));
        }
    }

    private static void fold(TestingEngine engine) {
        try (var housekeeping = new Housekeeping(engine.shards(), Duration.ofHours(1), Duration.ofHours(1))) {
            housekeeping.round();
        }
    }

    private static List<Item> entries(TestingEngine engine, TableDescriptor table, IndexDescriptor index) {
        return page(engine, table, index).stream().map(StoredRow::item).toList();
    }

    private static List<StoredRow> page(TestingEngine engine, TableDescriptor table, IndexDescriptor index) {
        return engine.ranges()
                .page(new RangeRequest(
                        table, Optional.of(index), new byte[0], Optional.empty(), true, true, 1000, Long.MAX_VALUE))
                .rows();
    }
}
