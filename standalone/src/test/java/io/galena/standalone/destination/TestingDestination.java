package io.galena.standalone.destination;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.standalone.TestingTables;
import io.galena.dynamodb.model.BodyFormat;
import io.galena.standalone.TestingGalena;
import io.galena.standalone.kinesis.TestingKinesis;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ApproximateCreationDateTimePrecision;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.DestinationStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KinesisDataStreamDestination;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A table with the key {@code pk}, and a Kinesis stream for its changes. */
public final class TestingDestination implements AutoCloseable {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    final String table;
    final DynamoDbClient client;
    final KinesisClient kinesis;
    /** They take turns: what is read is the same. */
    private final List<KinesisClient> readers;

    private int reads;
    String stream = "";

    /** @param shards those of the Kinesis stream */
    public TestingDestination(URI endpoint, int shards) throws InterruptedException {
        this(endpoint, "destination-" + UUID.randomUUID().toString().substring(0, 8));
        createTable();
        stream = createStream(table, shards);
    }

    /** The same destination at another endpoint. */
    public TestingDestination(URI endpoint, TestingDestination before) {
        this(endpoint, before.table);
        stream = before.stream;
    }

    private TestingDestination(URI endpoint, String table) {
        this.table = table;
        client = DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(TestingGalena.REGION))
                .credentialsProvider(TestingGalena.credentials())
                .build();
        kinesis = TestingKinesis.client(endpoint, BodyFormat.CBOR);
        readers = List.of(kinesis, TestingKinesis.client(endpoint, BodyFormat.JSON));
    }

    void createTable() {
        client.createTable(creation -> creation.tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("pk")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName("pk")
                        .keyType(KeyType.HASH)
                        .build()));
        TestingTables.awaitActive(client, table);
    }

    /** Returns its ARN. */
    String createStream(String name, int shards) throws InterruptedException {
        kinesis.createStream(creation -> creation.streamName(name).shardCount(shards));
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var found = kinesis.describeStreamSummary(wanted -> wanted.streamName(name))
                    .streamDescriptionSummary();
            if (found.streamStatus() == StreamStatus.ACTIVE) {
                return found.streamARN();
            }
            assertThat(System.nanoTime()).as("Still " + found).isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    /** Deletes the stream, and waits until it is gone. */
    void deleteStream() throws InterruptedException {
        kinesis.deleteStream(deletion -> deletion.streamARN(stream));
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (kinesis.listStreams().streamNames().contains(table)) {
            assertThat(System.nanoTime()).as("The stream is still there").isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    /** Turns the destination on, and waits until it is. */
    public void enable() throws InterruptedException {
        enable(ApproximateCreationDateTimePrecision.MILLISECOND);
    }

    void enable(ApproximateCreationDateTimePrecision precision) throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isEnabling(precision)) {
            assertThat(System.nanoTime()).as("The table is still in use").isLessThan(deadline);
            Thread.sleep(20);
        }
        await(DestinationStatus.ACTIVE);
    }

    /** Not as long as the table is being changed: that the last destination has gone is a change of it. */
    private boolean isEnabling(ApproximateCreationDateTimePrecision precision) {
        try {
            client.enableKinesisStreamingDestination(enabling -> enabling.tableName(table)
                    .streamArn(stream)
                    .enableKinesisStreamingConfiguration(
                            configuration -> configuration.approximateCreationDateTimePrecision(precision)));
            return true;
        } catch (ResourceInUseException e) {
            return false;
        }
    }

    /** Turns the destination off, and waits until it is. */
    public void disable() throws InterruptedException {
        client.disableKinesisStreamingDestination(
                disabling -> disabling.tableName(table).streamArn(stream));
        await(DestinationStatus.DISABLED);
    }

    void await(DestinationStatus status) throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (describe().destinationStatus() != status) {
            assertThat(System.nanoTime()).as("Still " + describe()).isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    KinesisDataStreamDestination describe() {
        return client.describeKinesisStreamingDestination(describing -> describing.tableName(table))
                .kinesisDataStreamDestinations()
                .getFirst();
    }

    /** Writes a new item, or a number into one. */
    public void put(String key, int number) {
        client.putItem(put -> put.tableName(table)
                .item(Map.of("pk", AttributeValue.fromS(key), "n", AttributeValue.fromN(Integer.toString(number)))));
    }

    void delete(String key) {
        client.deleteItem(deletion -> deletion.tableName(table).key(Map.of("pk", AttributeValue.fromS(key))));
    }

    /** Everything that is in the stream once there are so many records, shard by shard. */
    public List<JsonNode> await(int count) throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var found = read();
        while (found.size() < count) {
            assertThat(System.nanoTime())
                    .as("Only " + found.size() + " records")
                    .isLessThan(deadline);
            Thread.sleep(50);
            found = read();
        }
        return found;
    }

    /** Everything that is in the stream now. */
    public List<JsonNode> read() {
        return records().stream()
                .map(record -> MAPPER.readTree(record.data().asByteArray()))
                .toList();
    }

    /** Where each shard ends now. */
    public List<String> ends() {
        return kinesis.listShards(listing -> listing.streamARN(stream)).shards().stream()
                .map(shard -> kinesis.getShardIterator(wanted -> wanted.streamARN(stream)
                                .shardId(shard.shardId())
                                .shardIteratorType(ShardIteratorType.LATEST))
                        .shardIterator())
                .toList();
    }

    /** What has come behind these places. */
    public List<JsonNode> readBehind(List<String> places) {
        return places.stream()
                .flatMap(place -> kinesis.getRecords(wanted -> wanted.shardIterator(place)).records().stream())
                .map(record -> MAPPER.readTree(record.data().asByteArray()))
                .toList();
    }

    private List<Record> records() {
        var records = new ArrayList<Record>();
        var reader = readers.get(reads++ % readers.size());
        reader.listShards(listing -> listing.streamARN(stream)).shards().forEach(shard -> read(reader, shard, records));
        return records;
    }

    private void read(KinesisClient reader, Shard shard, List<Record> records) {
        var iterator = Optional.of(reader.getShardIterator(wanted -> wanted.streamARN(stream)
                        .shardId(shard.shardId())
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator());
        while (iterator.isPresent()) {
            var next = iterator.get();
            var page = reader.getRecords(wanted -> wanted.shardIterator(next));
            records.addAll(page.records());
            iterator = page.records().isEmpty() ? Optional.empty() : Optional.ofNullable(page.nextShardIterator());
        }
    }

    /** The numbers that records tell of an item, in their order. */
    public static List<Integer> numbers(List<JsonNode> records, String key) {
        return records.stream()
                .map(record -> record.path("dynamodb"))
                .filter(change ->
                        change.path("Keys").path("pk").path("S").asString().equals(key))
                .filter(change -> change.has("NewImage"))
                .map(change -> Integer.valueOf(
                        change.path("NewImage").path("n").path("N").asString()))
                .toList();
    }

    @Override
    public void close() {
        client.close();
        readers.forEach(KinesisClient::close);
    }
}
