package io.galena.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.controlplane.database.CatalogDatabase;
import io.galena.kit.catalog.Catalog;
import io.galena.kit.changelog.ReplicationSlots;
import io.galena.kit.changelog.Topics;
import io.galena.kit.kafka.KafkaClients;
import io.galena.standalone.sdk.GlobalIndexCheck;
import io.galena.storage.backfill.IndexRepair;
import io.galena.storage.backfill.IndexRepairs;
import io.galena.storage.indexer.Indexers;
import io.galena.storage.shard.Shard;
import io.galena.storage.shard.Shards;
import io.galena.stream.capture.CaptureWorkers;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** Changes that indexes need are lost, on purpose: the indexes come to equal what their table implies all the same. */
class IndexGapTest {
    private static final String TABLE = "gap";
    private static final int ITEMS = 300;
    private static final int MOST_MILLIS_OF_REPAIR = 300;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("shards")
    void aSlotThatIsLost(int shards) throws InterruptedException {
        try (var galena = start(shards);
                var client = galena.client()) {
            create(client, shards);
            galena.bean(CaptureWorkers.class).close();
            change(client);
            galena.bean(Shards.class).all().forEach(IndexGapTest::dropSlot);
            awaitGap(galena);
        }

        assertRepaired(shards);
    }

    @ParameterizedTest
    @MethodSource("shards")
    void aKafkaThatLostItsData(int shards) throws IOException, InterruptedException {
        loseKafka(shards);

        assertRepaired(shards);
    }

    @Test
    @EnabledIfSystemProperty(named = "galena.long", matches = "true")
    void aKafkaThatLostItsDataAndAProcessThatIsKilledWhileItRepairs() throws IOException, InterruptedException {
        loseKafka(3);
        killWhileRepairing();

        assertRepaired(3);
    }

    @Test
    @EnabledIfSystemProperty(named = "galena.long", matches = "true")
    void recordsThatExpiredBeforeTheyWereRead() throws Exception {
        try (var galena = start(3);
                var client = galena.client()) {
            create(client, 3);
            galena.bean(Indexers.class).close();
            change(client);
            awaitCaptured(galena, client);
            expireAll(galena);
        }

        assertRepaired(3);
    }

    @Test
    @EnabledIfSystemProperty(named = "galena.long", matches = "true")
    void aTopicThatWasDeletedAndMadeAnew() throws Exception {
        try (var galena = start(3);
                var client = galena.client()) {
            create(client, 3);
            galena.bean(Indexers.class).close();
            change(client);
            awaitCaptured(galena, client);
            try (var admin = galena.bean(KafkaClients.class).admin()) {
                admin.deleteTopics(List.of(topic(galena))).all().get();
            }
            // Capture finds the topic gone and makes it anew; it becomes longer than the old one was.
            TestingItems.put(client, TABLE, 4 * ITEMS);
            awaitCaptured(galena, client);
        }

        assertRepaired(3);
    }

    @Test
    @EnabledIfSystemProperty(named = "galena.long", matches = "true")
    void anotherGapWhileTheFirstIsRepaired() throws InterruptedException {
        try (var galena = start(3);
                var client = galena.client()) {
            create(client, 3);
            galena.bean(CaptureWorkers.class).close();
            change(client);
            galena.bean(Shards.class).all().forEach(IndexGapTest::dropSlot);
            awaitGap(galena);
            // The repair waits for its fences, and they are lost too.
            await(() -> rows(galena, "galena.index_repair WHERE progress LIKE 'settling%'") == 3);
            client.deleteItem(delete -> delete.tableName(TABLE).key(key("item-299")));
            galena.bean(Shards.class).all().forEach(IndexGapTest::dropSlot);
            awaitGap(galena);
        }

        assertRepaired(3);
    }

    @Test
    @EnabledIfSystemProperty(named = "galena.long", matches = "true")
    void aNewIndexWhoseBackfillIsCutByAGap() throws InterruptedException {
        try (var galena = start(3);
                var client = galena.client()) {
            create(client, 3);
            galena.bean(CaptureWorkers.class).close();
            TestingTables.addGlobalIndex(client, TABLE, "added", "d");
            await(() -> galena.bean(CatalogDatabase.class)
                    .jdbc()
                    .sql("SELECT EXISTS (SELECT FROM indexes WHERE progress LIKE 'fences:%')")
                    .query(Boolean.class)
                    .single());
            change(client);
            galena.bean(Shards.class).all().forEach(IndexGapTest::dropSlot);
            awaitGap(galena);
        }

        assertRepaired(3);
    }

