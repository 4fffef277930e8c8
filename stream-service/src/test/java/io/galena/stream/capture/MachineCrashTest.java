package io.galena.stream.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.kafka.EmbeddedKafka;
import io.galena.kit.changelog.LogEntry.ShardSpan;
import io.galena.kit.changelog.TopicRecord;
import io.galena.kit.changelog.Topics;
import io.galena.kit.kafka.Durability;
import io.galena.postgres.testing.TestingPostgres;
import io.galena.stream.read.ShardSpans;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.MemoryRecords;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The machine that Kafka runs on crashes: each of its logs can have lost what came after the last flush, whatever the others have
 * kept. Logs are cut off while the broker does not run, and what it knows of its orderly end is taken away.
 */
class MachineCrashTest {
    private static final int FLUSHED = 20;
    private static final int ALL = 60;
    private static final String TRANSACTIONS = "__transaction_state";

    @TempDir
    Path directory;

    private EmbeddedKafka kafka;
    private CapturedShard shard;
    private String changes;
    private ShardSpan span;
    /** Whether nobody knows how Kafka ended, as with a cluster elsewhere. */
    private boolean external;

    private final Map<String, Long> flushed = new HashMap<>();

    @BeforeEach
    void publish() throws Exception {
        kafka = EmbeddedKafka.start(directory, Map.of()).awaitReady();
        shard = new CapturedShard(TestingPostgres.server(), kafka.bootstrapServers());
        changes = Topics.changes(shard.tableId);
        shard.durability = Optional.of(kafka::flush);
        shard.startWorker();
        try (var connection = shard.connect()) {
            commit(connection, 1, FLUSHED);
            awaitConfirmed(connection);
        }
        shard.stopWorkers();
        for (var topic : List.of(changes, Topics.POSITIONS, Topics.SHARD_SPANS, TRANSACTIONS)) {
            flushed.put(topic, Files.size(log(topic)));
        }
        // From here on the disk gets nothing.
        ageProducers();
        shard.durability = Optional.of(new Disk());
        shard.startWorker();
        try (var connection = shard.connect()) {
            span = shard.openSpan(connection, 0);
            for (var version = FLUSHED + 1; version <= ALL; version++) {
                commit(connection, version, version);
                // One Kafka transaction each, about.
                Thread.sleep(15);
            }
        }
        shard.awaitRecords(0, found -> found.size() >= ALL + 1);
        shard.stopWorkers();
        kafka.close();
    }

    @AfterEach
    void stop() throws SQLException {
        shard.close();
        kafka.close();
    }

    @Test
    void changesThatWereLostAreThereAgainThoughThePositionIsAhead() throws Exception {
        loseTheEndOf(changes);

        assertEveryChangeOnceAfterARestart();
    }

    @Test
    void changesThatWereKeptAreNotThereTwiceThoughThePositionIsBehind() throws Exception {
        loseTheEndOf(Topics.POSITIONS);

        assertEveryChangeOnceAfterARestart();
    }

    @Test
    void nothingIsMissingOrThereTwiceWhenAllLogsHaveLostTheirEnds() throws Exception {
        loseTheEndOf(changes);
        loseTheEndOf(Topics.POSITIONS);
        loseTheEndOf(Topics.SHARD_SPANS);
        loseTheEndOf(TRANSACTIONS);

        assertEveryChangeOnceAfterARestart();
    }

    @Test
    void whereStreamShardsBeganIsSaidAgainWhenOnlyThatWasLost() throws Exception {
        loseTheEndOf(Topics.SHARD_SPANS);

        assertEveryChangeOnceAfterARestart();
    }

    @Test
    void transactionsThatKafkaHasForgottenDoNotStandInTheWay() throws Exception {
        loseTheEndOf(TRANSACTIONS);
        loseTheEndOf(Topics.POSITIONS);

        assertEveryChangeOnceAfterARestart();
    }

    @Test
    void theBeginningOfATransactionThatLostItsEndDoesNotShowUp() throws Exception {
        loseTheLastBatchOf(changes);
        external = true;

        assertEveryChangeOnceAfterARestart();
    }

    @Test
    void theBeginningOfATransactionThatNobodyRemembersDoesNotShowUp() throws Exception {
        loseTheLastBatchOf(changes);
        cut(log(TRANSACTIONS), 0);

        assertEveryChangeOnceAfterARestart();
    }

