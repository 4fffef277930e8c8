package io.galena.stream.capture;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.kafka.testing.TestingKafka;
import io.galena.kit.changelog.ChangeJsonReader;
import io.galena.kit.changelog.LogEntry;
import io.galena.kit.changelog.LogEntry.Cause;
import io.galena.kit.changelog.LogEntry.Image;
import io.galena.kit.changelog.LogEntryCodec;
import io.galena.kit.changelog.ReplicationSlots;
import io.galena.kit.changelog.TopicRecord;
import io.galena.kit.changelog.Topics;
import io.galena.postgres.EmbeddedPostgres;
import io.galena.postgres.testing.TestingPostgres;
import io.galena.stream.kafka.ChangeTopics;
import io.galena.stream.kafka.KafkaClients;
import io.galena.stream.kafka.TopicSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** A shard with a slot, whose transactions say to the readers of changes what a test wants, and what Kafka has of it. */
final class CapturedShard implements AutoCloseable {
    private static final AtomicInteger SHARDS = new AtomicInteger(1000);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final int shard = SHARDS.incrementAndGet();
    final long tableId = shard;
    final KafkaClients clients = new KafkaClients(
            () -> Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, TestingKafka.bootstrapServers()));
    final ChangeTopics topics =
            new ChangeTopics(clients, new TopicSettings(Optional.empty(), Optional.empty(), Duration.ofHours(24)));
    private final String database = TestingPostgres.freshDatabase();
    private final List<ShardCapture> workers = new ArrayList<>();

    CapturedShard() throws SQLException {
        execute("CREATE PUBLICATION " + ReplicationSlots.PUBLICATION);
        execute("SELECT pg_create_logical_replication_slot('" + ReplicationSlots.name(shard)
                + "', 'pgoutput', failover => true)");
        topics.requireCommon();
    }

    Connection connect() throws SQLException {
        return TestingPostgres.server().connect(database);
    }

    ShardCapture startWorker() {
        var source = new ShardSource(
                shard,
                TestingPostgres.server().jdbcUrl(database),
                EmbeddedPostgres.USER,
                TestingPostgres.server().password());
        var worker = new ShardCapture(
                source, clients, topics, new CaptureProgress(shard, new SimpleMeterRegistry(), InstantSource.system()));
        workers.add(worker);
        worker.start();
        return worker;
    }

    /** Ends the connection of the worker that reads the slot, as its death would. */
    void dropReader() throws SQLException {
        execute("SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE slot_name = '"
                + ReplicationSlots.name(shard) + "' AND active");
    }

    boolean isRead() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT active FROM pg_replication_slots WHERE slot_name = '"
                        + ReplicationSlots.name(shard) + "'")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** Commits one transaction. */
    void commit(Connection connection, LogEntry... entries) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.prepareStatement("SELECT pg_logical_emit_message(true, ?, ?)")) {
            for (var entry : entries) {
                statement.setString(1, LogEntryCodec.PREFIX);
                statement.setBytes(2, LogEntryCodec.encode(entry));
                statement.executeQuery().close();
            }
        }
        connection.commit();
    }

    LogEntry.Change change(String key, int partition, long version) {
        return change(key, partition, version, image(key + version));
    }

    LogEntry.Change change(String key, int partition, long version, Image image) {
        return new LogEntry.Change(
                tableId,
                partition,
                1,
                1,
                0,
                1,
                version,
                Cause.USER,
                "us-east-1",
                Optional.empty(),
                key.getBytes(UTF_8),
                ("{\"pk\":{\"S\":\"" + key + "\"}}").getBytes(UTF_8),
                version == 1 ? Optional.empty() : Optional.of(image),
                Optional.of(image));
    }

    static Image image(String text) {
        return new Image(("{\"v\":{\"S\":\"" + text + "\"}}").getBytes(UTF_8), text.length() + 1);
    }

    /** What a partition of the topic holds, once there is enough of it. */
    List<TopicRecord> awaitRecords(int partition, Predicate<List<TopicRecord>> enough) {
        var from = new TopicPartition(Topics.changes(tableId), partition);
        topics.requireChanges(tableId, partition + 1);
        try (var consumer = clients.consumer()) {
            consumer.assign(List.of(from));
            consumer.seekToBeginning(List.of(from));
            return poll(consumer, enough);
        }
    }

    private static List<TopicRecord> poll(Consumer<byte[], byte[]> consumer, Predicate<List<TopicRecord>> enough) {
        var records = new ArrayList<TopicRecord>();
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!enough.test(records)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Not enough within " + PATIENCE + ", only " + records.size() + " records");
            }
            consumer.poll(Duration.ofMillis(100)).forEach(entry -> records.add(ChangeJsonReader.read(entry.value())));
        }
        consumer.poll(Duration.ofMillis(300)).forEach(entry -> records.add(ChangeJsonReader.read(entry.value())));
        return records;
    }

    @Override
    public void close() throws SQLException {
        workers.forEach(ShardCapture::close);
        topics.close();
        execute("SELECT pg_drop_replication_slot('" + ReplicationSlots.name(shard) + "')");
    }

    private void execute(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