    @Test
    @EnabledIfSystemProperty(named = "galena.long", matches = "true")
    void aShardThatWentBackInTime() throws InterruptedException {
        try (var galena = start(3);
                var client = galena.client()) {
            create(client, 3);
            var items = "galena.t_" + tableId(galena);
            galena.bean(Shards.class)
                    .all()
                    .forEach(shard -> execute(shard, "CREATE TABLE saved AS SELECT * FROM " + items));
            change(client);
            GlobalIndexCheck.awaitAllEqual(client, TABLE);

            for (var shard : galena.bean(Shards.class).all()) {
                execute(shard, "DELETE FROM " + items);
                execute(shard, "INSERT INTO " + items + " SELECT * FROM saved");
                execute(shard, "INSERT INTO galena.change_log_gap (reason) VALUES ('restored')");
            }
            awaitGap(galena);
        }

        assertRepaired(3);
    }

    @Test
    @EnabledIfSystemProperty(named = "galena.long", matches = "true")
    void whatExpiresAfterItWasReadIsNoGap() throws Exception {
        try (var galena = start(3);
                var client = galena.client()) {
            create(client, 3);
            awaitCaptured(galena, client);
            // The positions behind the last records, transaction markers included, are kept by then.
            Thread.sleep(7_000);
            expireAll(galena);
        }

        try (var galena = start(3);
                var client = galena.client()) {
            change(client);
            GlobalIndexCheck.awaitAllEqual(client, TABLE);
            assertThat(galena.bean(MeterRegistry.class)
                            .find("galena.index.gaps")
                            .counters())
                    .hasSize(3)
                    .allSatisfy(counter -> assertThat(counter.count()).isZero());
        }
    }

    /** On one shard there is little that a gap can do to an index: its entries are written with the items. */
    private static IntStream shards() {
        return Boolean.getBoolean("galena.long") ? IntStream.of(1, 3) : IntStream.of(3);
    }

    /** Leaves a data directory whose indexes lack changes that only Kafka had. */
    private void loseKafka(int shards) throws IOException, InterruptedException {
        try (var galena = start(shards);
                var client = galena.client()) {
            create(client, shards);
            galena.bean(Indexers.class).close();
            change(client);
            awaitCaptured(galena, client);
        }
        FileSystemUtils.deleteRecursively(directory.resolve("data/kafka"));
    }

    /** kill -9 of a whole process tree, some time after it began to repair, and before it was done. */
    private void killWhileRepairing() throws IOException, InterruptedException {
        var told = List.of("-Dlogging.level." + IndexRepair.class.getName() + "=info");
        try (var process = GalenaProcess.launch(directory.resolve("data"), told, "--shards", "3")) {
            process.awaitLine(line -> line.contains("are being repaired"), LIMIT);
            Thread.sleep(ThreadLocalRandom.current().nextInt(MOST_MILLIS_OF_REPAIR));

            process.killTree();

            assertThat(process.output().stream().filter(line -> line.contains("Global indexes are repaired")))
                    .as("shards that were repaired before the process was killed")
                    .hasSizeLessThan(3);
        }
    }

    /** Two instances repair. Meanwhile the index can be read, and says that it is active. */
    private void assertRepaired(int shards) throws InterruptedException {
        try (var galena = start(shards);
                var other = new IndexRepairs(
                        galena.bean(Catalog.class),
                        galena.bean(Shards.class),
                        galena.bean(IndexRepair.class),
                        new SimpleMeterRegistry());
                var client = galena.client()) {
            other.start();
            assertThat(client.scan(scan -> scan.tableName(TABLE).indexName("by-c-and-d"))
                            .items())
                    .isNotEmpty();
            assertThat(client.describeTable(describe -> describe.tableName(TABLE))
                            .table()
                            .globalSecondaryIndexes())
                    .filteredOn(index -> index.indexName().equals("by-c-and-d"))
                    .allSatisfy(index -> assertThat(index.indexStatus()).isEqualTo(IndexStatus.ACTIVE));
            TestingTables.awaitGlobalIndexes(client, TABLE, LIMIT);
            GlobalIndexCheck.awaitAllEqual(client, TABLE);
            await(() -> rows(galena, "galena.index_repair") == 0);
            await(() -> rows(galena, "galena.index_fence WHERE index_id < 0") == 0);
            if (shards > 1) {
                assertThat(rows(galena, "galena.index_repair_round WHERE is_called"))
                        .as("shards that had to be repaired")
                        .isPositive();
                var gauges = galena.bean(MeterRegistry.class)
                        .find("galena.index.repairs")
                        .gauges();
                assertThat(gauges).hasSize(shards);
                await(() -> gauges.stream().allMatch(gauge -> gauge.value() == 0));
            }
            change(client);
            GlobalIndexCheck.awaitAllEqual(client, TABLE);
        }
    }

    private TestingGalena start(int shards) {
        return TestingGalena.start(Map.of(
                "galena.data-dir", directory.resolve("data").toString(), "galena.shards", Integer.toString(shards)));
    }

