package io.galena.stream.capture;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.kafka.testing.TestingKafka;
import io.galena.kit.changelog.ChangeJsonReader;
import io.galena.kit.changelog.LogEntry;
import io.galena.kit.changelog.LogEntry.Cause;
import io.galena.kit.changelog.LogEntry.Image;
import io.galena.kit.changelog.LogEntry.OpenSpan;
import io.galena.kit.changelog.LogEntry.ShardSpan;
import io.galena.kit.changelog.LogEntry.TopicPlace;
import io.galena.kit.changelog.LogEntryCodec;
import io.galena.kit.changelog.ReplicationSlots;
import io.galena.kit.changelog.TopicRecord;
import io.galena.kit.changelog.Topics;
import io.galena.postgres.EmbeddedPostgres;
import io.galena.postgres.testing.TestingPostgres;
import io.galena.stream.kafka.ChangeTopics;
import io.galena.kit.kafka.Durability;
import io.galena.kit.kafka.KafkaClients;
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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** A shard with a slot, whose transactions say to the readers of changes what a test wants, and what Kafka has of it. */
final class CapturedShard implements AutoCloseable {
    private static final AtomicInteger SHARDS = new AtomicInteger(1000);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    final int shard = SHARDS.incrementAndGet();
    final long tableId = shard;
    final KafkaClients clients;
    ChangeTopics topics;
    private final AtomicInteger epochs = new AtomicInteger();
    private EmbeddedPostgres server;
    private String first = "";
    private final String database = "captured_" + shard;
    final List<OpenSpan> open = new CopyOnWriteArrayList<>();
    final List<TopicPlace> others = new CopyOnWriteArrayList<>();
    final List<String> reported = new CopyOnWriteArrayList<>();
    Optional<Durability> durability = Optional.empty();
    private final List<ShardCapture> workers = new ArrayList<>();

    CapturedShard() throws SQLException {
        this(TestingPostgres.server(), TestingKafka.bootstrapServers());
    }

    CapturedShard(EmbeddedPostgres server, String bootstrapServers) throws SQLException {
        this.server = server;
        clients = new KafkaClients(() -> Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
        topics = topics();
        server.createDatabase(database);
        execute("CREATE PUBLICATION " + ReplicationSlots.PUBLICATION);
        createSlot();
        topics.requireCommon();
    }

    Connection connect() throws SQLException {
        return server.connect(database);
    }

    ShardCapture startWorker() {
        var source = new ShardSource(shard, server.jdbcUrl(database), EmbeddedPostgres.USER, server.password());
        var worker = new ShardCapture(
                source,
                new CaptureTarget(clients, topics, durability),
                this::report,
                new CaptureProgress(shard, new SimpleMeterRegistry(), InstantSource.system()));
        workers.add(worker);
        worker.start();
        return worker;
    }

    /** As storage does it: in the shard's log, with the stream shards that are open then. */
    void tellOfGap(String reason) throws SQLException {
        try (var connection = connect()) {
            commit(connection, new LogEntry.Gap(reason, List.copyOf(open), List.copyOf(others)));
        }
    }

    /** As storage does it: nothing is missing as long as nothing was confirmed to the slot. */
    private long report(int number, String reason, boolean nothingLeft) {
        try (var connection = connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT confirmed_flush_lsn > '" + first
                        + "' FROM pg_replication_slots WHERE slot_name = '" + ReplicationSlots.name(number) + "'")) {
            row.next();
            if (row.getBoolean(1)) {
                reported.add(reason);
                tellOfGap(reason);
            }
            return reported.size();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void createSlot() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT lsn FROM pg_create_logical_replication_slot('"
                        + ReplicationSlots.name(shard) + "', 'pgoutput', failover => true)")) {
            row.next();
            first = row.getString(1);
        }
    }

    /** Loses the slot with all that is in it, and makes it anew. */
    void remakeSlot() throws SQLException {
        dropSlot();
        createSlot();
    }

    void dropSlot() throws SQLException {
        execute("SELECT pg_drop_replication_slot('" + ReplicationSlots.name(shard) + "')");
    }

    /** Commits a turn that opens a stream shard. */
    ShardSpan openSpan(Connection connection, int partition) throws SQLException {
        var epoch = epochs.incrementAndGet();
        var span = new ShardSpan("shardId-" + shard + "-" + epoch, 1, epoch, partition);
        open.add(new OpenSpan(tableId, span));
        commit(connection, new LogEntry.Turn(tableId, partition + 1, List.of(), List.of(span)));
        return span;
    }

    /** Commits a turn that closes a stream shard. */
    void closeSpan(Connection connection, ShardSpan span) throws SQLException {
        open.remove(new OpenSpan(tableId, span));
        commit(connection, new LogEntry.Turn(tableId, span.kafkaPartition() + 1, List.of(span), List.of()));
    }

    /** Ends the connection of the worker that reads the slot, as its death would. */
    void dropReader() throws SQLException {
        execute("SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE slot_name = '"
                + ReplicationSlots.name(shard) + "' AND active");
    }

    /** The server's processes for the connections of workers that wait for the slot. */
    List<Integer> waiting() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT pid FROM pg_stat_activity WHERE application_name = '"
                        + ReplicationSlots.name(shard) + "' AND backend_type = 'client backend' ORDER BY pid")) {
            var found = new ArrayList<Integer>();
            while (row.next()) {
                found.add(row.getInt(1));
            }
            return found;
        }
    }

    /** The same, once there are so many. */
    List<Integer> awaitWaiting(int workers) throws Exception {
        var end = System.nanoTime() + PATIENCE.toNanos();
        var found = waiting();
        while (found.size() != workers) {
            if (System.nanoTime() > end) {
                throw new AssertionError(found.size() + " connections wait, not " + workers);
            }
            Thread.sleep(20);
            found = waiting();
        }
        return found;
    }

    /** Ends the connections of workers that wait for the slot. */
    void dropWaiting() throws SQLException {
        execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '"
                + ReplicationSlots.name(shard) + "' AND backend_type = 'client backend'");
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

    String slot() {
        return ReplicationSlots.name(shard);
    }

    static String query(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
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

    static List<TopicRecord> poll(Consumer<byte[], byte[]> consumer, Predicate<List<TopicRecord>> enough) {
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

    /** Goes on with another Kafka at the same address. */
    void forgetTopics() {
        topics.close();
        topics = topics();
    }

    /** Goes on with another server that has the database. */
    void moveTo(EmbeddedPostgres other) {
        stopWorkers();
        server = other;
        startWorker();
    }

    private ChangeTopics topics() {
        return new ChangeTopics(clients, new TopicSettings(Optional.empty(), Optional.empty(), Duration.ofHours(24)));
    }

    void stopWorkers() {
        workers.forEach(ShardCapture::close);
        workers.clear();
    }

    @Override
    public void close() throws SQLException {
        stopWorkers();
        topics.close();
        dropSlot();
    }

    private void execute(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
