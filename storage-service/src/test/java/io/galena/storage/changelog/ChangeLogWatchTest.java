package io.galena.storage.changelog;

import static io.galena.storage.testing.TestingItems.item;
import static io.galena.storage.testing.TestingItems.putting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.kit.catalog.ShardDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.changelog.LogEntry;
import io.galena.kit.changelog.ReplicationSlots;
import io.galena.postgres.EmbeddedPostgres;
import io.galena.storage.lane.CurrentTables;
import io.galena.storage.schema.ItemCompression;
import io.galena.storage.schema.TableSchemas;
import io.galena.storage.shard.Shard;
import io.galena.storage.shard.ShardSettings;
import io.galena.storage.shard.Shards;
import io.galena.storage.testing.TestingCatalog;
import io.galena.storage.testing.TestingChanges;
import io.galena.storage.testing.TestingShards;
import io.galena.storage.testing.TestingTables;
import io.galena.storage.version.HybridClock;
import io.galena.storage.write.Writing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What happens when nobody reads the slot: on a server whose bound is small. */
class ChangeLogWatchTest {
    private static final long MEGABYTE = 1024 * 1024;
    private static final long BOUND = 64 * MEGABYTE;
    private static final String PAYLOAD = "x".repeat(100_000);

    @TempDir
    Path directory;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private EmbeddedPostgres server;
    private Shards shards;
    private Shard shard;
    private ChangeLogWatch watch;
    private Writing writing;
    private TableDescriptor read;
    private TableDescriptor unread;

    @BeforeEach
    void startAServerWithASmallBound() {
        server = EmbeddedPostgres.start(
                directory,
                Map.of(
                        "max_slot_wal_keep_size",
                        "64MB",
                        "min_wal_size",
                        "32MB",
                        "max_wal_size",
                        "48MB",
                        "fsync",
                        "off"));
        server.createDatabase("shard");
        var catalog = new TestingCatalog(List.of(new ShardDescriptor(0, server.jdbcUrl("shard"), 0)));
        shards = new Shards(
                catalog, new ShardSettings(EmbeddedPostgres.USER, server.password(), 4, Duration.ofSeconds(5)));
        shard = shards.require(0);
        // Rounds are the test's.
        watch = new ChangeLogWatch(shards, Long.MAX_VALUE, Duration.ofDays(1), metrics);
        var tables = new CurrentTables(catalog, Duration.ofSeconds(5));
        writing = new Writing(shards, tables, new HybridClock(InstantSource.system()), TestingShards.writing(), watch);
        var schemas = new TableSchemas(shards, ItemCompression.DEFAULT);
        read = TestingTables.withStream(TestingTables.table(1));
        unread = TestingTables.table(1);
        List.of(read, unread).forEach(table -> {
            schemas.apply(table);
            catalog.put(table);
        });
    }

    @AfterEach
    void stop() {
        watch.close();
        writing.close();
        shards.close();
        server.close();
    }

    @Test
    void writesToTablesWithStreamsAreThrottledNearTheBoundUntilCaptureHasCaughtUp() {
        writeUntil(read, 0.6);
        watch.round();
        write(read);
        writeUntil(read, 0.9);
        watch.round();

        assertThatThrownBy(() -> write(read))
                .isInstanceOfSatisfying(
                        DynamoDbException.class,
                        error -> assertThat(error.type()).isEqualTo(ErrorType.THROTTLING));
        write(unread);
        assertThat(gauge("galena.change.log.throttled")).isEqualTo(1);
        assertThat(gauge("galena.change.log.bound")).isEqualTo(BOUND);
        assertThat(gauge("galena.change.log.retained")).isGreaterThan(0.9 * BOUND);

        for (var tried = 0; watch.isThrottled(0); tried++) {
            assertThat(tried).as("rounds until it is released").isLessThan(20);
            capture();
            watch.round();
        }
        write(read);
        assertThat(gauge("galena.change.log.throttled")).isZero();
    }

    @Test
    void aSlotThatIsLostIsMadeAnewAndTheGapIsTold() throws Exception {
        write(read);
        loseTheSlot();
        try (var changes = TestingChanges.begin(shard)) {
            watch.round();
            watch.round();

            assertThat(jdbc().sql("SELECT wal_status FROM pg_replication_slots WHERE slot_name = ?")
                            .param(ReplicationSlots.name(0))
                            .query(String.class)
                            .single())
                    .isEqualTo("reserved");
            assertThat(changes.entries()).singleElement().isInstanceOfSatisfying(LogEntry.Gap.class, gap -> {
                assertThat(gap.reason()).isEqualTo("The replication slot was lost");
                assertThat(gap.open())
                        .singleElement()
                        .satisfies(open -> assertThat(open.tableId()).isEqualTo(read.id()));
            });
        }
        assertThat(gaps()).containsExactly("The replication slot was lost");
        assertThat(metrics.get("galena.change.log.gaps").counter().count()).isEqualTo(1);
        write(read);
    }

