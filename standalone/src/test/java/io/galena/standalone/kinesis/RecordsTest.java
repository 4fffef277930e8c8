package io.galena.standalone.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.dynamodb.model.BodyFormat;
import io.galena.kit.catalog.Catalog;
import io.galena.kit.kafka.KafkaClients;
import io.galena.standalone.TestingGalena;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

@ParameterizedClass
@EnumSource(BodyFormat.class)
class RecordsTest {
    private static final TestingGalena GALENA = TestingGalena.shared(1);

    private final BodyFormat format;

    RecordsTest(BodyFormat format) {
        this.format = format;
    }

    @Test
    void aRecordComesBackAsItWasPut() throws InterruptedException {
        try (var stream = stream(1)) {
            var before = Instant.now().minusSeconds(1);
            var data = SdkBytes.fromByteArray(new byte[] {0, (byte) 0xff, 10, 13, 34});
            var put = stream.client.putRecord(write ->
                    write.streamName(stream.name).partitionKey("Schlüssel").data(data));

            var page = stream.page(stream.iterator(ShardIteratorType.TRIM_HORIZON));

            assertThat(put.shardId()).isEqualTo(TestingKinesis.shard(0));
            assertThat(page.millisBehindLatest()).isZero();
            assertThat(page.nextShardIterator()).isNotEmpty();
            assertThat(page.records()).singleElement().satisfies(found -> {
                assertThat(found.data()).isEqualTo(data);
                assertThat(found.partitionKey()).isEqualTo("Schlüssel");
                assertThat(found.sequenceNumber())
                        .isEqualTo(put.sequenceNumber())
                        .matches("[1-9][0-9]*");
                assertThat(found.approximateArrivalTimestamp())
                        .isBetween(before, Instant.now().plusSeconds(1));
            });
        }
    }

    @Test
    void everyKindOfIteratorBeginsWhereItSays() throws InterruptedException {
        try (var stream = stream(1)) {
            var latest = stream.iterator(ShardIteratorType.LATEST);
            var numbers = stream.put(0, 3);
            Thread.sleep(50);
            var between = Instant.now();
            Thread.sleep(50);
            stream.put(3, 5);

            assertThat(stream.texts(stream.iterator(ShardIteratorType.TRIM_HORIZON)))
                    .containsExactly("0", "1", "2", "3", "4");
            assertThat(stream.texts(latest)).containsExactly("0", "1", "2", "3", "4");
            assertThat(stream.texts(stream.iterator(ShardIteratorType.LATEST))).isEmpty();
            assertThat(stream.texts(stream.iterator(ShardIteratorType.AT_SEQUENCE_NUMBER, numbers.get(1))))
                    .containsExactly("1", "2", "3", "4");
            assertThat(stream.texts(stream.iterator(ShardIteratorType.AFTER_SEQUENCE_NUMBER, numbers.get(1))))
                    .containsExactly("2", "3", "4");
            assertThat(stream.texts(at(stream, between))).containsExactly("3", "4");
            assertThat(stream.texts(at(stream, Instant.EPOCH))).hasSize(5);
            assertThat(stream.texts(at(stream, Instant.now()))).isEmpty();
            var beginning = stream.client
                    .listShards(list -> list.streamName(stream.name))
                    .shards()
                    .getFirst()
                    .sequenceNumberRange()
                    .startingSequenceNumber();
            assertThat(stream.texts(stream.iterator(ShardIteratorType.AT_SEQUENCE_NUMBER, beginning)))
                    .hasSize(5);
            assertThat(stream.texts(stream.iterator(ShardIteratorType.AFTER_SEQUENCE_NUMBER, beginning)))
                    .hasSize(5);
        }
    }

    @Test
    void aPageHasAtMostSoManyRecordsAndTenMegabytes() throws InterruptedException {
        try (var stream = stream(1)) {
            var megabyte = SdkBytes.fromByteArray(new byte[1024 * 1024 - 100]);
            for (var n = 0; n < 12; n++) {
                stream.client.putRecord(
                        put -> put.streamName(stream.name).partitionKey("k").data(megabyte));
            }

            var first = stream.page(stream.iterator(ShardIteratorType.TRIM_HORIZON));
            var rest = stream.page(first.nextShardIterator());
            var three =
                    stream.client.getRecords(get -> get.shardIterator(stream.iterator(ShardIteratorType.TRIM_HORIZON))
                            .limit(3));

            assertThat(first.records()).hasSize(10);
            assertThat(first.millisBehindLatest()).isPositive();
            assertThat(rest.records()).hasSize(2);
            assertThat(rest.millisBehindLatest()).isZero();
            assertThat(three.records()).hasSize(3);
            assertThat(three.millisBehindLatest()).isPositive();
        }
    }

