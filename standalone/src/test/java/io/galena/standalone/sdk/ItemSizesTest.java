package io.galena.standalone.sdk;

import static io.galena.standalone.sdk.Refusals.INVALID;
import static io.galena.standalone.sdk.Refusals.assertInvalid;
import static io.galena.standalone.sdk.TestValues.b;
import static io.galena.standalone.sdk.TestValues.item;
import static io.galena.standalone.sdk.TestValues.l;
import static io.galena.standalone.sdk.TestValues.n;
import static io.galena.standalone.sdk.TestValues.nested;
import static io.galena.standalone.sdk.TestValues.random;
import static io.galena.standalone.sdk.TestValues.s;
import static io.galena.standalone.sdk.TestValues.text;
import static io.galena.standalone.sdk.TestValues.unused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How large and how deep items, and how large keys may be. */
@OnEveryEndpoint
class ItemSizesTest {
    private static final int MAX = 409_600;
    private static final int REST = 2 + 36 + 1;
    private static final String TOO_LARGE_PARTITION =
            INVALID + "Size of hashkey has exceeded the maximum size limit of2048 bytes";
    private static final String TOO_LARGE_SORT =
            INVALID + "Aggregated size of all range keys has exceeded the size limit of 1024 bytes";
    private static final String TOO_DEEP = "Nesting Levels have exceeded supported limits";
    private static final String TOO_DEEP_IN_REQUEST =
            TOO_DEEP + ": Attributes in the item have nested levels beyond supported limit";

    private final DynamoDbClient client;
    private final String plain;
    private final String binary;
    private final String indexed;
    private final AttributeValue pk = unused();

    ItemSizesTest(Endpoint endpoint) {
        this.client = endpoint.client();
        this.plain = endpoint.table(TableShape.PLAIN);
        this.binary = endpoint.table(TableShape.BINARY);
        this.indexed = endpoint.table(TableShape.INDEXED);
    }

    @Test
    void anItemMayHave400KilobytesAndNotAByteMore() {
        put(item("pk", pk, "v", text(MAX - REST)));

        assertInvalid(
                () -> put(item("pk", pk, "v", text(MAX - REST + 1))),
                "Item size has exceeded the maximum allowed size");
        assertThat(get().get("v")).isEqualTo(text(MAX - REST));
    }

    @Test
    void anUpdateMayMakeAnItemOf400KilobytesAndNotAByteMore() {
        put(item("pk", pk, "v", s("")));

        assertInvalid(
                () -> update("SET v = :v", text(MAX - REST + 1)),
                "Item size to update has exceeded the maximum allowed size");
        assertThat(get().get("v")).isEqualTo(s(""));
        update("SET v = :v", text(MAX - REST));
        assertInvalid(() -> update("SET w = :v", s("")), "Item size to update has exceeded the maximum allowed size");
        assertThat(get()).doesNotContainKey("w");
    }

    @Test
    void charactersCountAsBytesAndNumbersAndDocumentsByDynamoDbsRules() {
        put(item("pk", pk, "v", s("é".repeat((MAX - REST) / 2))));
        put(item("pk", pk, "v", text(MAX - REST - 1 - 21), "n", n("1234567890123456789012345678901234567.8")));
        put(item("pk", pk, "v", text(MAX - REST - 1 - 8), "l", l(s("abc"))));

        assertInvalid(
                () -> put(item("pk", pk, "v", s("é".repeat((MAX - REST) / 2 + 1)))),
                "Item size has exceeded the maximum allowed size");
    }

    static Stream<AttributeValue> largestPartitionKeys() {
        return Stream.of(random(2048), b(new byte[2048]));
    }

    @ParameterizedTest
    @MethodSource("largestPartitionKeys")
    void theLargestKeysWorkWhateverTheirBytes(AttributeValue partition) {
        for (var sort : new AttributeValue[] {random(1024), b(new byte[1024])}) {
            var item = item("pk", partition, "sk", sort, "v", n(1));
            client.putItem(put -> put.tableName(binary).item(item));

            assertThat(client.getItem(get -> get.tableName(binary).key(item("pk", partition, "sk", sort)))
                            .item())
                    .isEqualTo(item);
        }
        assertThat(client.query(query -> query.tableName(binary)
                                .keyConditionExpression("pk = :pk")
                                .expressionAttributeValues(item(":pk", partition)))
                        .items())
                .extracting(item -> item.get("sk"))
                .containsExactly(b(new byte[1024]), random(1024));
    }

