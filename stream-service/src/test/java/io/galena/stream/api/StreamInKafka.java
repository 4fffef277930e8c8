package io.galena.stream.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.dynamodb.key.KeyAttribute;
import io.galena.dynamodb.key.KeySchema;
import io.galena.dynamodb.value.AttributeType;
import io.galena.kit.catalog.ShardDescriptor;
import io.galena.kit.catalog.StreamDescriptor;
import io.galena.kit.catalog.StreamShardDescriptor;
import io.galena.kit.catalog.StreamStatus;
import io.galena.kit.changelog.ChangeJson;
import io.galena.kit.changelog.LogEntry;
import io.galena.kit.changelog.LogEntry.Cause;
import io.galena.kit.changelog.LogEntry.Image;
import io.galena.kit.changelog.LogEntry.ShardSpan;
import io.galena.kit.changelog.Topics;
import io.galena.kit.operation.Caller;
import io.galena.stream.kafka.ChangeTopics;
import io.galena.stream.kafka.CompactedTopic;
import io.galena.kit.kafka.KafkaClients;
import io.galena.stream.kafka.ShardLoss;
import io.galena.stream.kafka.SpanEdge;
import io.galena.stream.kafka.SpanEdge.Kind;
import io.galena.stream.kafka.TopicSettings;
import io.galena.stream.read.ShardReader;
import io.galena.stream.read.ShardSpans;
import io.galena.stream.retention.ChangeLogRetention;
import io.galena.stream.testing.EmptyCatalog;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/** A stream whose shards and records a test makes as it likes, and the operations that read it. Its clock is the test's. */
final class StreamInKafka implements EmptyCatalog, AutoCloseable {
    static final Duration RETENTION = Duration.ofHours(24);
    static final Caller CALLER = new Caller("000000000000", "local", "key", "request");

    private static final AtomicInteger TABLES = new AtomicInteger(700_000);

    final DescribeStream describeStream;
    final GetShardIterator getShardIterator;
    final GetRecords getRecords;
    final ChangeLogRetention tidying;
    /** The number of the database shard, which no other test has. */
    private final int database = TABLES.incrementAndGet();

    private final long tableId = database;
    private final List<StreamShardDescriptor> shards = new ArrayList<>();
    private final KafkaClients clients;
    private final ChangeTopics topics;
    private final ShardSpans spans;
    private final ShardReader reader;
    private final Producer<byte[], byte[]> producer;
    private Instant now = Instant.now();
    private Optional<Instant> disabled = Optional.empty();
    private boolean dropped;

    StreamInKafka(String bootstrapServers) {
        this(bootstrapServers, RETENTION);
    }

