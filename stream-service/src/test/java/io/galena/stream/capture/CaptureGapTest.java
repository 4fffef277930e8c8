package io.galena.stream.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.kafka.EmbeddedKafka;
import io.galena.kafka.testing.TestingKafka;
import io.galena.kit.changelog.LogEntry.ShardSpan;
import io.galena.kit.changelog.LogEntry.TopicPlace;
import io.galena.kit.changelog.TopicRecord;
import io.galena.kit.changelog.Topics;
import io.galena.postgres.EmbeddedPostgres;
import io.galena.postgres.testing.TestingPostgres;
import io.galena.stream.read.Position;
import io.galena.stream.read.ReadRecord;
import io.galena.stream.read.ShardReader;
import io.galena.stream.read.ShardSpans;
import io.galena.stream.read.Span;
import io.galena.stream.read.TrimmedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was lost is told: in the topic, and to who reads the stream. */
class CaptureGapTest {
    @TempDir
    Path directory;

    @Test
    void aLostSlotIsAMarkThatReadersMeetOnce() throws Exception {
        try (var shard = new CapturedShard();
                var connection = shard.connect()) {
            shard.startWorker();
            var span = shard.openSpan(connection, 0);
            shard.commit(connection, shard.change("before", 0, 1));
            shard.awaitRecords(0, found -> found.size() == 2);
            shard.stopWorkers();

            shard.commit(connection, shard.change("lost", 0, 1));
            shard.remakeSlot();
            shard.tellOfGap("the slot was lost");
            shard.commit(connection, shard.change("after", 0, 1));
            shard.startWorker();

            var records = shard.awaitRecords(0, found -> found.size() >= 4);
            assertThat(records).extracting(CaptureGapTest::text).containsExactly("OPENED", "before", "GAP", "after");
            assertReadersMeetTheGap(shard, span);
        }
    }

    @Test
    void whereNoStreamIsOnTheMarkIsThereTooForOtherReaders() throws Exception {
        try (var shard = new CapturedShard();
                var connection = shard.connect()) {
            shard.others.addAll(List.of(new TopicPlace(shard.tableId, 0), new TopicPlace(shard.tableId, 2)));
            shard.startWorker();
            shard.commit(connection, shard.change("before", 0, 1));
            shard.awaitRecords(0, found -> found.size() == 1);

            shard.tellOfGap("the slot was lost");

            assertThat(shard.awaitRecords(0, found -> found.size() >= 2))
                    .extracting(CaptureGapTest::text)
                    .containsExactly("before", "GAP");
            assertThat(shard.awaitRecords(2, found -> !found.isEmpty()))
                    .extracting(CaptureGapTest::text)
                    .containsExactly("GAP");
        }
    }

    @Test
    void marksThatWereLostWithTheChangesAreMadeUpFor() throws Exception {
        try (var shard = new CapturedShard();
                var connection = shard.connect()) {
            shard.startWorker();
            var ended = shard.openSpan(connection, 0);
            shard.awaitRecords(0, found -> found.size() == 1);
            shard.stopWorkers();

            shard.open.clear();
            var begun = shard.openSpan(connection, 1);
            shard.remakeSlot();
            shard.tellOfGap("the slot was lost");
            shard.commit(connection, shard.change("after", 1, 1));
            shard.startWorker();

            assertThat(shard.awaitRecords(1, found -> found.size() >= 3))
                    .extracting(CaptureGapTest::text)
                    .containsExactly("OPENED", "GAP", "after");
            assertThat(shard.awaitRecords(0, found -> found.size() >= 3))
                    .extracting(CaptureGapTest::text)
                    .containsExactly("OPENED", "GAP", "CLOSED");
            try (var spans = new ShardSpans(shard.clients, shard.topics)) {
                spans.start();
                // Each transaction ends with a marker that takes an offset.
                assertThat(await(spans, ended, span -> span.end().isPresent()).end())
                        .hasValue(3);
                assertThat(await(spans, begun, span -> span.horizon() == 2).first())
                        .isEqualTo(1);
                assertThat(spans.lostUntil(shard.shard)).isAfter(Instant.EPOCH);
                assertThat(spans.lostUntil(shard.shard + 1)).isBefore(Instant.EPOCH);
            }
        }
    }