    @Test
    void theLargestKeysWorkInIndexesToo() {
        var item = item("pk", text(2048), "sk", text(1024), "e", random(1024), "c", text(1024));
        client.putItem(put -> put.tableName(indexed).item(item));

        var found = client.query(query -> query.tableName(indexed)
                .indexName(TableShape.SOME)
                .keyConditionExpression("pk = :pk AND e = :e")
                .expressionAttributeValues(item(":pk", text(2048), ":e", random(1024))));

        assertThat(found.items()).hasSize(1);
        assertInvalid(
                () -> client.putItem(
                        put -> put.tableName(indexed).item(item("pk", pk, "sk", s("1"), "e", random(1025)))),
                TOO_LARGE_SORT);
    }

    @Test
    void largerKeysAreRefusedByEveryOperation() {
        var large = item("pk", random(2049), "sk", b((byte) 1));
        var largeSort = item("pk", b((byte) 1), "sk", random(1025));

        assertInvalid(() -> client.putItem(put -> put.tableName(binary).item(large)), TOO_LARGE_PARTITION);
        assertInvalid(() -> client.putItem(put -> put.tableName(binary).item(largeSort)), TOO_LARGE_SORT);
        assertInvalid(() -> client.getItem(get -> get.tableName(binary).key(large)), TOO_LARGE_PARTITION);
        assertInvalid(() -> client.getItem(get -> get.tableName(binary).key(largeSort)), TOO_LARGE_SORT);
        assertInvalid(() -> client.deleteItem(delete -> delete.tableName(binary).key(large)), TOO_LARGE_PARTITION);
        assertInvalid(() -> client.updateItem(update -> update.tableName(binary).key(largeSort)), TOO_LARGE_SORT);
        assertInvalid(
                () -> client.query(query -> query.tableName(binary)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(item(":pk", random(2049)))),
                TOO_LARGE_PARTITION);
    }

    @Test
    void aPutNestsThirtyTwoLevelsAndNoMore() {
        var deepest = item("pk", pk, "v", nested(31, s("x")));
        put(deepest);

        assertThat(get()).isEqualTo(deepest);
        assertInvalid(() -> put(item("pk", pk, "v", nested(32, s("x")))), TOO_DEEP_IN_REQUEST);
    }

    @Test
    void anUpdateNestsThirtyTwoLevelsAndNoMore() {
        put(item("pk", pk, "m", nested(29, s("x"))));

        assertThatCode(() -> update("SET v = :v", nested(31, s("x")))).doesNotThrowAnyException();
        assertInvalid(() -> update("SET v = :v", nested(33, s("x"))), invalidValue());
        update("SET m = list_append(m, :v)", l(nested(30, s("x"))));
        assertInvalid(() -> update("SET m[0] = :v", nested(31, s("x"))), TOO_DEEP);
        assertInvalid(() -> update("SET m = list_append(m, :v)", l(nested(31, s("x")))), TOO_DEEP);
        assertThat(get().get("m")).isEqualTo(l(nested(29, s("x")).l().getFirst(), nested(30, s("x"))));
    }

    private static String invalidValue() {
        return "ExpressionAttributeValues contains invalid value: " + TOO_DEEP_IN_REQUEST + " for key :v";
    }

    private void put(Map<String, AttributeValue> item) {
        client.putItem(put -> put.tableName(plain).item(item));
    }

    private Map<String, AttributeValue> get() {
        return client.getItem(get -> get.tableName(plain).key(item("pk", pk)).consistentRead(true))
                .item();
    }

    private void update(String expression, AttributeValue value) {
        client.updateItem(update -> update.tableName(plain)
                .key(item("pk", pk))
                .updateExpression(expression)
                .expressionAttributeValues(item(":v", value)));
    }
}