    @Test
    void aSlotThatIsNotThereAnyMoreIsAGapToo() {
        jdbc().sql("SELECT pg_drop_replication_slot(?)::text")
                .param(ReplicationSlots.name(0))
                .query(String.class)
                .single();

        watch.round();

        assertThat(gaps()).containsExactly("The replication slot was lost");
        assertThat(new ShardChangeLog(shard).look().orElseThrow().lost()).isFalse();
    }

    @Test
    void aGapThatNobodyWasToldOfBeforeACrashIsToldAfterwards() throws Exception {
        jdbc().sql("INSERT INTO galena.change_log_gap (reason) VALUES ('before the crash')")
                .update();
        try (var changes = TestingChanges.begin(shard)) {
            watch.round();

            assertThat(changes.entries())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            LogEntry.Gap.class, gap -> assertThat(gap.reason()).isEqualTo("before the crash"));
        }
        assertThat(new ShardChangeLog(shard).look().orElseThrow().untold()).isFalse();
    }

    @Test
    void whatCaptureReportsIsAGapOnlyIfTheSlotWasReadBefore() {
        var changeLog = new ShardChangeLog(shard);
        assertThat(changeLog.report("of a new slot", true)).isZero();
        assertThat(gaps()).isEmpty();

        write(read);
        capture();
        assertThat(changeLog.report("of a slot that was read", true)).isEqualTo(1);
        assertThat(gaps()).containsExactly("of a slot that was read");
    }

    @Test
    void aGapIsToldOnceThoughItsReporterDiesAndReportsItAgain() throws Exception {
        var changeLog = new ShardChangeLog(shard);
        write(read);
        capture();

        try (var changes = TestingChanges.begin(shard)) {
            assertThat(changeLog.report("lost", true)).isEqualTo(1);
            assertThat(changeLog.report("lost", false)).isEqualTo(2);
            assertThat(changes.entries()).singleElement().isInstanceOf(LogEntry.Gap.class);
        }
        capture();
        assertThat(changeLog.report("lost", false)).isEqualTo(3);
        assertThat(gaps()).containsExactly("lost", "lost");
    }

    @Test
    void kafkaMayHaveHadMoreThanTheSlotThatWasMadeAnewTells() {
        var changeLog = new ShardChangeLog(shard);
        write(read);
        capture();
        jdbc().sql("SELECT pg_drop_replication_slot(?)::text")
                .param(ReplicationSlots.name(0))
                .query(String.class)
                .single();
        watch.round();

        assertThat(changeLog.report("Kafka is as it was", false)).isZero();
        assertThat(changeLog.report("Kafka is empty", true)).isEqualTo(1);
        assertThat(gaps()).containsExactly("The replication slot was lost");
    }

    /** Writes to the table until the server has that part of the bound for the slot. */
    private void writeUntil(TableDescriptor table, double part) {
        while (retained() < part * BOUND) {
            write(table);
        }
    }

    /** What nobody reads is behind the bound when a checkpoint comes. */
    private void loseTheSlot() {
        for (var tried = 0; !new ShardChangeLog(shard).look().orElseThrow().lost(); tried++) {
            assertThat(tried).as("checkpoints until the slot is lost").isLessThan(50);
            jdbc().sql("SELECT pg_logical_emit_message(false, 'filler', repeat('x', 16000000))::text")
                    .query(String.class)
                    .single();
            jdbc().sql("CHECKPOINT").update();
        }
    }

    private void write(TableDescriptor table) {
        writing.writer().write(putting(table, item("a", System.nanoTime(), "v", PAYLOAD)));
    }

    /** Reads the slot to its end, as capture does. */
    private void capture() {
        jdbc().sql("SELECT count(*) FROM pg_logical_slot_get_binary_changes(?, NULL, NULL, 'proto_version', '1',"
                        + " 'publication_names', ?, 'messages', 'true')")
                .param(ReplicationSlots.name(0))
                .param(ReplicationSlots.PUBLICATION)
                .query(Long.class)
                .single();
    }

    private long retained() {
        return new ShardChangeLog(shard).look().orElseThrow().retained();
    }

    private List<String> gaps() {
        return jdbc().sql("SELECT reason FROM galena.change_log_gap ORDER BY id")
                .query((row, number) -> row.getString(1))
                .list();
    }

    private double gauge(String name) {
        return metrics.get(name).gauge().value();
    }

    private JdbcClient jdbc() {
        return JdbcClient.create(shard.pool());
    }
}
