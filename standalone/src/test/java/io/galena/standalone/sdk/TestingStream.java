package io.galena.standalone.sdk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** A table's stream, and how tests read it. */
public final class TestingStream {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final DynamoDbClient client;
    private final DynamoDbStreamsClient streams;
    private final String table;
    private final String arn;

    private TestingStream(DynamoDbClient client, DynamoDbStreamsClient streams, String table, String arn) {
        this.client = client;
        this.streams = streams;
        this.table = table;
        this.arn = arn;
    }

    /** The stream that a table has now. */
    static TestingStream of(Endpoint endpoint, String table) {
        return of(endpoint.client(), endpoint.streams(), table);
    }

    /** The stream that a table has now. */
    public static TestingStream of(DynamoDbClient client, DynamoDbStreamsClient streams, String table) {
        var arn = client.describeTable(describe -> describe.tableName(table))
                .table()
                .latestStreamArn();
        return new TestingStream(client, streams, table, arn);
    }

    String table() {
        return table;
    }

    public String arn() {
        return arn;
    }

    StreamDescription description() {
        return describe().streamDescription();
    }

    public List<Shard> shards() {
        return description().shards();
    }

    private DescribeStreamResponse describe() {
        return streams.describeStream(describe -> describe.streamArn(arn));
    }

    /** Turns it off. What was written before is in its shards when this returns, or will be. */
    public void turnOff() {
        client.updateTable(
                update -> update.tableName(table).streamSpecification(stream -> stream.streamEnabled(false)));
        awaitActive();
    }

    /** Turns on another one for the same table. */
    TestingStream turnOnAnother(StreamViewType viewType) {
        client.updateTable(update -> update.tableName(table)
                .streamSpecification(stream -> stream.streamEnabled(true).streamViewType(viewType)));
        awaitActive();
        return of(client, streams, table);
    }

    private void awaitActive() {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (client.describeTable(describe -> describe.tableName(table))
                        .table()
                        .tableStatus()
                != TableStatus.ACTIVE) {
            pauseUntil(deadline, "the table to be active");
        }
    }

    public String iterator(String shard, ShardIteratorType type) {
        return streams.getShardIterator(get -> get.streamArn(arn).shardId(shard).shardIteratorType(type))
                .shardIterator();
    }

    public String iterator(String shard, ShardIteratorType type, String sequenceNumber) {
        return streams.getShardIterator(get -> get.streamArn(arn)
                        .shardId(shard)
                        .shardIteratorType(type)
                        .sequenceNumber(sequenceNumber))
                .shardIterator();
    }

    public GetRecordsResponse page(String iterator, int limit) {
        return streams.getRecords(get -> get.shardIterator(iterator).limit(limit));
    }

    /** Turns it off and reads all that it has ever had, up to the end of every shard; records of an item are in their order. */
    public List<Record> all() {
        turnOff();
        return closed();
    }

    /** Reads all that it has ever had, once it is off. */
    List<Record> closed() {
        return shards().stream()
                .flatMap(shard -> closed(shard.shardId()).stream())
                .toList();
    }

    /** Reads a closed shard up to its end. */
    List<Record> closed(String shard) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var records = new ArrayList<Record>();
        var next = Optional.of(iterator(shard, ShardIteratorType.TRIM_HORIZON));
        while (next.isPresent()) {
            var iterator = next.get();
            var page = streams.getRecords(get -> get.shardIterator(iterator));
            records.addAll(page.records());
            next = Optional.ofNullable(page.nextShardIterator());
            if (page.records().isEmpty() && next.isPresent()) {
                pauseUntil(deadline, "the end of the shard");
            }
        }
        return records;
    }

    /** Waits until it has so many records; returns them by the shards that they are in. */
    public Map<String, List<Record>> await(int count) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var found = new HashMap<String, List<Record>>();
        var iterators = new HashMap<String, String>();
        shards().forEach(shard ->
                iterators.put(shard.shardId(), iterator(shard.shardId(), ShardIteratorType.TRIM_HORIZON)));
        while (found.values().stream().mapToInt(List::size).sum() < count) {
            for (var entry : iterators.entrySet()) {
                var page = page(entry.getValue(), 1000);
                if (!page.records().isEmpty()) {
                    found.computeIfAbsent(entry.getKey(), _ -> new ArrayList<>())
                            .addAll(page.records());
                }
                entry.setValue(page.nextShardIterator());
            }
            pauseUntil(deadline, count + " records");
        }
        return found;
    }

    private static void pauseUntil(long deadline, String what) {
        if (System.nanoTime() > deadline) {
            throw new AssertionError("Still waiting for " + what);
        }
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
