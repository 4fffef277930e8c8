package io.galena.standalone.sdk;

import static io.galena.standalone.sdk.Refusals.assertInvalid;
import static io.galena.standalone.sdk.Refusals.assertRefused;
import static io.galena.standalone.sdk.TestValues.item;
import static io.galena.standalone.sdk.TestValues.n;
import static io.galena.standalone.sdk.TestValues.s;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Items go when their time to live has passed, those written before it was turned on too. */
@OnEveryEndpoint
class TimeToLiveTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Endpoint endpoint;
    private final DynamoDbClient client;

    TimeToLiveTest(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.client = endpoint.client();
    }

    @Test
    void overdueItemsGoAndTheStreamSaysThatTheServiceDidIt() {
        var stream = endpoint.newStream(StreamViewType.NEW_AND_OLD_IMAGES);
        var table = stream.table();
        put(table, "before", seconds(-60));
        put(table, "kept", seconds(3_600));
        var answer = client.updateTimeToLive(update -> update.tableName(table)
                .timeToLiveSpecification(ttl -> ttl.attributeName("ttl").enabled(true)));
        assertThat(answer.timeToLiveSpecification().attributeName()).isEqualTo("ttl");
        assertThat(answer.timeToLiveSpecification().enabled()).isTrue();
        await(() -> status(table) == TimeToLiveStatus.ENABLED);
        put(table, "after", seconds(-1));
        put(table, "text", s("1"));
        client.deleteItem(delete -> delete.tableName(table).key(item("pk", s("text"))));

        await(() ->
                client.scan(scan -> scan.tableName(table).consistentRead(true)).count() == 1);

        var removals = stream.all().stream()
                .filter(each -> each.eventName() == OperationType.REMOVE)
                .toList();
        assertThat(removals).hasSize(3).allSatisfy(each -> {
            var key = TestValues.at(each.dynamodb().keys(), "pk").s();
            assertThat(each.dynamodb().oldImage()).containsKey("ttl");
            if (key.equals("text")) {
                assertThat(each.userIdentity()).isNull();
            } else {
                assertThat(each.userIdentity().type()).isEqualTo("Service");
                assertThat(each.userIdentity().principalId()).isEqualTo("dynamodb.amazonaws.com");
            }
        });
    }

    @Test
    void turnedOffItemsStay() {
        var table = endpoint.newTable(TableShape.PLAIN);
        assertThat(status(table)).isEqualTo(TimeToLiveStatus.DISABLED);
        client.updateTimeToLive(update -> update.tableName(table)
                .timeToLiveSpecification(ttl -> ttl.attributeName("ttl").enabled(true)));
        await(() -> status(table) == TimeToLiveStatus.ENABLED);
        assertInvalid(
                () -> client.updateTimeToLive(update -> update.tableName(table)
                        .timeToLiveSpecification(ttl -> ttl.attributeName("ttl").enabled(true))),
                "TimeToLive is already enabled");
        client.updateTimeToLive(update -> update.tableName(table)
                .timeToLiveSpecification(ttl -> ttl.attributeName("ttl").enabled(false)));
        await(() -> status(table) == TimeToLiveStatus.DISABLED);
        put(table, "stays", seconds(-60));
        pause(Duration.ofSeconds(1));

        assertThat(status(table)).isEqualTo(TimeToLiveStatus.DISABLED);
        assertThat(client.scan(scan -> scan.tableName(table)).count()).isEqualTo(1);
    }

    @Test
    void aTableThatDoesNotExistIsRefused() {
        var table = endpoint.unusedName();
        assertRefused(
                () -> client.updateTimeToLive(update -> update.tableName(table)
                        .timeToLiveSpecification(ttl -> ttl.attributeName("ttl").enabled(true))),
                "ResourceNotFoundException",
                "Requested resource not found: Table: " + table + " not found");
    }

    private void put(String table, String key, AttributeValue ttl) {
        client.putItem(put -> put.tableName(table).item(item("pk", s(key), "ttl", ttl)));
    }

    private TimeToLiveStatus status(String table) {
        return client.describeTimeToLive(describe -> describe.tableName(table))
                .timeToLiveDescription()
                .timeToLiveStatus();
    }

    private static AttributeValue seconds(long fromNow) {
        return n(Long.toString(Instant.now().getEpochSecond() + fromNow));
    }

    private static void await(BooleanSupplier condition) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            pause(Duration.ofMillis(20));
        }
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
