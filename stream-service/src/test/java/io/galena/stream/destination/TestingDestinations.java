package io.galena.stream.destination;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.dynamodb.key.KeyAttribute;
import io.galena.dynamodb.key.KeySchema;
import io.galena.dynamodb.value.AttributeType;
import io.galena.kit.catalog.ChangeLogDescriptor;
import io.galena.kit.catalog.PartitionDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.catalog.TableStatus;
import io.galena.kit.destination.DestinationDescriptor;
import io.galena.kit.destination.DestinationPrecision;
import io.galena.kit.destination.DestinationStatus;
import io.galena.kit.destination.ReportDestination;
import io.galena.kit.destination.ReportDestination.Event;
import io.galena.kit.kinesis.KinesisStreamDescriptor;
import io.galena.kit.kinesis.KinesisStreamStatus;
import io.galena.stream.testing.EmptyCatalog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A destination of a table with one partition, and instances that deliver to it. The test is the control plane, too. */
final class TestingDestinations implements EmptyCatalog, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SESSION = Duration.ofSeconds(6);

    final TestingLog log;
    final List<ReportDestination.Request> reports = new CopyOnWriteArrayList<>();
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final List<Destinations> instances = new ArrayList<>();
    private final KinesisStreamDescriptor stream;
    private volatile List<DestinationDescriptor> destinations;

    TestingDestinations(int topicPartitions, int kinesisShards) {
        log = new TestingLog(topicPartitions);
        stream = new KinesisStreamDescriptor(
                log.tableId,
                "000000000000",
                "us-east-1",
                "changes",
                "PROVISIONED",
                kinesisShards,
                24,
                KinesisStreamStatus.ACTIVE,
                Instant.EPOCH,
                Optional.empty(),
                0);
        destinations = List.of(destination(DestinationStatus.ENABLING, DestinationPrecision.MILLISECOND));
        makeTopic();
    }

    void makeTopic() {
        log.topics.require(stream.topic(), stream.shards(), Map.of());
    }

    /** Takes the stream's topic away. */
    void removeTopic() throws ExecutionException, InterruptedException {
        try (var admin = log.clients.admin()) {
            admin.deleteTopics(List.of(stream.topic())).all().get();
        }
        log.topics.forget();
    }

    /** Lets another instance share the work. */
    Destinations start() {
        var instance = new Destinations(
                new DestinationParts(
                        this, log.clients, this::call, new DestinationMetrics(metrics), InstantSource.system()),
                log.topics,
                SESSION);
        instances.add(instance);
        instance.start();
        return instance;
    }

    /** Lets the first instance begin, and the destination be active. */
    Destinations begin() throws InterruptedException {
        var first = start();
        await(Event.BEGUN);
        set(DestinationStatus.ACTIVE, DestinationPrecision.MILLISECOND);
        return first;
    }

    void set(DestinationStatus status, DestinationPrecision precision) {
        destinations = List.of(destination(status, precision));
    }

    void await(Event event) throws InterruptedException {
        await(() -> reports.stream().anyMatch(report -> report.event() == event));
    }

    /** Waits until something has been counted so often, and no more. */
    void awaitCount(String name, int count) throws InterruptedException {
        await(() -> metrics.find(name).counters().stream().anyMatch(counter -> counter.count() >= count));
        assertThat(metrics.get(name).counter().count()).isEqualTo(count);
    }

    static void await(BooleanSupplier condition) throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Not within " + PATIENCE);
            }
            Thread.sleep(20);
        }
    }

    /** What is in the stream once there are so many records, and a moment later. */
    List<JsonNode> await(int count) throws InterruptedException {
        await(() -> read().size() >= count);
        Thread.sleep(500);
        return read();
    }

    /** What is in the stream, shard by shard. */
    List<JsonNode> read() {
        var found = new ArrayList<JsonNode>();
        IntStream.range(0, stream.shards())
                .mapToObj(shard -> new TopicPartition(stream.topic(), shard))
                .forEach(shard -> read(shard, found));
        return found;
    }

    private void read(TopicPartition shard, List<JsonNode> found) {
        try (var consumer = log.clients.consumer()) {
            consumer.assign(List.of(shard));
            consumer.seekToBeginning(List.of(shard));
            var end = consumer.endOffsets(List.of(shard)).getOrDefault(shard, 0L);
            while (consumer.position(shard) < end) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(entry -> found.add(JsonMapper.builder().build().readTree(entry.value())));
            }
        }
    }

    /** The numbers of an item's changes. */
    static List<Integer> numbers(List<JsonNode> records, String item) {
        return records.stream()
                .map(record -> record.path("dynamodb"))
                .filter(change ->
                        change.path("Keys").path("pk").path("S").asString().equals(item))
                .map(change -> Integer.valueOf(
                        change.path("NewImage").path("n").path("N").asString()))
                .toList();
    }

    @Override
    public List<DestinationDescriptor> destinations() {
        return destinations;
    }

    @Override
    public List<KinesisStreamDescriptor> kinesisStreams() {
        return List.of(stream);
    }

    @Override
    public Optional<TableDescriptor> find(long tableId) {
        return Optional.of(new TableDescriptor(
                tableId,
                "uuid",
                "000000000000",
                "us-east-1",
                "table",
                TableStatus.ACTIVE,
                1,
                new KeySchema(List.of(new KeyAttribute("pk", AttributeType.S)), List.of()),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(new PartitionDescriptor(0, 0, -1, 0, 1)),
                Optional.of(new ChangeLogDescriptor(0, 1, List.of()))));
    }

    @Override
    public void close() {
        instances.forEach(Destinations::close);
        log.close();
    }

    private <A> A call(String operation, Object request, Class<A> answer) {
        var report = (ReportDestination.Request) request;
        if (report.id() == log.tableId) {
            reports.add(report);
        }
        return answer.cast(new ReportDestination.Answer());
    }

    private DestinationDescriptor destination(DestinationStatus status, DestinationPrecision precision) {
        return new DestinationDescriptor(
                log.tableId,
                log.tableId,
                "000000000000",
                "us-east-1",
                "table",
                stream.id(),
                stream.arn(),
                status,
                precision,
                1);
    }
}