    @Test
    void aKafkaThatLostItsDataIsAGapThatCaptureReports() throws Exception {
        var first = EmbeddedKafka.start(directory.resolve("kafka"), Map.of()).awaitReady();
        var address = first.bootstrapServers();
        try (var shard = new CapturedShard(TestingPostgres.server(), address);
                var spans = new ShardSpans(shard.clients, shard.topics);
                var connection = shard.connect()) {
            shard.startWorker();
            var span = shard.openSpan(connection, 0);
            shard.commit(connection, shard.change("lost", 0, 1));
            var ended = shard.openSpan(connection, 1);
            shard.closeSpan(connection, ended);
            shard.awaitRecords(0, found -> found.size() == 2);
            spans.start();
            await(spans, ended, found -> found.end().isPresent());
            shard.stopWorkers();
            first.close();
            Files.move(directory.resolve("kafka"), directory.resolve("gone"));

            var port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
            try (var second = EmbeddedKafka.start(directory.resolve("kafka"), port, Map.of())
                    .awaitReady()) {
                shard.forgetTopics();
                shard.startWorker();
                var records = shard.awaitRecords(0, found -> found.size() >= 2);
                shard.commit(connection, shard.change("after", 0, 1));

                assertThat(records).extracting(CaptureGapTest::text).containsExactly("OPENED", "GAP");
                assertThat(shard.awaitRecords(0, found -> found.size() >= 3))
                        .extracting(CaptureGapTest::text)
                        .containsExactly("OPENED", "GAP", "after");
                assertThat(shard.reported).containsExactly("Kafka does not have the changes that it had");
                assertNothingIsReadAtPositionsFromBefore(shard, span);
                await(spans, span, found -> found.generation() == 1);
                assertThat(spans.find(ended.shardId())).as("what is told of it").isEmpty();
                assertThat(second.isAlive()).isTrue();
                shard.stopWorkers();
            }
        } finally {
            first.close();
        }
    }

    @Test
    void aTopicThatIsLostAloneIsAGapToo() throws Exception {
        try (var shard = new CapturedShard();
                var spans = new ShardSpans(shard.clients, shard.topics);
                var connection = shard.connect()) {
            shard.startWorker();
            var span = shard.openSpan(connection, 0);
            shard.commit(connection, shard.change("lost", 0, 1));
            shard.awaitRecords(0, found -> found.size() == 2);
            spans.start();
            await(spans, span, found -> found.generation() == 0);
            shard.stopWorkers();

            shard.topics.removeChanges(shard.tableId);
            shard.startWorker();
            await(spans, span, found -> found.generation() == 1);
            shard.commit(connection, shard.change("after", 0, 1));

            assertThat(shard.awaitRecords(0, found -> found.size() >= 3))
                    .extracting(CaptureGapTest::text)
                    .containsExactly("OPENED", "GAP", "after");
            assertThat(shard.reported).containsExactly("Kafka has lost the topic of a table");
            shard.stopWorkers();
            shard.startWorker();
            shard.commit(connection, shard.change("after", 0, 2));
            shard.awaitRecords(0, found -> found.size() >= 4);
            assertThat(shard.reported).hasSize(1);
        }
    }

    @Test
    void aPromotedServerIsGoneOnWithWithoutAGap() throws Exception {
        var data = directory.resolve("postgres");
        var server = EmbeddedPostgres.start(data, Map.of());
        var shard = new CapturedShard(server, TestingKafka.bootstrapServers());
        shard.startWorker();
        try (var connection = shard.connect()) {
            shard.openSpan(connection, 0);
            shard.commit(connection, shard.change("a", 0, 1));
            shard.awaitRecords(0, found -> found.size() == 2);
            shard.commit(connection, shard.change("a", 0, 2));
        }
        server.close();

        Files.createFile(dataOf(data).resolve("standby.signal"));
        try (var promoted = EmbeddedPostgres.start(data, Map.of())) {
            shard.moveTo(promoted);
            try (var connection = shard.connect();
                    var statement = connection.createStatement()) {
                statement.execute("SELECT pg_promote()");
                shard.commit(connection, shard.change("a", 0, 3));
                assertThat(shard.awaitRecords(0, found -> found.size() >= 4))
                        .extracting(CaptureGapTest::version)
                        .containsExactly(0L, 1L, 2L, 3L);
                try (var row = statement.executeQuery("SELECT timeline_id FROM pg_control_checkpoint()")) {
                    row.next();
                    assertThat(row.getInt(1)).isGreaterThan(1);
                }
            }
            assertThat(shard.reported).isEmpty();
            shard.close();
        }
    }

