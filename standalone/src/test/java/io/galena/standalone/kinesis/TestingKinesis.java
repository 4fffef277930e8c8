package io.galena.standalone.kinesis;

import io.galena.dynamodb.model.BodyFormat;
import io.galena.standalone.TestingGalena;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** A Kinesis stream of its own, and a client. */
public final class TestingKinesis implements AutoCloseable {
    /** Looked at when a client is made. */
    private static final String CBOR_SWITCH = "aws.cborEnabled";

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    public final String name;
    public final KinesisClient client;

    /** For a stream that may be there. */
    public TestingKinesis(URI endpoint, String name) {
        this(client(endpoint, BodyFormat.CBOR), name);
    }

    TestingKinesis(KinesisClient client, String name) {
        this.name = name;
        this.client = client;
    }

    /** A stream with a new name. */
    static TestingKinesis create(URI endpoint, BodyFormat format, int shards) throws InterruptedException {
        var stream = new TestingKinesis(
                client(endpoint, format),
                "stream-" + UUID.randomUUID().toString().substring(0, 8));
        stream.create(shards);
        return stream;
    }

    /** A client that speaks in that format; CBOR is what it speaks when it is left alone. */
    public static synchronized KinesisClient client(URI endpoint, BodyFormat format) {
        if (format == BodyFormat.JSON) {
            System.setProperty(CBOR_SWITCH, "false");
        }
        try {
            return KinesisClient.builder()
                    .endpointOverride(endpoint)
                    .region(Region.of(TestingGalena.REGION))
                    .credentialsProvider(TestingGalena.credentials())
                    .build();
        } finally {
            System.clearProperty(CBOR_SWITCH);
        }
    }

    void create(int shards) throws InterruptedException {
        client.createStream(create -> create.streamName(name).shardCount(shards));
        awaitActive();
    }

    public void awaitActive() throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (status() != StreamStatus.ACTIVE) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Not active in time, but " + status());
            }
            Thread.sleep(20);
        }
    }

    public StreamStatus status() {
        return client.describeStreamSummary(describe -> describe.streamName(name))
                .streamDescriptionSummary()
                .streamStatus();
    }

    void delete() {
        client.deleteStream(delete -> delete.streamName(name));
        // Left alone, it looks every ten seconds.
        client.waiter()
                .waitUntilStreamNotExists(
                        describe -> describe.streamName(name),
                        waiting -> waiting.waitTimeout(PATIENCE)
                                .maxAttempts(Integer.MAX_VALUE)
                                .backoffStrategyV2(BackoffStrategy.fixedDelayWithoutJitter(Duration.ofMillis(20))));
    }

    PutRecordResponse put(String key, String data) {
        return client.putRecord(put -> put.streamName(name).partitionKey(key).data(SdkBytes.fromUtf8String(data)));
    }

    /** Puts records with the numbers from one up to another, without that one, into the only shard. */
    public List<String> put(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(n -> put("key", Integer.toString(n)).sequenceNumber())
                .toList();
    }

    String iterator(String shard, Consumer<GetShardIteratorRequest.Builder> place) {
        var request = GetShardIteratorRequest.builder().streamName(name).shardId(shard);
        place.accept(request);
        return client.getShardIterator(request.build()).shardIterator();
    }

    public String iterator(ShardIteratorType type) {
        return iterator(shard(0), place -> place.shardIteratorType(type));
    }

    String iterator(ShardIteratorType type, String sequenceNumber) {
        return iterator(shard(0), place -> place.shardIteratorType(type).startingSequenceNumber(sequenceNumber));
    }

    GetRecordsResponse page(String iterator) {
        return client.getRecords(get -> get.shardIterator(iterator));
    }

    /** The texts of all records from an iterator on. */
    public List<String> texts(String iterator) {
        return records(iterator).stream()
                .map(each -> each.data().asUtf8String())
                .toList();
    }

    /** All records from an iterator on. */
    List<Record> records(String iterator) {
        var found = new ArrayList<Record>();
        var page = page(iterator);
        found.addAll(page.records());
        while (page.millisBehindLatest() > 0) {
            page = page(page.nextShardIterator());
            found.addAll(page.records());
        }
        return found;
    }

    static String shard(int number) {
        return "shardId-%012d".formatted(number);
    }

    @Override
    public void close() {
        client.close();
    }
}
