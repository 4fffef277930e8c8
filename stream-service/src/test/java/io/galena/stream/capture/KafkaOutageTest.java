package io.galena.stream.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.kafka.EmbeddedKafka;
import io.galena.kit.changelog.ChangeJson;
import io.galena.kit.changelog.TopicRecord;
import io.galena.kit.changelog.Topics;
import io.galena.postgres.testing.TestingPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka goes and comes back, workers are fenced, and the shard keeps what is not safe in Kafka yet. */
class KafkaOutageTest {
    private static final int WRITERS = 3;

    @TempDir
    Path directory;

    private EmbeddedKafka kafka;
    private CapturedShard shard;

    @BeforeEach
    void start() throws SQLException {
        kafka = EmbeddedKafka.start(directory, Map.of()).awaitReady();
        shard = new CapturedShard(TestingPostgres.server(), kafka.bootstrapServers());
    }

    @AfterEach
    void stop() throws SQLException {
        shard.close();
        kafka.close();
    }

    @Test
    void whenKafkaWasAwayUnderLoadEveryChangeArrivesOnceAndInOrder() throws Exception {
        shard.startWorker();
        var done = new AtomicBoolean();
        var counts = new ArrayList<Future<Integer>>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var writer = 0; writer < WRITERS; writer++) {
                var name = "w" + writer;
                counts.add(executor.submit(() -> write(name, done)));
            }
            for (var outage = 0; outage < 2; outage++) {
                Thread.sleep(1000);
                kafka.close();
                Thread.sleep(3000);
                var port = Integer.parseInt(kafka.bootstrapServers().split(":", 2)[1]);
                kafka = EmbeddedKafka.start(directory, port, Map.of()).awaitReady();
            }
            Thread.sleep(500);
            done.set(true);
        }
        var total = 0;
        for (var count : counts) {
            total += count.get();
        }
        var expected = total;

        var records = shard.awaitRecords(0, found -> found.size() >= expected);

        assertThat(records).hasSize(expected);
        var last = new HashMap<String, Long>();
        for (var entry : records) {
            var change = (TopicRecord.Change) entry;
            var key = new String(change.keys(), UTF_8);
            assertThat(change.version()).isEqualTo(last.merge(key, 1L, Long::sum));
        }
    }

    @Test
    void aWorkerThatPausedWhileAnotherTookOverPublishesNothingMore() throws Exception {
        var change = shard.change("a", 0, 1);
        shard.topics.requireChanges(shard.tableId, 1);
        try (var paused = shard.clients.transactionalProducer("galena-capture-" + shard.shard)) {
            paused.initTransactions();
            paused.beginTransaction();
            var _ = paused.send(new ProducerRecord<>(
                    Topics.changes(shard.tableId), 0, 0L, change.keys(), ChangeJson.write(change, 0, 0)));
            paused.flush();

            var begin = System.nanoTime();
            shard.startWorker();
            try (var connection = shard.connect()) {
                shard.commit(connection, change);
                shard.awaitRecords(0, found -> !found.isEmpty());
                var tookOver = Duration.ofNanos(System.nanoTime() - begin);

                assertThatThrownBy(paused::commitTransaction).isInstanceOf(KafkaException.class);
                shard.commit(connection, shard.change("a", 0, 2));
                assertThat(shard.awaitRecords(0, found -> found.size() >= 2))
                        .extracting(entry -> ((TopicRecord.Change) entry).version())
                        .containsExactly(1L, 2L);
                // Less than the minute after which Kafka ends a transaction by itself.
                assertThat(tookOver).isLessThan(Duration.ofSeconds(45));
            }
        }
    }

    @Test
    void theSlotIsConfirmedOnlyUpToWhatIsOnKafkasDisk() throws Exception {
        shard.durability = Optional.of(kafka::flush);
        shard.startWorker();
        var committed = new ArrayList<String>();
        try (var connection = shard.connect()) {
            for (var i = 1; i <= 400; i++) {
                shard.commit(connection, shard.change("a", 0, i));
                committed.add(CapturedShard.query(connection, "SELECT pg_current_wal_insert_lsn()"));
                Thread.sleep(5);
                if (i % 20 == 0) {
                    var confirmed = confirmed(connection);
                    var onDisk = kafka.flushedOffset(Topics.changes(shard.tableId), 0)
                            .orElse(0);

                    assertThat(countBefore(onDisk)).isGreaterThanOrEqualTo(countUpTo(confirmed, committed));
                }
            }
            for (var tried = 0; countUpTo(confirmed(connection), committed) < 399; tried++) {
                assertThat(tried).as("until the rest is confirmed").isLessThan(1200);
                Thread.sleep(50);
            }
        }
    }

    @Test
    void nothingIsConfirmedWhileTheDiskDoesNotAnswer() throws Exception {
        var disk = new CountDownLatch(1);
        shard.durability = Optional.of(() -> await(disk));
        shard.startWorker();
        try (var connection = shard.connect()) {
            var before = confirmed(connection);
            shard.commit(connection, shard.change("a", 0, 1));
            shard.awaitRecords(0, found -> !found.isEmpty());
            Thread.sleep(2500);
            assertThat(confirmed(connection)).isEqualTo(before);

            disk.countDown();
            for (var tried = 0; confirmed(connection).equals(before); tried++) {
                assertThat(tried).as("until it is confirmed").isLessThan(1200);
                Thread.sleep(50);
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int write(String name, AtomicBoolean done) throws SQLException, InterruptedException {
        try (var connection = shard.connect()) {
            for (var i = 1; ; i++) {
                shard.commit(connection, shard.change(name, 0, i));
                Thread.sleep(2);
                if (done.get()) {
                    return i;
                }
            }
        }
    }

    private String confirmed(Connection connection) throws SQLException {
        return CapturedShard.query(
                connection,
                "SELECT confirmed_flush_lsn FROM pg_replication_slots WHERE slot_name = '" + shard.slot() + "'");
    }

    /** How many transactions surely ended before a position. */
    private static long countUpTo(String position, List<String> committed) {
        var limit = number(position);
        return committed.stream().filter(end -> number(end) <= limit).count();
    }

    private static long number(String position) {
        var parts = position.split("/", 2);
        return (Long.parseLong(parts[0], 16) << 32) + Long.parseLong(parts[1], 16);
    }

    private long countBefore(long offset) {
        var partition = new TopicPartition(Topics.changes(shard.tableId), 0);
        var count = 0L;
        if (offset == 0) {
            return count;
        }
        try (var consumer = shard.clients.consumer()) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            while (consumer.position(partition) < offset) {
                for (var entry : consumer.poll(Duration.ofMillis(100))) {
                    count += entry.offset() < offset ? 1 : 0;
                }
            }
        }
        return count;
    }
}
