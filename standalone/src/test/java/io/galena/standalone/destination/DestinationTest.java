package io.galena.standalone.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.standalone.TestingGalena;
import io.galena.standalone.TestingTables;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ApproximateCreationDateTimePrecision;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DestinationStatus;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DestinationTest {
    private static final String TTL = "{\"type\":\"Service\",\"principalId\":\"dynamodb.amazonaws.com\"}";

    @Test
    void recordsAreAsDynamoDbSendsThem() throws InterruptedException {
        try (var destination = destination(1, 2)) {
            destination.enable();
            var before = Instant.now().toEpochMilli();
            destination.put("a", 1);
            destination.put("a", 2);
            destination.delete("a");

            var records = destination.await(3);

            assertThat(records)
                    .extracting(record -> record.path("eventName").asString())
                    .containsExactly("INSERT", "MODIFY", "REMOVE");
            var modify = records.get(1);
            assertThat(modify.propertyNames())
                    .containsExactly(
                            "awsRegion",
                            "eventID",
                            "eventName",
                            "userIdentity",
                            "recordFormat",
                            "tableName",
                            "dynamodb",
                            "eventSource");
            assertThat(modify.path("awsRegion").asString()).isEqualTo(TestingGalena.REGION);
            assertThat(UUID.fromString(modify.path("eventID").asString())).isNotNull();
            assertThat(modify.path("userIdentity").isNull()).isTrue();
            assertThat(modify.path("recordFormat").asString()).isEqualTo("application/json");
            assertThat(modify.path("tableName").asString()).isEqualTo(destination.table);
            assertThat(modify.path("eventSource").asString()).isEqualTo("aws:dynamodb");
            var change = modify.path("dynamodb");
            assertThat(change.path("ApproximateCreationDateTime").asLong())
                    .isBetween(before - 1000, Instant.now().toEpochMilli() + 1000);
            assertThat(change.has("ApproximateCreationDateTimePrecision")).isFalse();
            assertThat(change.path("Keys")).isEqualTo(json("{\"pk\":{\"S\":\"a\"}}"));
            assertThat(change.path("NewImage")).isEqualTo(json("{\"pk\":{\"S\":\"a\"},\"n\":{\"N\":\"2\"}}"));
            assertThat(change.path("OldImage")).isEqualTo(json("{\"pk\":{\"S\":\"a\"},\"n\":{\"N\":\"1\"}}"));
            assertThat(change.path("SizeBytes").asInt()).isEqualTo(3 + 6 + 6);
            assertThat(records)
                    .extracting(record -> record.path("eventID").asString())
                    .doesNotHaveDuplicates();
            assertThat(destination
                            .client
                            .describeTable(table -> table.tableName(destination.table))
                            .table()
                            .latestStreamArn())
                    .isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void whatIsWrittenBeforeItIsDisabledIsDeliveredOnceAndNothingElse(int shards) throws InterruptedException {
        try (var destination = destination(shards, 4)) {
            destination.put("before", 0);
            destination.enable();
            for (var number = 0; number < 50; number++) {
                for (var key = 0; key < 10; key++) {
                    destination.put("key-" + key, number);
                }
            }

            destination.disable();
            destination.put("after", 0);

            var records = destination.read();
            assertThat(records.stream().filter(record -> !isOf(record, "before")))
                    .hasSize(500);
            for (var key = 0; key < 10; key++) {
                assertThat(TestingDestination.numbers(records, "key-" + key))
                        .isEqualTo(IntStream.range(0, 50).boxed().toList());
            }
            destination.enable();
            destination.put("again", 1);
            destination.disable();
            var later = destination.read().stream()
                    .filter(record -> !isOf(record, "after"))
                    .toList();
            assertThat(later).hasSize(records.size() + 1).anyMatch(record -> isOf(record, "again"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void anItemsChangesStayInOrderWhileItGoesFromOneShardOfTheTablesStreamToAnother(int shards)
            throws InterruptedException {
        var galena = TestingGalena.shared(shards);
        try (var destination = new TestingDestination(galena.endpoint(), 3)) {
            destination.enable();
            var writing = Thread.ofVirtual().start(() -> {
                for (var number = 0; number < 150; number++) {
                    for (var key = 0; key < 4; key++) {
                        destination.put("key-" + key, number);
                    }
                }
            });
            destination.client.updateTable(update -> update.tableName(destination.table)
                    .streamSpecification(
                            stream -> stream.streamEnabled(true).streamViewType(StreamViewType.KEYS_ONLY)));
            galena.cutStream(destination.table, 3);
            galena.cutStream(destination.table, 7);
            destination.client.updateTable(update ->
                    update.tableName(destination.table).streamSpecification(stream -> stream.streamEnabled(false)));
            writing.join();
            destination.disable();

            var records = destination.read();
            for (var key = 0; key < 4; key++) {
                assertThat(TestingDestination.numbers(records, "key-" + key))
                        .isEqualTo(IntStream.range(0, 150).boxed().toList());
            }
            assertThat(records).hasSize(600);
        }
    }

    @Test
    void thePrecisionOfTimesCanBeChanged() throws InterruptedException {
        try (var destination = destination(1, 1)) {
            destination.enable(ApproximateCreationDateTimePrecision.MICROSECOND);
            IntStream.range(0, 20).forEach(number -> destination.put("micros", number));
            destination.await(20);
            destination.client.updateKinesisStreamingDestination(update -> update.tableName(destination.table)
                    .streamArn(destination.stream)
                    .updateKinesisStreamingConfiguration(
                            configuration -> configuration.approximateCreationDateTimePrecision(
                                    ApproximateCreationDateTimePrecision.MILLISECOND)));
            destination.await(DestinationStatus.ACTIVE);
            assertThat(destination.describe().approximateCreationDateTimePrecision())
                    .isEqualTo(ApproximateCreationDateTimePrecision.MILLISECOND);
            destination.put("millis", 0);

            var records = destination.await(21);

            var now = Instant.now().toEpochMilli();
            assertThat(records.subList(0, 20)).allSatisfy(record -> {
                var change = record.path("dynamodb");
                assertThat(change.path("ApproximateCreationDateTimePrecision").asString())
                        .isEqualTo("MICROSECOND");
                assertThat(change.path("ApproximateCreationDateTime").asLong() / 1000)
                        .isBetween(now - 120_000, now + 1000);
            });
            assertThat(records.subList(0, 20))
                    .anyMatch(record -> record.path("dynamodb")
                                            .path("ApproximateCreationDateTime")
                                            .asLong()
                                    % 1000
                            != 0);
            var millis = records.getLast().path("dynamodb");
            assertThat(millis.has("ApproximateCreationDateTimePrecision")).isFalse();
            assertThat(millis.path("ApproximateCreationDateTime").asLong()).isBetween(now - 120_000, now + 1000);
        }
    }

    @Test
    void deletionsByTheTimeToLiveNameTheService() throws InterruptedException {
        try (var destination = destination(1, 1)) {
            destination.client.updateTimeToLive(update -> update.tableName(destination.table)
                    .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName("ttl")));
            destination.enable();
            destination.client.putItem(put -> put.tableName(destination.table)
                    .item(Map.of(
                            "pk",
                            AttributeValue.fromS("old"),
                            "ttl",
                            AttributeValue.fromN(Long.toString(
                                    Instant.now().minusSeconds(100).getEpochSecond())))));

            var records = destination.await(2);

            assertThat(records.getFirst().path("userIdentity").isNull()).isTrue();
            assertThat(records.getLast().path("eventName").asString()).isEqualTo("REMOVE");
            assertThat(records.getLast().path("userIdentity")).isEqualTo(json(TTL));
        }
    }

    @Test
    void aDestinationWhoseStreamIsDeletedTellsSoAndCanBeEnabledAgain() throws InterruptedException {
        try (var destination = destination(1, 1)) {
            destination.enable();
            destination.put("a", 1);
            destination.await(1);

            destination.deleteStream();

            destination.await(DestinationStatus.ENABLE_FAILED);
            assertThat(destination.describe().destinationStatusDescription())
                    .isEqualTo("The Kinesis data stream was deleted");
            assertThatThrownBy(destination::enable).isInstanceOf(ResourceNotFoundException.class);
            destination.put("a", 2);
            destination.createStream(destination.table, 2);
            destination.enable();
            destination.put("a", 3);
            destination.disable();
            // What was written before it was enabled may come, too, as long as writers still tell of changes.
            assertThat(TestingDestination.numbers(destination.read(), "a"))
                    .endsWith(3)
                    .doesNotContain(1);
        }
    }

    @Test
    void aTablesLastChangesAreDeliveredAndItsSuccessorHasNoDestination() throws InterruptedException {
        try (var destination = destination(1, 2)) {
            destination.enable();
            IntStream.range(0, 100).forEach(number -> destination.put("key", number));

            destination.client.deleteTable(deletion -> deletion.tableName(destination.table));
            TestingTables.awaitGone(destination.client, destination.table);
            destination.createTable();
            destination.put("key", 1000);

            assertThat(TestingDestination.numbers(destination.await(100), "key"))
                    .isEqualTo(IntStream.range(0, 100).boxed().toList());
            assertThat(destination
                            .client
                            .describeKinesisStreamingDestination(wanted -> wanted.tableName(destination.table))
                            .kinesisDataStreamDestinations())
                    .isEmpty();
            Thread.sleep(Duration.ofSeconds(1));
            assertThat(destination.read()).hasSize(100);
        }
    }

    private static TestingDestination destination(int shards, int kinesisShards) throws InterruptedException {
        return new TestingDestination(TestingGalena.shared(shards).endpoint(), kinesisShards);
    }

    private static boolean isOf(JsonNode record, String key) {
        return record.path("dynamodb")
                .path("Keys")
                .path("pk")
                .path("S")
                .asString()
                .equals(key);
    }

    private static JsonNode json(String text) {
        return JsonMapper.builder().build().readTree(text);
    }
}