    @Test
    void recordsOfOneKeyAreInOneShardInOrderAndNumbersGrow() throws InterruptedException {
        try (var stream = stream(4)) {
            putNumbered(stream, 400);

            var keys = new HashSet<String>();
            var count = 0;
            for (var shard = 0; shard < 4; shard++) {
                var records = stream.records(stream.iterator(
                        TestingKinesis.shard(shard), place -> place.shardIteratorType(ShardIteratorType.TRIM_HORIZON)));
                var mine = new HashSet<>(
                        records.stream().map(each -> each.partitionKey()).toList());
                assertThat(keys).doesNotContainAnyElementsOf(mine);
                keys.addAll(mine);
                count += records.size();
                assertThat(records).extracting(each -> each.sequenceNumber()).isSorted();
                assertThat(records)
                        .extracting(each -> Integer.parseInt(each.data().asUtf8String()))
                        .isSorted();
            }
            assertThat(count).isEqualTo(400);
            assertThat(keys).hasSize(20);
        }
    }

    @Test
    void aStreamThatHasJustBecomeActiveTakesAllRecordsInOrder() throws InterruptedException {
        for (var round = 0; round < 5; round++) {
            try (var stream = stream(4)) {
                putNumbered(stream, 480);
                for (var shard = 0; shard < 4; shard++) {
                    var records = stream.records(stream.iterator(
                            TestingKinesis.shard(shard),
                            place -> place.shardIteratorType(ShardIteratorType.TRIM_HORIZON)));
                    assertThat(records)
                            .extracting(each -> Integer.parseInt(each.data().asUtf8String()))
                            .isSorted();
                }
            }
        }
    }

    @Test
    void anExplicitHashKeySaysWhichShard() throws InterruptedException {
        try (var stream = stream(4)) {
            var last = stream.client
                    .listShards(list -> list.streamName(stream.name))
                    .shards()
                    .get(2)
                    .hashKeyRange()
                    .endingHashKey();

            var put = stream.client.putRecord(write -> write.streamName(stream.name)
                    .partitionKey("k")
                    .explicitHashKey(last)
                    .data(SdkBytes.fromUtf8String("x")));

            assertThat(put.shardId()).isEqualTo(TestingKinesis.shard(2));
            assertInvalid(
                    () -> stream.client.putRecord(write -> write.streamName(stream.name)
                            .partitionKey("k")
                            .explicitHashKey("340282366920938463463374607431768211456")
                            .data(SdkBytes.fromUtf8String("x"))),
                    "Invalid ExplicitHashKey.");
        }
    }

