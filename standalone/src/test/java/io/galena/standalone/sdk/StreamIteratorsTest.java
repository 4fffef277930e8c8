package io.galena.standalone.sdk;

import static io.galena.standalone.sdk.Refusals.assertRefused;
import static io.galena.standalone.sdk.TestValues.item;
import static io.galena.standalone.sdk.TestValues.n;
import static io.galena.standalone.sdk.TestValues.s;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Where iterators begin, and how they go on. */
@OnEveryEndpoint
class StreamIteratorsTest {
    private static final int CHANGES = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Endpoint endpoint;
    private final DynamoDbStreamsClient streams;
    private Optional<TestingStream> made = Optional.empty();
    private String shard = "";
    private List<Record> records = List.of();

    StreamIteratorsTest(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.streams = endpoint.streams();
    }

    /** All changes are to one item, and so in one shard. */
    @BeforeEach
    void makeAStreamWithAShardOfSomeRecords() {
        made = Optional.of(endpoint.newStream(StreamViewType.NEW_IMAGE));
        for (var version = 1; version <= CHANGES; version++) {
            put(version);
        }
        var found = stream().await(CHANGES);
        shard = found.keySet().iterator().next();
        records = found.getOrDefault(shard, List.of());
        assertThat(versions(records)).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void theTrimHorizonIsBeforeTheFirstRecord() {
        assertThat(read(stream().iterator(shard, ShardIteratorType.TRIM_HORIZON), CHANGES))
                .isEqualTo(records);
    }

    @Test
    void theLatestIsBehindTheLastRecord() {
        var iterator = stream().iterator(shard, ShardIteratorType.LATEST);
        put(6);

        assertThat(versions(read(iterator, 1))).containsExactly("6");
    }

    @Test
    void aSequenceNumberIsAPlaceAtOrBehindItsRecord() {
        var third = records.get(2).dynamodb().sequenceNumber();
        var last = records.getLast().dynamodb().sequenceNumber();

        var at = stream().iterator(shard, ShardIteratorType.AT_SEQUENCE_NUMBER, third);
        var after = stream().iterator(shard, ShardIteratorType.AFTER_SEQUENCE_NUMBER, third);
        var behindTheLast = stream().iterator(shard, ShardIteratorType.AFTER_SEQUENCE_NUMBER, last);
        put(6);

        assertThat(versions(read(at, 4))).containsExactly("3", "4", "5", "6");
        assertThat(versions(read(after, 3))).containsExactly("4", "5", "6");
        assertThat(versions(read(behindTheLast, 1))).containsExactly("6");
    }

    @Test
    void theStartingSequenceNumberOfAShardIsAPlaceToBegin() {
        var range = stream().shards().stream()
                .filter(each -> each.shardId().equals(shard))
                .findFirst()
                .orElseThrow()
                .sequenceNumberRange();

        assertThat(range.startingSequenceNumber())
                .isLessThanOrEqualTo(records.getFirst().dynamodb().sequenceNumber());
        assertThat(range.endingSequenceNumber()).isNull();
        var start = stream().iterator(shard, ShardIteratorType.AT_SEQUENCE_NUMBER, range.startingSequenceNumber());
        assertThat(read(start, CHANGES)).isEqualTo(records);
    }

    @Test
    void aPageHasNoMoreRecordsThanTheLimit() {
        var page = stream().page(stream().iterator(shard, ShardIteratorType.TRIM_HORIZON), 2);
        var next = stream().page(page.nextShardIterator(), 2);

        assertThat(versions(page.records())).containsExactly("1", "2");
        assertThat(versions(next.records())).containsExactly("3", "4");
    }

    @Test
    void anIteratorCanBeReadAgain() {
        var iterator = stream().iterator(shard, ShardIteratorType.TRIM_HORIZON);

        assertThat(stream().page(iterator, 3).records())
                .isEqualTo(stream().page(iterator, 3).records());
    }

    @Test
    void anOpenShardAlwaysHasANextIterator() {
        var page = stream().page(stream().iterator(shard, ShardIteratorType.LATEST), 1);
        assertThat(page.records()).isEmpty();

        put(6);

        assertThat(versions(read(page.nextShardIterator(), 1))).containsExactly("6");
    }

    @Test
    void onlyTheEndOfAClosedShardHasNoNextIterator() {
        var open = stream().iterator(shard, ShardIteratorType.LATEST);
        stream().turnOff();
        assertThat(stream().closed(shard)).isEqualTo(records);

        var part = stream().page(stream().iterator(shard, ShardIteratorType.TRIM_HORIZON), CHANGES - 1);

        assertThat(part.nextShardIterator()).isNotNull();
        assertThat(stream().page(open, 1).nextShardIterator()).isNull();
        assertThat(stream()
                        .page(stream().iterator(shard, ShardIteratorType.LATEST), 1)
                        .nextShardIterator())
                .isNull();
    }

    @Test
    void whatIsNoIteratorIsRefused() {
        var iterator = stream().iterator(shard, ShardIteratorType.LATEST);

        for (var wrong : List.of(
                "x", stream().arn(), stream().arn() + "|1|####", iterator.substring(0, iterator.length() - 24))) {
            assertRefused(() -> stream().page(wrong, 1), "ValidationException", "Invalid ShardIterator");
        }
    }

    @Test
    void sequenceNumbersMustBeThoseOfTheShard() {
        var number = records.getFirst().dynamodb().sequenceNumber();
        var other = endpoint.newStream(StreamViewType.NEW_IMAGE);
        var otherShard = other.shards().getFirst().shardId();

        assertInvalidSequenceNumber(other, otherShard, number);
        assertInvalidSequenceNumber(stream(), shard, "123456789012345678901");
        assertInvalidSequenceNumber(stream(), shard, number.substring(0, 12) + "0".repeat(1) + Long.MAX_VALUE);
        var error = Refusals.refusal(() -> streams.getShardIterator(get ->
                get.streamArn(stream().arn()).shardId(shard).shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER)));
        assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
        assertThat(error.awsErrorDetails().errorMessage()).contains("SequenceNumber");
    }

    private static void assertInvalidSequenceNumber(TestingStream stream, String shard, String number) {
        for (var type : List.of(ShardIteratorType.AT_SEQUENCE_NUMBER, ShardIteratorType.AFTER_SEQUENCE_NUMBER)) {
            assertRefused(
                    () -> stream.iterator(shard, type, number),
                    "ValidationException",
                    "Invalid SequenceNumber: " + number + " is not one of " + shard);
        }
    }

    private TestingStream stream() {
        return made.orElseThrow();
    }

    private void put(int version) {
        endpoint.client().putItem(put -> put.tableName(stream().table()).item(item("pk", s("a"), "v", n(version))));
    }

    /** Reads from an iterator on until there are so many records. */
    private List<Record> read(String from, int count) {
        var found = new ArrayList<Record>();
        var iterator = from;
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (found.size() < count) {
            assertThat(System.nanoTime()).as("only %s", found).isLessThan(deadline);
            var page = stream().page(iterator, 1000);
            found.addAll(page.records());
            iterator = page.nextShardIterator();
        }
        return found;
    }

    private static List<String> versions(List<Record> records) {
        return records.stream()
                .map(each -> TestValues.at(each.dynamodb().newImage(), "v").n())
                .toList();
    }
}
