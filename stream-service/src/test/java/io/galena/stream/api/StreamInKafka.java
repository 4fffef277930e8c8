package io.galena.stream.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.dynamodb.key.KeyAttribute;
import io.galena.dynamodb.key.KeySchema;
import io.galena.dynamodb.value.AttributeType;
import io.galena.kit.catalog.Catalog;
import io.galena.kit.catalog.ShardDescriptor;
import io.galena.kit.catalog.StreamDescriptor;
import io.galena.kit.catalog.StreamShardDescriptor;
import io.galena.kit.catalog.StreamStatus;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.changelog.ChangeJson;
import io.galena.kit.changelog.LogEntry;
import io.galena.kit.changelog.LogEntry.Cause;
import io.galena.kit.changelog.LogEntry.Image;
import io.galena.kit.changelog.LogEntry.ShardSpan;
import io.galena.kit.changelog.Topics;
import io.galena.kit.operation.Caller;
import io.galena.stream.kafka.ChangeTopics;
import io.galena.stream.kafka.KafkaClients;
import io.galena.stream.kafka.SpanEdge;
import io.galena.stream.kafka.SpanEdge.Kind;
import io.galena.stream.kafka.TopicSettings;
import io.galena.stream.read.ShardReader;
import io.galena.stream.read.ShardSpans;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A stream whose shards and records a test makes as it likes, and the operations that read it. Its clock is the test's. */
final class StreamInKafka implements Catalog, AutoCloseable {
    static final Duration RETENTION = Duration.ofHours(24);
    static final Caller CALLER = new Caller("000000000000", "local", "key", "request");

    private static final AtomicInteger TABLES = new AtomicInteger(700_000);

    final DescribeStream describeStream;
    final GetShardIterator getShardIterator;
    final GetRecords getRecords;
    private final long tableId = TABLES.incrementAndGet();
    private final List<StreamShardDescriptor> shards = new ArrayList<>();
    private final ChangeTopics topics;
    private final ShardSpans spans;
    private final ShardReader reader;
    private final Producer<byte[], byte[]> producer;
    private Instant now = Instant.now();

    StreamInKafka(String bootstrapServers) {
        var clients = new KafkaClients(() -> Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
        topics = new ChangeTopics(clients, new TopicSettings(Optional.empty(), Optional.empty(), RETENTION));
        spans = new ShardSpans(clients, topics);
        reader = new ShardReader(clients, () -> now, RETENTION);
        var streams = new Streams(this);
        describeStream = new DescribeStream(streams, spans);
        getShardIterator = new GetShardIterator(streams, spans, reader, () -> now);
        getRecords = new GetRecords(streams, spans, reader, () -> now);
        spans.start();
        producer = clients.transactionalProducer("stream-in-kafka-" + tableId);
        producer.initTransactions();
        topics.requireCommon();
    }

    String arn() {
        return streams().getFirst().arn();
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** Adds a shard that has not begun. */
    StreamShardDescriptor addShard(int partition, Optional<StreamShardDescriptor> parent) {
        var epoch = 100 + shards.size();
        var id = String.format(Locale.ROOT, "shardId-%020d-%08x", 1_795_275_485_000L + tableId, epoch);
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

    /** Adds a record for each key. */
    void insert(StreamShardDescriptor shard, String... keys) {
        producer.beginTransaction();
        for (var key : keys) {
            var change = change(shard, key);
            send(new ProducerRecord<>(
                    Topics.changes(tableId),
                    shard.kafkaPartition(),
                    now.toEpochMilli(),
                    change.keys(),
                    ChangeJson.write(change, now.toEpochMilli())));
        }
        producer.commitTransaction();
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
        return List.of(new StreamDescriptor(
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
                Optional.empty(),
                shards));
    }

    @Override
    public Optional<TableDescriptor> find(String account, String name) {
        return Optional.empty();
    }

    @Override
    public Optional<TableDescriptor> find(long table) {
        return Optional.empty();
    }

    @Override
    public Optional<TableDescriptor> reload(TableDescriptor stale) {
        return Optional.empty();
    }

    @Override
    public void put(TableDescriptor table) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<TableDescriptor> tables() {
        return List.of();
    }

    @Override
    public List<ShardDescriptor> shards() {
        return List.of();
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
        try {
            var written = producer.send(new ProducerRecord<>(
                            Topics.changes(tableId), shard.kafkaPartition(), now.toEpochMilli(), null, mark))
                    .get();
            var kind = closes ? Kind.CLOSED : Kind.OPENED;
            send(new SpanEdge(kind, 0, tableId, span(shard), written.offset(), now.toEpochMilli()).toRecord());
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        producer.commitTransaction();
        while (spans.find(shard.id())
                .filter(span -> !closes || span.end().isPresent())
                .isEmpty()) {
            Thread.sleep(10);
        }
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        var _ = producer.send(record);
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