    @Test
    void whatIsOlderThanTheRetentionIsGone() throws Exception {
        try (var stream = stream(1)) {
            var now = Instant.now();
            write(stream.name, "old", now.minus(Duration.ofHours(30)));
            write(stream.name, "young", now.minus(Duration.ofHours(23)));
            write(stream.name, "new", now);
            var oldest = stream.client
                    .listShards(list -> list.streamName(stream.name))
                    .shards()
                    .getFirst()
                    .sequenceNumberRange()
                    .startingSequenceNumber();

            assertThat(stream.texts(stream.iterator(ShardIteratorType.TRIM_HORIZON)))
                    .containsExactly("young", "new");
            assertThat(stream.texts(at(stream, now.minus(Duration.ofDays(2))))).containsExactly("young", "new");
            assertThat(stream.texts(at(stream, now.minus(Duration.ofHours(22)))))
                    .containsExactly("new");
            assertThat(stream.texts(stream.iterator(ShardIteratorType.AT_SEQUENCE_NUMBER, oldest)))
                    .containsExactly("young", "new");

            stream.client.increaseStreamRetentionPeriod(
                    increase -> increase.streamName(stream.name).retentionPeriodHours(48));
            for (var tried = 0; !texts(stream).contains("old"); tried++) {
                assertThat(tried).as("until the retention counts").isLessThan(3000);
                Thread.sleep(20);
            }
            assertThat(texts(stream)).containsExactly("old", "young", "new");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AAAA", "====", "Y2hhbmdlcy83LzAvMC8w"})
    void whatIsNoIteratorIsRefused(String iterator) throws InterruptedException {
        try (var stream = stream(1)) {
            assertInvalid(() -> stream.page(iterator), "Invalid ShardIterator.");
        }
    }

    @Test
    void forgedAndOldIteratorsAreRefused() throws InterruptedException {
        try (var stream = stream(1)) {
            stream.put(0, 1);
            var parts = new String(
                            Base64.getUrlDecoder().decode(stream.iterator(ShardIteratorType.LATEST)),
                            StandardCharsets.UTF_8)
                    .split("/", -1);

            assertInvalid(() -> stream.page(changed(parts, 0, "other")), "Invalid ShardIterator.");
            assertInvalid(() -> stream.page(changed(parts, 2, "1")), "Invalid ShardIterator.");
            assertInvalid(() -> stream.page(changed(parts, 3, "7")), "The ShardIterator is invalid");
            assertInvalid(() -> stream.page(changed(parts, 4, "2")), "There is no such record in shard");
            assertThatThrownBy(() -> stream.page(changed(parts, 1, "999999999")))
                    .isInstanceOf(ResourceNotFoundException.class);
            var old = Long.toString(Instant.now().minusSeconds(301).toEpochMilli());
            assertThatThrownBy(() -> stream.page(changed(parts, 5, old)))
                    .isInstanceOf(ExpiredIteratorException.class)
                    .hasMessageStartingWith("Iterator expired. The iterator was created at time ");
        }
    }

    @Test
    void sequenceNumbersFromElsewhereAreRefused() throws InterruptedException {
        try (var stream = stream(2);
                var other = stream(1)) {
            var foreign = other.put(0, 1).getFirst();
            assertInvalid(
                    () -> stream.iterator(ShardIteratorType.AT_SEQUENCE_NUMBER, foreign),
                    "is invalid because it did not come from this stream.");
            assertInvalid(() -> stream.iterator(ShardIteratorType.AT_SEQUENCE_NUMBER, "12345"), "is invalid.");
            var ofSecond = stream.client
                    .listShards(list -> list.streamName(stream.name))
                    .shards()
                    .getLast()
                    .sequenceNumberRange()
                    .startingSequenceNumber();
            assertInvalid(
                    () -> stream.iterator(ShardIteratorType.AFTER_SEQUENCE_NUMBER, ofSecond),
                    "Invalid StartingSequenceNumber. It encodes shardId-000000000001, while it was used in a call to a"
                            + " shard with shardId-000000000000");

            other.delete();
            other.create(1);
            assertInvalid(
                    () -> other.iterator(ShardIteratorType.AFTER_SEQUENCE_NUMBER, foreign),
                    "is invalid because it did not come from this stream.");
        }
    }

    @Test
    void placesThatCannotBeAreRefused() throws InterruptedException {
        try (var stream = stream(1)) {
            assertThatThrownBy(() -> stream.iterator(
                            TestingKinesis.shard(1), place -> place.shardIteratorType(ShardIteratorType.LATEST)))
                    .isInstanceOf(ResourceNotFoundException.class)
                    .hasMessageStartingWith("Could not find shard shardId-000000000001 in stream " + stream.name
                            + " under account 000000000000.");
            assertInvalid(
                    () -> at(stream, Instant.now().plusSeconds(60)),
                    "The timestampInMillis parameter cannot be greater than the currentTimestampInMillis.");
            assertInvalid(
                    () -> stream.iterator(ShardIteratorType.AT_TIMESTAMP),
                    "Must specify Timestamp for the shard iterator type AT_TIMESTAMP.");
            assertInvalid(
                    () -> stream.iterator(ShardIteratorType.AFTER_SEQUENCE_NUMBER),
                    "Must specify StartingSequenceNumber for the shard iterator type AFTER_SEQUENCE_NUMBER.");
        }
    }

    /** Writes records of 20 keys in turn, with their numbers as data, in one request. */
    private static void putNumbered(TestingKinesis stream, int count) {
        var entries = IntStream.range(0, count)
                .mapToObj(n -> PutRecordsRequestEntry.builder()
                        .partitionKey("key-" + n % 20)
                        .data(SdkBytes.fromUtf8String(Integer.toString(n)))
                        .build())
                .toList();
        var put =
                stream.client.putRecords(write -> write.streamName(stream.name).records(entries));
        assertThat(put.failedRecordCount()).isZero();
    }

    private static List<String> texts(TestingKinesis stream) {
        return stream.texts(stream.iterator(ShardIteratorType.TRIM_HORIZON));
    }

    private static String at(TestingKinesis stream, Instant instant) {
        return stream.iterator(
                TestingKinesis.shard(0),
                place -> place.shardIteratorType(ShardIteratorType.AT_TIMESTAMP).timestamp(instant));
    }

    private static String changed(String[] parts, int index, String value) {
        var changed = parts.clone();
        changed[index] = value;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join("/", changed).getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a record of that time, as one that was written then. */
    private static void write(String name, String text, Instant time) throws Exception {
        var topic = GALENA.bean(Catalog.class).kinesisStreams().stream()
                .filter(stream -> stream.name().equals(name))
                .findFirst()
                .orElseThrow()
                .topic();
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        try (var producer = GALENA.bean(KafkaClients.class).producer()) {
            producer.send(new ProducerRecord<>(topic, 0, time.toEpochMilli(), bytes, bytes))
                    .get();
        }
    }

    private static void assertInvalid(Runnable request, String message) {
        assertThatThrownBy(request::run)
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining(message);
    }

    private TestingKinesis stream(int shards) throws InterruptedException {
        return TestingKinesis.create(GALENA.endpoint(), format, shards);
    }
}