    StreamInKafka(String bootstrapServers, Duration retention) {
        clients = new KafkaClients(() -> Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
        topics = new ChangeTopics(clients, new TopicSettings(Optional.empty(), Optional.empty(), retention));
        spans = new ShardSpans(clients, topics);
        reader = new ShardReader(clients, () -> now, retention);
        var streams = new Streams(this);
        var places = new StreamSpans(this, spans);
        describeStream = new DescribeStream(streams, places);
        getShardIterator = new GetShardIterator(streams, places, reader, () -> now);
        getRecords = new GetRecords(streams, places, reader, () -> now);
        spans.start();
        tidying = new ChangeLogRetention(this, clients, topics, retention, retention, () -> now);
        producer = clients.transactionalProducer("stream-in-kafka-" + tableId);
        producer.initTransactions();
        topics.requireCommon();
    }

    String arn() {
        return descriptor().arn();
    }

    /** Lets the catalog forget the stream. */
    void drop() {
        dropped = true;
    }

    void turnOff() {
        disabled = Optional.of(now);
    }

    /** The offset of the oldest record that Kafka still has. */
    long oldestInKafka() {
        var partition = new TopicPartition(Topics.changes(tableId), 0);
        try (var consumer = clients.consumer()) {
            consumer.assign(List.of(partition));
            return consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
        }
    }

    boolean hasTopic() {
        return topics.tables().contains(tableId);
    }

    /** What is known of where the stream's shards lie. */
    List<String> edges() {
        return CompactedTopic.read(clients, Topics.SHARD_SPANS).keySet().stream()
                .filter(key -> shards.stream().anyMatch(shard -> key.startsWith(shard.id())))
                .toList();
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** Adds a shard that has not begun. */
    StreamShardDescriptor addShard(int partition, Optional<StreamShardDescriptor> parent) {
        var epoch = 100 + shards.size();
        var id = String.format(Locale.ROOT, "shardId-%020d-%08x", now.toEpochMilli(), epoch);
        var shard = new StreamShardDescriptor(id, parent.map(StreamShardDescriptor::id), epoch, partition, 0, -1);
        topics.requireChanges(tableId, partition + 1);
        shards.add(shard);
        return shard;
    }

    /** Begins a shard. */
    StreamShardDescriptor open(StreamShardDescriptor shard) throws InterruptedException {
        mark(shard, false, ChangeJson.opened(span(shard), now.toEpochMilli()));
        return shard;
    }

    /** Ends a shard. */
    void close(StreamShardDescriptor shard) throws InterruptedException {
        mark(shard, true, ChangeJson.closed(span(shard), now.toEpochMilli()));
    }

    /** Tells that changes before now were lost. */
    void loseChanges() throws InterruptedException {
        producer.beginTransaction();
        var _ = send(new ShardLoss(database, now.toEpochMilli()).toRecord());
        producer.commitTransaction();
        while (spans.lostUntil(database).isBefore(now.truncatedTo(ChronoUnit.MILLIS))) {
            Thread.sleep(10);
        }
    }

    /** Adds a record for each key. */
    void insert(StreamShardDescriptor shard, String... keys) throws InterruptedException {
        producer.beginTransaction();
        var last = CompletableFuture.<RecordMetadata>failedFuture(new IllegalArgumentException("No keys"));
        for (var key : keys) {
            var change = change(shard, key);
            last = send(new ProducerRecord<>(
                    Topics.changes(tableId),
                    shard.kafkaPartition(),
                    now.toEpochMilli(),
                    change.keys(),
                    ChangeJson.write(change, now.toEpochMilli(), 0)));
        }
        producer.commitTransaction();
        awaitVisible(shard, last.join().offset());
    }

    /** A transaction can be read a moment after its commit was acknowledged. */
    private void awaitVisible(StreamShardDescriptor shard, long offset) throws InterruptedException {
        while (reader.latest(new TopicPartition(Topics.changes(tableId), shard.kafkaPartition())) <= offset) {
            Thread.sleep(5);
        }
    }

    ShardIterator iterator(StreamShardDescriptor shard, String type, String... sequenceNumber) {
        return getShardIterator.handle(
                new GetShardIterator.Request(
                        arn(),
                        shard.id(),
                        type,
                        List.of(sequenceNumber).stream().findFirst()),
                CALLER);
    }

    GetRecords.Answer records(ShardIterator iterator) {
        return getRecords.handle(new GetRecords.Request(iterator, 1000), CALLER);
    }

    /** The keys of records. */
    static List<String> keys(GetRecords.Answer answer) {
        return answer.records().stream()
                .map(entry -> new String(entry.change().keys(), UTF_8).replaceAll(".*\"S\":\"(.*)\".*", "$1"))
                .toList();
    }

    @Override
    public List<StreamDescriptor> streams() {
        return dropped ? List.of() : List.of(descriptor());
    }

    private StreamDescriptor descriptor() {
        return new StreamDescriptor(
                tableId,
                tableId,
                CALLER.account(),
                CALLER.region(),
                "table",
                "2026-01-01T00:00:00.000",
                "KEYS_ONLY",
                StreamStatus.ENABLED,
                new KeySchema(List.of(new KeyAttribute("pk", AttributeType.S)), List.of()),
                now,
                disabled,
                shards);
    }

    @Override
    public List<ShardDescriptor> shards() {
        return List.of(new ShardDescriptor(database, "jdbc:postgresql:none", 0));
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
        spans.close();
        reader.close();
        topics.close();
    }

    private void mark(StreamShardDescriptor shard, boolean closes, byte[] mark) throws InterruptedException {
        producer.beginTransaction();
        var written = send(new ProducerRecord<>(
                        Topics.changes(tableId), shard.kafkaPartition(), now.toEpochMilli(), null, mark))
                .join();
        var kind = closes ? Kind.CLOSED : Kind.OPENED;
        var edge = new SpanEdge(kind, database, tableId, span(shard), written.offset(), now.toEpochMilli(), 0);
        var _ = send(edge.toRecord());
        producer.commitTransaction();
        awaitVisible(shard, written.offset());
        while (spans.find(shard.id())
                .filter(span -> !closes || span.end().isPresent())
                .isEmpty()) {
            Thread.sleep(10);
        }
    }

    private CompletableFuture<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        var sent = new CompletableFuture<RecordMetadata>();
        var _ = producer.send(record, (written, error) -> {
            if (error == null) {
                sent.complete(written);
            } else {
                sent.completeExceptionally(error);
            }
        });
        return sent;
    }

    private ShardSpan span(StreamShardDescriptor shard) {
        return new ShardSpan(shard.id(), tableId, shard.epoch(), shard.kafkaPartition());
    }

    private LogEntry.Change change(StreamShardDescriptor shard, String key) {
        var json = ("{\"pk\":{\"S\":\"" + key + "\"}}").getBytes(UTF_8);
        return new LogEntry.Change(
                tableId,
                shard.kafkaPartition(),
                shard.epoch(),
                tableId,
                0,
                1,
                1,
                Cause.USER,
                CALLER.region(),
                Optional.empty(),
                key.getBytes(UTF_8),
                json,
                Optional.empty(),
                Optional.of(new Image(json, 3)));
    }
}