    @Test
    void whoWasAheadOfWhatIsLeftMissesNothing() throws Exception {
        var read = lastOffset();
        loseTheEndOf(changes);
        loseTheEndOf(Topics.POSITIONS);
        start();
        shard.startWorker();
        try (var connection = shard.connect()) {
            commit(connection, ALL + 1, ALL + 5);
        }
        shard.awaitRecords(0, found -> found.size() >= ALL + 6);

        var partition = new TopicPartition(changes, 0);
        try (var consumer = shard.clients.consumer()) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, read + 1);
            assertThat(CapturedShard.poll(consumer, found -> found.size() >= 5))
                    .extracting(MachineCrashTest::version)
                    .contains(ALL + 1L, ALL + 2L, ALL + 3L, ALL + 4L, ALL + 5L);
        }
    }

    /** So that partitions know an epoch which Kafka will not reach soon, when it has forgotten it. */
    private void ageProducers() {
        for (var age = 0; age < 30; age++) {
            try (var producer = shard.clients.transactionalProducer("galena-capture-" + shard.shard)) {
                producer.initTransactions();
            }
        }
    }

    private void assertEveryChangeOnceAfterARestart() throws Exception {
        start();
        shard.startWorker();
        try (var connection = shard.connect()) {
            commit(connection, ALL + 1, ALL + 10);
            awaitConfirmed(connection);
        }

        var records = shard.awaitRecords(0, found -> found.size() >= ALL + 11);

        var expected = LongStream.rangeClosed(1, ALL + 10).boxed().toList();
        assertThat(records.stream().filter(TopicRecord.Change.class::isInstance))
                .extracting(MachineCrashTest::version)
                .containsExactlyElementsOf(expected);
        assertThat(records.get(FLUSHED)).isInstanceOf(TopicRecord.Opened.class);
        assertThat(records).hasSize(ALL + 11);
        assertThat(shard.reported).isEmpty();
        assertTheSpanBeginsAtItsMark();
    }

    private void assertTheSpanBeginsAtItsMark() throws InterruptedException {
        var partition = new TopicPartition(changes, 0);
        try (var spans = new ShardSpans(shard.clients, shard.topics);
                var consumer = shard.clients.consumer()) {
            spans.start();
            for (var tried = 0; spans.find(span.shardId()).isEmpty(); tried++) {
                assertThat(tried).as("until the edge is known").isLessThan(3000);
                Thread.sleep(20);
            }
            consumer.assign(List.of(partition));
            consumer.seek(partition, spans.find(span.shardId()).orElseThrow().first());
            assertThat(version(CapturedShard.poll(consumer, found -> !found.isEmpty())
                            .getFirst()))
                    .isEqualTo(FLUSHED + 1);
        }
    }

    private void start() {
        var port = Integer.parseInt(kafka.bootstrapServers().split(":", 2)[1]);
        kafka = EmbeddedKafka.start(directory, port, Map.of()).awaitReady();
        assertThat(kafka.mayHaveForgotten()).isTrue();
        shard.durability = external ? Optional.empty() : Optional.of(new Disk(kafka));
        shard.forgetTopics();
    }

    private void loseTheEndOf(String topic) throws IOException {
        cut(log(topic), Objects.requireNonNull(flushed.get(topic)));
    }

    /** Which is the end of the last transaction. */
    private void loseTheLastBatchOf(String topic) throws IOException {
        var last = 0L;
        for (var batch : MemoryRecords.readableRecords(ByteBuffer.wrap(Files.readAllBytes(log(topic))))
                .batches()) {
            last = batch.sizeInBytes();
        }
        cut(log(topic), Files.size(log(topic)) - last);
    }

    private void cut(Path log, long size) throws IOException {
        try (var channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
            assertThat(channel.size()).isGreaterThan(size);
            channel.truncate(size);
        }
        Files.deleteIfExists(directory.resolve("log/.kafka_cleanshutdown"));
        Files.deleteIfExists(directory.resolve("log/recovery-point-offset-checkpoint"));
    }

    private long lastOffset() throws IOException {
        var last = 0L;
        for (var batch : MemoryRecords.readableRecords(ByteBuffer.wrap(Files.readAllBytes(log(changes))))
                .batches()) {
            last = batch.lastOffset();
        }
        return last;
    }

    private Path log(String topic) throws IOException {
        return directory.resolve("log/" + topic + "-0/00000000000000000000.log");
    }

    private void commit(Connection connection, int first, int last) throws SQLException {
        for (var version : IntStream.rangeClosed(first, last).toArray()) {
            shard.commit(connection, shard.change("a", 0, version));
        }
    }

    /** The server may have written something of its own last, which is confirmed with the next sign of life, half a minute later. */
    private void awaitConfirmed(Connection connection) throws Exception {
        connection.setAutoCommit(true);
        try (var statement = connection.prepareStatement(
                "SELECT confirmed_flush_lsn >= ?::pg_lsn FROM pg_replication_slots" + " WHERE slot_name = ?")) {
            statement.setString(1, CapturedShard.query(connection, "SELECT pg_current_wal_insert_lsn()"));
            statement.setString(2, shard.slot());
            for (var tried = 0; ; tried++) {
                try (var row = statement.executeQuery()) {
                    row.next();
                    if (row.getBoolean(1)) {
                        return;
                    }
                }
                assertThat(tried).as("until it is confirmed").isLessThan(1800);
                Thread.sleep(50);
            }
        }
    }

    private static long version(TopicRecord entry) {
        return entry instanceof TopicRecord.Change change ? change.version() : 0;
    }

    /** A disk, or one that takes nothing. */
    private record Disk(Optional<EmbeddedKafka> kafka) implements Durability {
        Disk() {
            this(Optional.empty());
        }

        Disk(EmbeddedKafka kafka) {
            this(Optional.of(kafka));
        }

        @Override
        public void flush() {
            kafka.orElseThrow(() -> new IllegalStateException("The disk does not answer"))
                    .flush();
        }

        @Override
        public boolean mayHaveForgotten() {
            return kafka.filter(EmbeddedKafka::mayHaveForgotten).isPresent();
        }
    }
}
