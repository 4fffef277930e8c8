package io.galena.standalone.sdk;

import static io.galena.standalone.sdk.TestValues.at;
import static io.galena.standalone.sdk.TestValues.item;
import static io.galena.standalone.sdk.TestValues.n;
import static io.galena.standalone.sdk.TestValues.s;
import static io.galena.standalone.sdk.TestValues.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** What the records of a stream say, and that there is one for each change. */
@OnEveryEndpoint
class StreamsTest {
    private static final Map<String, AttributeValue> KEY = item("pk", s("a"));

    private final Endpoint endpoint;
    private final DynamoDbClient client;

    StreamsTest(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.client = endpoint.client();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN_TO_SDK_VERSION")
    void recordsShowWhatTheViewTypeSays(StreamViewType viewType) {
        var stream = endpoint.newStream(viewType);
        var first = item("pk", s("a"), "v", n("1"));
        var second = item("pk", s("a"), "v", n("2"), "more", s("x"));
        put(stream, first);
        put(stream, second);
        delete(stream, KEY);

        var records = stream.all();

        assertThat(records)
                .extracting(Record::eventName)
                .containsExactly(OperationType.INSERT, OperationType.MODIFY, OperationType.REMOVE);
        assertThat(records).extracting(each -> each.dynamodb().keys()).containsOnly(KEY);
        assertThat(records).extracting(each -> each.dynamodb().streamViewType()).containsOnly(viewType);
        var showsNew = viewType == StreamViewType.NEW_IMAGE || viewType == StreamViewType.NEW_AND_OLD_IMAGES;
        var showsOld = viewType == StreamViewType.OLD_IMAGE || viewType == StreamViewType.NEW_AND_OLD_IMAGES;
        assertThat(records)
                .extracting(each -> each.dynamodb().newImage())
                .isEqualTo(showsNew ? List.of(first, second, Map.of()) : List.of(Map.of(), Map.of(), Map.of()));
        assertThat(records)
                .extracting(each -> each.dynamodb().oldImage())
                .isEqualTo(showsOld ? List.of(Map.of(), first, second) : List.of(Map.of(), Map.of(), Map.of()));
    }

    @Test
    void aRecordTellsWhenAndWhereItsChangeWasMade() {
        var stream = endpoint.newStream(StreamViewType.NEW_AND_OLD_IMAGES);
        var before = Instant.now().minusSeconds(2);
        put(stream, item("pk", s("a"), "v", n("1")));
        put(stream, item("pk", s("a"), "v", n("12")));

        var records = stream.all();

        assertThat(records)
                .extracting(Record::eventVersion, Record::eventSource, Record::userIdentity)
                .containsOnly(tuple("1.1", "aws:dynamodb", null));
        assertThat(records).allMatch(each -> stream.arn().contains(":" + each.awsRegion() + ":"));
        assertThat(records)
                .extracting(Record::eventID)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[0-9a-f]{32}"));
        assertThat(records)
                .extracting(each -> each.dynamodb().approximateCreationDateTime())
                .allMatch(at -> at.isAfter(before) && at.isBefore(Instant.now().plusSeconds(1)));
        // "pk" and "a" are 3 bytes, "v" and a number of up to two digits 3.
        assertThat(records).extracting(each -> each.dynamodb().sizeBytes()).containsExactly(3L + 6, 3L + 6 + 6);
        assertThat(numbers(records))
                .allMatch(number -> number.matches("[0-9]{21,40}"))
                .isSorted();
        assertThat(numbers(records)).doesNotHaveDuplicates();
    }

    @Test
    void writesThatChangeNothingLeaveNoRecord() {
        var stream = endpoint.newStream(StreamViewType.NEW_AND_OLD_IMAGES);
        var item = item("pk", s("a"), "v", n("1"), "set", TestValues.ss("x", "y"));
        put(stream, item);
        put(stream, item);
        put(stream, item("set", TestValues.ss("y", "x"), "v", n("1.0"), "pk", s("a")));
        update(stream, "SET v = :v", n("1"));
        update(stream, "REMOVE nowhere");
        delete(stream, item("pk", s("missing")));
        assertThat(Refusals.refusal(() -> client.putItem(put ->
                        put.tableName(stream.table()).item(KEY).conditionExpression("attribute_not_exists(pk)"))))
                .isInstanceOf(ConditionalCheckFailedException.class);
        update(stream, "SET v = :v", n("2"));

        assertThat(stream.all())
                .extracting(Record::eventName)
                .containsExactly(OperationType.INSERT, OperationType.MODIFY);
    }

    @Test
    void anUpdateThatMakesAnItemIsAnInsert() {
        var stream = endpoint.newStream(StreamViewType.NEW_AND_OLD_IMAGES);
        update(stream, "SET v = :v", n("1"));
        delete(stream, KEY);
        put(stream, KEY);

        assertThat(stream.all())
                .extracting(Record::eventName)
                .containsExactly(OperationType.INSERT, OperationType.REMOVE, OperationType.INSERT);
    }

    @Test
    void eachWriteOfABatchHasARecord() {
        var stream = endpoint.newStream(StreamViewType.NEW_IMAGE);
        var items = IntStream.range(0, 24).mapToObj(i -> item("pk", s("i" + i))).toList();
        put(stream, item("pk", s("gone")));
        var writes = Stream.concat(items.stream().map(Writes::put), Stream.of(Writes.delete(item("pk", s("gone")))))
                .toList();
        client.batchWriteItem(batch -> batch.requestItems(Map.of(stream.table(), writes)));

        var records = stream.all();

        assertThat(records)
                .filteredOn(each -> each.eventName() == OperationType.INSERT)
                .hasSize(25)
                .extracting(each -> each.dynamodb().newImage())
                .containsAll(items);
        assertThat(records)
                .filteredOn(each -> each.eventName() == OperationType.REMOVE)
                .extracting(each -> each.dynamodb().keys())
                .containsExactly(item("pk", s("gone")));
        assertThat(records).hasSize(26);
    }

    @Test
    void concurrentWritersLoseNothingAndKeepTheOrderOfEachItem() throws Exception {
        var stream = endpoint.newStream(StreamViewType.NEW_AND_OLD_IMAGES);
        var increments = 20;
        var keys = 25;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // Two writers for each key, so that one batch has several operations on it.
            var writers = IntStream.range(0, 2 * keys)
                    .<Callable<Boolean>>mapToObj(writer -> () -> {
                        for (var i = 0; i < increments; i++) {
                            increment(stream, item("pk", s("k" + writer % keys)));
                        }
                        return true;
                    })
                    .toList();
            for (var writer : threads.invokeAll(writers)) {
                assertThat(writer.get()).isTrue();
            }
        }

        var versions = new HashMap<String, List<String>>();
        var records = stream.all();
        for (var each : records) {
            var change = each.dynamodb();
            var seen = versions.computeIfAbsent(at(change.keys(), "pk").s(), _ -> new ArrayList<>(List.of("0")));
            assertThat(version(change.oldImage())).isEqualTo(seen.getLast());
            seen.add(version(change.newImage()));
        }

        var expected = IntStream.rangeClosed(0, 2 * increments)
                .mapToObj(Integer::toString)
                .toList();
        assertThat(versions).hasSize(keys);
        assertThat(versions.values()).allSatisfy(seen -> assertThat(seen).isEqualTo(expected));
        assertThat(numbers(records)).doesNotHaveDuplicates();
    }