    /** With one shard only a stream makes changes go to Kafka; entries are kept without it. */
    private static void create(DynamoDbClient client, int shards) throws InterruptedException {
        TestingTables.createGlobal(client, TABLE);
        if (shards == 1) {
            client.updateTable(update -> update.tableName(TABLE)
                    .streamSpecification(
                            stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)));
        }
        TestingItems.put(client, TABLE, ITEMS);
        GlobalIndexCheck.awaitAllEqual(client, TABLE);
    }

    /** Items go, come, and change in what the index has of them. */
    private static void change(DynamoDbClient client) {
        for (var number = 0; number < 40; number++) {
            var old = key("item-" + number);
            client.deleteItem(delete -> delete.tableName(TABLE).key(old));
            var moved = key("item-" + (100 + number));
            client.updateItem(update -> update.tableName(TABLE)
                    .key(moved)
                    .updateExpression("SET c = :c, v = :v")
                    .expressionAttributeValues(
                            Map.of(":c", AttributeValue.fromS("moved"), ":v", AttributeValue.fromN("-1"))));
            var bare = key("item-" + (200 + number));
            client.updateItem(update -> update.tableName(TABLE).key(bare).updateExpression("REMOVE c"));
            var added = new HashMap<>(key("new-" + number));
            added.put("c", AttributeValue.fromS("new"));
            added.put("d", AttributeValue.fromN(Integer.toString(number)));
            client.putItem(put -> put.tableName(TABLE).item(added));
        }
    }

    private static Map<String, AttributeValue> key(String name) {
        return Map.of("pk", AttributeValue.fromS(name));
    }

    private static void dropSlot(Shard shard) {
        await(() -> JdbcClient.create(shard.pool())
                .sql("SELECT NOT active FROM pg_replication_slots WHERE slot_name = ?")
                .param(ReplicationSlots.name(shard.id()))
                .query(Boolean.class)
                .optional()
                .orElse(false));
        execute(shard, "SELECT pg_drop_replication_slot('" + ReplicationSlots.name(shard.id()) + "')");
    }

    /** Waits until storage has seen all gaps, and told of them. */
    private static void awaitGap(TestingGalena galena) {
        var shards = galena.bean(Shards.class).all();
        await(() -> shards.stream()
                .allMatch(shard -> JdbcClient.create(shard.pool())
                        .sql("SELECT EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = ?)"
                                + " AND NOT EXISTS (SELECT FROM galena.change_log_gap WHERE told_at IS NULL)")
                        .param(ReplicationSlots.name(shard.id()))
                        .query(Boolean.class)
                        .single()));
    }

    /** Waits until Kafka has everything, and shards have let go of it. */
    private static void awaitCaptured(TestingGalena galena, DynamoDbClient client) {
        for (var shard : galena.bean(Shards.class).all()) {
            var end = JdbcClient.create(shard.pool())
                    .sql("SELECT pg_current_wal_lsn()::text")
                    .query(String.class)
                    .single();
            await(() -> {
                touchAllShards(client);
                return JdbcClient.create(shard.pool())
                        .sql("SELECT confirmed_flush_lsn >= '" + end
                                + "' FROM pg_replication_slots WHERE slot_name = ?")
                        .param(ReplicationSlots.name(shard.id()))
                        .query(Boolean.class)
                        .single();
            });
        }
    }

    /** Shards confirm what they have of changes, and these are in no index. */
    private static void touchAllShards(DynamoDbClient client) {
        for (var number = 0; number < 8; number++) {
            var bare = key("bare-" + number);
            client.updateItem(update -> update.tableName(TABLE)
                    .key(bare)
                    .updateExpression("ADD v :one")
                    .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1"))));
        }
    }

    /** As retention does. */
    private static void expireAll(TestingGalena galena) throws Exception {
        try (var admin = galena.bean(KafkaClients.class).admin()) {
            var topic = topic(galena);
            var partitions = admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                    .flatMap(description -> description.partitions().stream())
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            var ends = admin.listOffsets(
                            partitions.stream().collect(Collectors.toMap(each -> each, _ -> OffsetSpec.latest())))
                    .all()
                    .get();
            admin.deleteRecords(ends.entrySet().stream()
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey,
                                    entry -> RecordsToDelete.beforeOffset(
                                            entry.getValue().offset()))))
                    .all()
                    .get();
        }
    }

    private static String topic(TestingGalena galena) {
        return Topics.changes(tableId(galena));
    }

    private static long tableId(TestingGalena galena) {
        return galena.bean(Catalog.class).tables().stream()
                .filter(table -> table.name().equals(TABLE))
                .findFirst()
                .orElseThrow()
                .id();
    }

    /** How many rows all shards have. */
    private static long rows(TestingGalena galena, String what) {
        return galena.bean(Shards.class).all().stream()
                .mapToLong(shard -> JdbcClient.create(shard.pool())
                        .sql("SELECT count(*) FROM " + what)
                        .query(Long.class)
                        .single())
                .sum();
    }

    private static void execute(Shard shard, String sql) {
        try (var connection = shard.pool().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(BooleanSupplier condition) {
        var end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waiting").isLessThan(end);
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
