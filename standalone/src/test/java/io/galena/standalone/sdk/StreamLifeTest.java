package io.galena.standalone.sdk;

import static io.galena.standalone.sdk.Refusals.assertRefused;
import static io.galena.standalone.sdk.TestValues.item;
import static io.galena.standalone.sdk.TestValues.s;
import static org.assertj.core.api.Assertions.assertThat;

import io.galena.standalone.TestingTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardFilterType;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamStatus;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Streams from the first to the last day, and how they are found. */
@OnEveryEndpoint
class StreamLifeTest {
    private final Endpoint endpoint;
    private final DynamoDbClient client;
    private final DynamoDbStreamsClient streams;

    StreamLifeTest(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.client = endpoint.client();
        this.streams = endpoint.streams();
    }

    @Test
    void aStreamIsDescribedAsItsTable() {
        var stream = endpoint.newStream(StreamViewType.OLD_IMAGE);
        var table = client.describeTable(describe -> describe.tableName(stream.table()))
                .table();

        var description = stream.description();

        assertThat(description.streamStatus()).isEqualTo(StreamStatus.ENABLED);
        assertThat(description.streamViewType()).isEqualTo(StreamViewType.OLD_IMAGE);
        assertThat(description.tableName()).isEqualTo(stream.table());
        assertThat(description.keySchema()).isEqualTo(table.keySchema());
        assertThat(description.streamArn()).isEqualTo(table.tableArn() + "/stream/" + description.streamLabel());
        assertThat(description.streamLabel())
                .isEqualTo(table.latestStreamLabel())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}");
        assertThat(description.creationRequestDateTime()).isNotNull();
        assertThat(description.shards()).isNotEmpty().allSatisfy(shard -> {
            assertThat(shard.shardId()).matches("shardId-\\d{20}-[0-9a-f]{8}").hasSizeBetween(28, 65);
            assertThat(shard.parentShardId()).isNull();
            assertThat(shard.sequenceNumberRange().startingSequenceNumber()).matches("\\d{21,40}");
        });
    }

    @Test
    void aStreamThatIsTurnedOffStaysReadableBesideTheNextOne() {
        var first = endpoint.newStream(StreamViewType.KEYS_ONLY);
        put(first.table(), "a");
        assertThat(keys(first.all())).containsExactly("a");
        put(first.table(), "unseen");

        var second = first.turnOnAnother(StreamViewType.NEW_IMAGE);
        put(first.table(), "b");

        assertThat(second.arn()).isNotEqualTo(first.arn());
        assertThat(second.description().streamStatus()).isEqualTo(StreamStatus.ENABLED);
        assertThat(keys(second.all())).containsExactly("b");
        assertThat(first.description().streamStatus()).isEqualTo(StreamStatus.DISABLED);
        assertThat(first.description().streamViewType()).isEqualTo(StreamViewType.KEYS_ONLY);
        assertThat(first.shards()).allMatch(shard -> shard.sequenceNumberRange().endingSequenceNumber() != null);
        assertThat(keys(first.closed())).containsExactly("a");
        assertThat(listed(first.table())).containsExactlyInAnyOrder(first.arn(), second.arn());
    }

    @Test
    void theStreamOfADeletedTableStaysReadable() {
        var stream = endpoint.newStream(StreamViewType.NEW_AND_OLD_IMAGES);
        put(stream.table(), "a");
        client.deleteTable(delete -> delete.tableName(stream.table()));
        TestingTables.awaitGone(client, stream.table());

        assertThat(stream.closed())
                .extracting(each -> each.eventNameAsString()
                        + TestValues.at(each.dynamodb().keys(), "pk").s())
                .containsExactly("INSERTa");
        assertThat(stream.description().streamStatus()).isEqualTo(StreamStatus.DISABLED);
        assertThat(listed(stream.table())).containsExactly(stream.arn());
    }

    @Test
    void streamsAreListedPageByPage() {
        var mine = List.of(
                endpoint.newStream(StreamViewType.KEYS_ONLY).arn(),
                endpoint.newStream(StreamViewType.KEYS_ONLY).arn(),
                endpoint.newStream(StreamViewType.KEYS_ONLY).arn());

        var found = new ArrayList<String>();
        var last = Optional.<String>empty();
        do {
            var from = last.orElse(null);
            var page = streams.listStreams(list -> list.limit(2).exclusiveStartStreamArn(from));
            assertThat(page.streams()).hasSizeLessThanOrEqualTo(2);
            page.streams().forEach(each -> found.add(each.streamArn()));
            last = Optional.ofNullable(page.lastEvaluatedStreamArn());
        } while (last.isPresent());

        assertThat(found).containsAll(mine).doesNotHaveDuplicates();
        assertThat(listed(endpoint.newTable(TableShape.PLAIN))).isEmpty();
        assertThat(listed(endpoint.unusedName())).isEmpty();
    }

    @Test
    void shardsAreDescribedPageByPage() {
        var stream = endpoint.newStream(StreamViewType.KEYS_ONLY);
        var all = stream.shards();

        // Where a shard starts may be told anew when it has begun.
        GlobalIndexes.await(() -> pageByPage(stream).equals(stream.shards()), true);
        assertThat(streams.describeStream(describe -> describe.streamArn(stream.arn())
                                .shardFilter(filter -> filter.type(ShardFilterType.CHILD_SHARDS)
                                        .shardId(all.getFirst().shardId())))
                        .streamDescription()
                        .shards())
                .isEmpty();
    }

    private List<Shard> pageByPage(TestingStream stream) {
        var found = new ArrayList<Shard>();
        var last = Optional.<String>empty();
        do {
            var from = last.orElse(null);
            var page = streams.describeStream(describe ->
                            describe.streamArn(stream.arn()).limit(1).exclusiveStartShardId(from))
                    .streamDescription();
            assertThat(page.shards()).hasSize(1);
            found.addAll(page.shards());
            last = Optional.ofNullable(page.lastEvaluatedShardId());
        } while (last.isPresent());
        return found;
    }

    @Test
    void whatIsNotThereIsRefused() {
        var stream = endpoint.newStream(StreamViewType.KEYS_ONLY);
        var missing = stream.arn().replaceAll("/stream/.*", "/stream/2015-05-05T05:05:05.555");
        var shard = "shardId-00000001430000000000-00000000";

        assertRefused(
                () -> streams.describeStream(describe -> describe.streamArn(missing)),
                "ResourceNotFoundException",
                "Requested resource not found: Stream: " + missing + " not found");
        assertRefused(
                () -> streams.getShardIterator(
                        get -> get.streamArn(missing).shardId(shard).shardIteratorType(ShardIteratorType.LATEST)),
                "ResourceNotFoundException",
                "Requested resource not found: Stream: " + missing + " not found");
        assertRefused(
                () -> stream.iterator(shard, ShardIteratorType.LATEST),
                "ResourceNotFoundException",
                "Requested resource not found: Shard: " + shard + " in Stream: " + stream.arn() + " not found");
        for (var wrong : List.of(
                "arn:aws:dynamodb:nowhere:no-stream-at-all-here",
                endpoint.arn(stream.table()),
                stream.arn().replace("/stream/", "/index/"))) {
            assertRefused(
                    () -> streams.describeStream(describe -> describe.streamArn(wrong)),
                    "ValidationException",
                    "Invalid StreamArn: " + wrong);
        }
    }

    private List<String> listed(String table) {
        return streams.listStreams(list -> list.tableName(table)).streams().stream()
                .map(each -> each.streamArn())
                .toList();
    }

    private void put(String table, String key) {
        client.putItem(put -> put.tableName(table).item(item("pk", s(key))));
    }

    private static List<String> keys(List<Record> records) {
        return records.stream()
                .map(each -> TestValues.at(each.dynamodb().keys(), "pk").s())
                .toList();
    }
}