    @Test
    void theLargestItemIsInTheStreamWithBothImages() {
        var stream = endpoint.newStream(StreamViewType.NEW_AND_OLD_IMAGES);
        var size = 400 * 1024 - "pka".length() - "v".length();
        // Control characters take six bytes each in JSON.
        var first = item("pk", s("a"), "v", s("\u0001".repeat(size)));
        var second = item("pk", s("a"), "v", text(size));
        put(stream, first);
        put(stream, second);
        put(stream, first);

        var changes = stream.all().stream().map(Record::dynamodb).toList();

        assertThat(changes).extracting(StreamRecord::newImage).isEqualTo(List.of(first, second, first));
        assertThat(changes).extracting(StreamRecord::oldImage).isEqualTo(List.of(Map.of(), first, second));
        assertThat(changes.getLast().sizeBytes()).isEqualTo(3 + 2 * 400 * 1024);
    }

    private void put(TestingStream stream, Map<String, AttributeValue> item) {
        client.putItem(put -> put.tableName(stream.table()).item(item));
    }

    private void delete(TestingStream stream, Map<String, AttributeValue> key) {
        client.deleteItem(delete -> delete.tableName(stream.table()).key(key));
    }

    private void update(TestingStream stream, String expression, AttributeValue... value) {
        client.updateItem(update -> {
            update.tableName(stream.table()).key(KEY).updateExpression(expression);
            if (value.length > 0) {
                update.expressionAttributeValues(Map.of(":v", value[0]));
            }
        });
    }

    private void increment(TestingStream stream, Map<String, AttributeValue> key) {
        client.updateItem(update -> update.tableName(stream.table())
                .key(key)
                .updateExpression("ADD v :one")
                .expressionAttributeValues(Map.of(":one", n("1"))));
    }

    private static String version(Map<String, AttributeValue> image) {
        return image.isEmpty() ? "0" : at(image, "v").n();
    }

    /** The sequence numbers, those of a shard in its order. */
    private static List<String> numbers(List<Record> records) {
        return records.stream().map(each -> each.dynamodb().sequenceNumber()).collect(Collectors.toList());
    }
}
