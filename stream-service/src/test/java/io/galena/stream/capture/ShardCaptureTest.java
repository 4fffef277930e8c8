package io.galena.stream.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.galena.kit.changelog.LogEntry;
import io.galena.kit.changelog.LogEntry.Image;
import io.galena.kit.changelog.LogEntry.ShardSpan;
import io.galena.kit.changelog.TopicRecord;
import io.galena.stream.read.ShardSpans;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShardCaptureTest {
    private static final int WRITERS = 4;
    private static final int TRANSACTIONS = 300;

    private CapturedShard shard;

    @BeforeEach
    void openShard() throws SQLException {
        shard = new CapturedShard();
    }

    @AfterEach
    void closeShard() throws SQLException {
        shard.close();
    }

    @Test
    void everyChangeArrivesOnceAndInOrderThoughReadersDieAllTheTime() throws Exception {
        shard.startWorker();
        shard.startWorker();

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = new ArrayList<Callable<Void>>();
            for (var writer = 0; writer < WRITERS; writer++) {
                var name = "w" + writer;
                writers.add(() -> write(name));
            }
            var futures = writers.stream().map(executor::submit).toList();
            var random = new Random(7);
            while (futures.stream().anyMatch(future -> !future.isDone())) {
                Thread.sleep(random.nextInt(400));
                shard.dropReader();
            }
            for (var future : futures) {
                future.get();
            }
        }

        var records = shard.awaitRecords(0, found -> found.size() >= WRITERS * TRANSACTIONS * 2);
        var last = new HashMap<String, Long>();
        for (var entry : records) {
            var change = (TopicRecord.Change) entry;
            var key = new String(change.keys(), UTF_8);
            assertThat(change.version()).as("next version of " + key).isEqualTo(last.getOrDefault(key, 0L) + 1);
            last.put(key, change.version());
        }
        assertThat(records).hasSize(WRITERS * TRANSACTIONS * 2);
    }

    @Test
    void theStandbyTakesOverWithinSecondsWhenTheWorkerIsGone() throws Exception {
        var first = shard.startWorker();
        awaitRead();
        shard.startWorker();
        try (var connection = shard.connect()) {
            shard.commit(connection, shard.change("a", 0, 1));
            shard.awaitRecords(0, found -> found.size() == 1);

            first.close();
            shard.commit(connection, shard.change("a", 0, 2));

            assertThat(shard.awaitRecords(0, found -> found.size() >= 2))
                    .extracting(entry -> ((TopicRecord.Change) entry).version())
                    .containsExactly(1L, 2L);
        }
    }

    @Test
    void twoImagesOfThreeMegabytesOfJsonPass() throws Exception {
        var large = new Image(("{\"v\":{\"S\":\"" + "\\u0001".repeat(500_000) + "\"}}").getBytes(UTF_8), 400 << 10);
        shard.startWorker();

        try (var connection = shard.connect()) {
            shard.commit(connection, shard.change("a", 0, 2, large));
        }

        var change = (TopicRecord.Change)
                shard.awaitRecords(0, found -> !found.isEmpty()).getFirst();
        assertThat(change.oldImage().orElseThrow().bytes()).isEqualTo(large.bytes());
        assertThat(change.newImage().orElseThrow().bytes()).isEqualTo(large.bytes());
    }

    @Test
    void aTurnMarksWhereStreamShardsBeginAndEnd() throws Exception {
        var span = new ShardSpan("shardId-" + shard.shard, 1, 1, 1);
        shard.startWorker();
        try (var connection = shard.connect();
                var spans = new ShardSpans(shard.clients, shard.topics)) {
            spans.start();

            shard.commit(
                    connection, new LogEntry.Turn(shard.tableId, 3, List.of(), List.of(span)), shard.change("a", 1, 1));
            shard.commit(connection, shard.change("a", 1, 2));
            shard.commit(connection, new LogEntry.Turn(shard.tableId, 3, List.of(span), List.of()));

            var records = shard.awaitRecords(1, found -> found.size() >= 4);
            assertThat(records.getFirst()).isInstanceOf(TopicRecord.Opened.class);
            assertThat(records.getLast()).isInstanceOf(TopicRecord.Closed.class);
            while (spans.find(span.shardId())
                    .filter(found -> found.end().isPresent())
                    .isEmpty()) {
                Thread.sleep(10);
            }
            var found = spans.find(span.shardId()).orElseThrow();
            assertThat(found.first()).isEqualTo(1);
            assertThat(found.end().orElseThrow()).isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void transactionsThatSayNothingAndThoseRolledBackLeaveNoTrace() throws Exception {
        shard.startWorker();
        try (var connection = shard.connect()) {
            shard.commit(connection);
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute("SELECT pg_logical_emit_message(true, 'other', 'x')");
                connection.commit();
                statement.execute("SELECT pg_logical_emit_message(true, 'galena', '\\x0101'::bytea)");
                connection.rollback();
            }

            shard.commit(connection, shard.change("a", 0, 1));

            assertThat(shard.awaitRecords(0, found -> !found.isEmpty())).hasSize(1);
        }
    }

    private Void write(String name) throws SQLException {
        try (var connection = shard.connect()) {
            for (var i = 1; i <= TRANSACTIONS; i++) {
                shard.commit(connection, shard.change(name, 0, 2L * i - 1), shard.change(name, 0, 2L * i));
            }
        }
        return null;
    }

    private void awaitRead() throws Exception {
        var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!shard.isRead()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(20);
        }
    }
}
