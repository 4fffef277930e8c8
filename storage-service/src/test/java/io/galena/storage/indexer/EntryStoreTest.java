package io.galena.storage.indexer;

import static io.galena.storage.testing.TestingItems.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.galena.dynamodb.value.Item;
import io.galena.dynamodb.value.ItemCodec;
import io.galena.dynamodb.value.ItemSize;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.kafka.TopicPosition;
import io.galena.kit.changelog.LogEntry.Cause;
import io.galena.kit.changelog.LogEntry.Image;
import io.galena.kit.changelog.LogEntry.Kind;
import io.galena.kit.changelog.Topics;
import io.galena.kit.changelog.TopicRecord;
import io.galena.storage.read.RangeRequest;
import io.galena.storage.row.StoredRow;
import io.galena.storage.testing.TestingEngine;
import io.galena.storage.testing.TestingTables;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What indexers write: whatever the order in which records come, and however they are cut into transactions. */
class EntryStoreTest {
    private static final int SHARDS = 2;
    private static final int PARTITION = 1;
    private static final Uuid TOPIC = Uuid.randomUuid();

    private final TestingEngine engine = TestingEngine.start(SHARDS);
    private final TableDescriptor table =
            engine.apply(TestingTables.withGlobalIndex(TestingTables.table(SHARDS), 1, "city"));

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void recordsInAnyOrderLeaveWhatTheLastVersionSays() throws SQLException {
        var random = new Random(7);
        var names = List.of("Bonn", "Rome", "Oslo");
        for (var run = 0; run < 30; run++) {
            var history = new ArrayList<TopicRecord>();
            Item before = null;
            for (var version = 1; version <= 8; version++) {
                var key = "run-" + run;
                var after = switch (random.nextInt(4)) {
                    case 0 -> null;
                    case 1 -> item(key, 1, "v", version);
                    default -> item(key, 1, "city", names.get(random.nextInt(3)), "v", version);
                };
                if (before != null || after != null) {
                    history.add(change(version, before, after));
                }
                before = after;
            }
            Collections.shuffle(history, random);

            for (var shard = 0; shard < SHARDS; shard++) {
                try (var entries = open(shard)) {
                    for (var entry : history) {
                        entries.write(List.of(arrival(shard, entry)));
                    }
                    // A second time, all at once.
                    entries.write(List.of(arrival(shard, history.toArray(TopicRecord[]::new))));
                }
            }

            var expected = before == null || !before.attributes().containsKey("city") ? List.of() : List.of(before);
            assertThat(entries("run-" + run)).isEqualTo(expected);
        }
    }

    @Test
    void anItemToldOfAgainDoesNotBringAnEntryBack() throws SQLException {
        var bonn = item("a", 1, "city", "Bonn");
        var rome = item("a", 1, "city", "Rome");
        for (var shard = 0; shard < SHARDS; shard++) {
            try (var entries = open(shard)) {
                entries.write(List.of(arrival(shard, change(2, bonn, rome))));
                entries.write(List.of(arrival(shard, retold(1, bonn), retold(2, rome))));
            }
        }

        assertThat(entries("a")).containsExactly(rome);
    }

    @Test
    void aShardThatHoldsAnotherVersionOfTheTableTakesNothing() throws SQLException {
        var arrivals = List.of(arrival(0, change(1, null, item("a", 1, "city", "Bonn"))));
        engine.apply(TestingTables.next(table));

        try (var entries = open(0)) {
            assertThat(entries.write(arrivals)).containsExactly(table.id());
            assertThat(entries.positions()).isEmpty();
        }
        assertThat(entries("a")).isEmpty();
    }

    @Test
    void positionsAreKeptAndOnlyOneHasThem() throws SQLException {
        try (var entries = open(0)) {
            entries.write(List.of(arrival(0, change(1, null, item("a", 1, "city", "Bonn")), retold(1, item("b", 1)))));

            assertThat(EntryStore.open(engine.shards().require(0))).isEmpty();
            assertThat(EntryStore.open(engine.shards().require(1))).hasValueSatisfying(EntryStore::close);
        }
        try (var entries = open(0)) {
            assertThat(entries.positions())
                    .containsExactly(Map.entry(
                            new TopicPartition(Topics.changes(table.id()), PARTITION),
                            new TopicPosition(2, Optional.of(TOPIC))));
        }
    }

    @Test
    void positionsAndPostgresTablesGoWithTheLastIndex() throws SQLException {
        try (var entries = open(0)) {
            entries.write(List.of(arrival(0, change(1, null, item("a", 1, "city", "Bonn")))));
        }

        engine.apply(TestingTables.withoutGlobalIndexes(table));

        try (var entries = open(0)) {
            assertThat(entries.positions()).isEmpty();
        }
        var again = engine.apply(
                TestingTables.withGlobalIndex(engine.catalog().find(table.id()).orElseThrow(), 1, "city"));
        assertThat(entries(again, "a")).isEmpty();
    }

    /** The server lets go of what a session held a moment after that was closed. */
    private EntryStore open(int shard) throws SQLException {
        var end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        var opened = EntryStore.open(engine.shards().require(shard));
        while (opened.isEmpty() && System.nanoTime() < end) {
            opened = EntryStore.open(engine.shards().require(shard));
        }
        return opened.orElseThrow();
    }

    private Arrival arrival(int shard, TopicRecord... records) {
        var arrival = new Arrival(
                table,
                table.partitions().stream()
                        .filter(partition -> partition.shard() == shard)
                        .toList(),
                TOPIC);
        for (var offset = 0; offset < records.length; offset++) {
            arrival.add(PARTITION, offset, records[offset]);
        }
        return arrival;
    }

    private List<Item> entries(String pk) {
        return entries(table, pk);
    }

    private List<Item> entries(TableDescriptor from, String pk) {
        return engine
                .ranges()
                .page(new RangeRequest(
                        from,
                        Optional.of(from.globalIndexes().getFirst()),
                        new byte[0],
                        Optional.empty(),
                        true,
                        false,
                        1000,
                        Long.MAX_VALUE))
                .rows()
                .stream()
                .map(StoredRow::item)
                .filter(entry -> entry.find("pk").equals(item(pk, 1).find("pk")))
                .toList();
    }

    private static TopicRecord change(long version, @Nullable Item before, @Nullable Item after) {
        return record(Cause.USER, version, Optional.ofNullable(before), Optional.ofNullable(after));
    }

    private static TopicRecord retold(long version, Item item) {
        return record(Cause.REINDEXING, version, Optional.empty(), Optional.of(item));
    }

    private static TopicRecord record(Cause cause, long version, Optional<Item> before, Optional<Item> after) {
        var keys = new LinkedHashMap<>(before.or(() -> after).orElseThrow().attributes());
        keys.keySet().retainAll(List.of("pk", "sk"));
        return new TopicRecord.Change(
                Kind.MODIFY,
                ItemCodec.encode(new Item(keys)),
                before.map(EntryStoreTest::image),
                after.map(EntryStoreTest::image),
                version,
                0,
                0,
                0,
                1,
                cause,
                "local",
                Optional.empty(),
                0,
                0);
    }

    private static Image image(Item item) {
        return new Image(ItemCodec.encode(item), ItemSize.of(item));
    }
}