    @Test
    void whatTheShardWritesBesideChangesDoesNotMoveItsSlotPastThePositionInKafka() throws Exception {
        try (var shard = new CapturedShard();
                var connection = shard.connect();
                var statement = connection.createStatement()) {
            shard.startWorker();
            shard.commit(connection, shard.change("a", 0, 1));
            shard.awaitRecords(0, found -> found.size() == 1);
            connection.setAutoCommit(true);
            statement.execute("CREATE TABLE other (n int)");
            // Longer than the driver's interval between two confirmations.
            for (var second = 0; second < 8; second++) {
                statement.execute("INSERT INTO other VALUES (1)");
                Thread.sleep(1000);
            }
            shard.stopWorkers();

            shard.startWorker();
            shard.commit(connection, shard.change("a", 0, 2));

            assertThat(shard.awaitRecords(0, found -> found.size() >= 2))
                    .extracting(CaptureGapTest::version)
                    .containsExactly(1L, 2L);
            assertThat(shard.reported).isEmpty();
        }
    }

    private static void assertReadersMeetTheGap(CapturedShard shard, ShardSpan expected) throws InterruptedException {
        var partition = new TopicPartition(Topics.changes(shard.tableId), 0);
        try (var spans = new ShardSpans(shard.clients, shard.topics);
                var reader = new ShardReader(shard.clients, InstantSource.system(), Duration.ofHours(24))) {
            spans.start();
            var span = await(spans, expected, found -> found.horizon() > found.first());

            var page = reader.read(partition, expected.epoch(), span.beginning(), span.end(), 100);
            assertThat(page.records()).extracting(CaptureGapTest::key).containsExactly("before");
            assertThatThrownBy(() -> reader.read(partition, expected.epoch(), page.next(), span.end(), 100))
                    .isInstanceOf(TrimmedException.class);
            assertThat(reader.read(partition, expected.epoch(), span.at(span.horizon()), span.end(), 100)
                            .records())
                    .extracting(CaptureGapTest::key)
                    .containsExactly("after");
        }
    }

    /** Offsets begin anew with Kafka's data, so the same ones may be those of other records. */
    private static void assertNothingIsReadAtPositionsFromBefore(CapturedShard shard, ShardSpan expected)
            throws InterruptedException {
        var partition = new TopicPartition(Topics.changes(shard.tableId), 0);
        try (var spans = new ShardSpans(shard.clients, shard.topics);
                var reader = new ShardReader(shard.clients, InstantSource.system(), Duration.ofHours(24))) {
            spans.start();
            var span = await(spans, expected, found -> found.horizon() > found.first());
            var after = span.at(span.horizon());

            var record = reader.read(partition, expected.epoch(), after, span.end(), 100)
                    .records()
                    .getFirst();
            assertThat(key(record)).isEqualTo("after");
            assertThat(record.position().generation()).isEqualTo(1);
            var before = new Position(0, record.position().offset());
            assertThat(span.isOutlived(before)).isTrue();
            assertThat(span.isOutlived(record.position())).isFalse();
            // As long as the gap's mark is on its way the records tell.
            assertThatThrownBy(() -> reader.read(partition, expected.epoch(), before, span.end(), 100))
                    .isInstanceOf(TrimmedException.class);
        }
    }

    private static Span await(ShardSpans spans, ShardSpan wanted, Predicate<Span> condition)
            throws InterruptedException {
        for (var tried = 0; tried < 3000; tried++) {
            var found = spans.find(wanted.shardId()).filter(condition);
            if (found.isPresent()) {
                return found.get();
            }
            Thread.sleep(20);
        }
        throw new AssertionError("The edges of " + wanted + " are still missing");
    }

    private static Path dataOf(Path directory) throws IOException {
        try (var found = Files.find(directory, 3, (path, _) -> path.endsWith("PG_VERSION"))) {
            return Objects.requireNonNull(found.findFirst().orElseThrow().getParent());
        }
    }

    private static String text(TopicRecord entry) {
        return switch (entry) {
            case TopicRecord.Change change -> new String(change.keys(), UTF_8).replaceAll(".*:\"(.*)\".*", "$1");
            case TopicRecord.Opened _ -> "OPENED";
            case TopicRecord.Closed _ -> "CLOSED";
            case TopicRecord.Gap _ -> "GAP";
            case TopicRecord.Fence _ -> "FENCE";
        };
    }

    private static String key(ReadRecord entry) {
        return text(entry.change());
    }

    private static long version(TopicRecord entry) {
        return entry instanceof TopicRecord.Change change ? change.version() : 0;
    }
}
