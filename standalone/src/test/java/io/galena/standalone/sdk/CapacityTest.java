package io.galena.standalone.sdk;

import static io.galena.standalone.sdk.TestValues.b;
import static io.galena.standalone.sdk.TestValues.item;
import static io.galena.standalone.sdk.TestValues.n;
import static io.galena.standalone.sdk.TestValues.s;
import static io.galena.standalone.sdk.TestValues.text;
import static io.galena.standalone.sdk.TestValues.unused;
import static io.galena.standalone.sdk.TestValues.with;
import static io.galena.standalone.sdk.Writes.delete;
import static io.galena.standalone.sdk.Writes.put;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Capacity;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/** What operations are said to cost. */
@OnEveryEndpoint
class CapacityTest {
    /** The size of an item with a key of 36 characters and an attribute {@code v}, besides the value of that. */
    private static final int REST = 2 + 36 + 1;

    private final DynamoDbClient client;
    private final String plain;
    private final String indexed;
    private final AttributeValue pk = unused();

    CapacityTest(Endpoint endpoint) {
        this.client = endpoint.client();
        this.plain = endpoint.table(TableShape.PLAIN);
        this.indexed = endpoint.table(TableShape.INDEXED);
    }

    @ParameterizedTest
    @CsvSource({"NONE", "TOTAL", "INDEXES"})
    void capacityIsToldAsMuchAsItIsAskedFor(ReturnConsumedCapacity detail) {
        var answer =
                client.putItem(put -> put.tableName(plain).item(item("pk", pk)).returnConsumedCapacity(detail));

        var expected = ConsumedCapacity.builder().tableName(plain).capacityUnits(1.0);
        assertThat(answer.consumedCapacity())
                .isEqualTo(
                        switch (detail) {
                            case NONE -> null;
                            case TOTAL -> expected.build();
                            case INDEXES -> expected.table(units(1)).build();
                            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException();
                        });
    }

    @ParameterizedTest
    @CsvSource({"40, 1", "1024, 1", "1025, 2", "2048, 2", "409600, 400"})
    void writesAreRoundedUpToKilobytes(int size, double units) {
        var item = item("pk", pk, "v", text(size - REST));

        var put = client.putItem(request -> request.tableName(plain).item(item).returnConsumedCapacity("TOTAL"));
        var delete = client.deleteItem(
                request -> request.tableName(plain).key(item("pk", pk)).returnConsumedCapacity("TOTAL"));
        var nothing = client.deleteItem(
                request -> request.tableName(plain).key(item("pk", pk)).returnConsumedCapacity("TOTAL"));

        assertThat(put.consumedCapacity().capacityUnits()).isEqualTo(units);
        assertThat(delete.consumedCapacity().capacityUnits()).isEqualTo(units);
        assertThat(nothing.consumedCapacity().capacityUnits()).isEqualTo(1);
    }

    @Test
    void aWriteCostsAsMuchAsTheLargerOfTheOldAndTheNewItem() {
        store(item("pk", pk, "v", text(3000)));

        assertThat(store(item("pk", pk, "v", text(10)))).isEqualTo(3);
        assertThat(store(item("pk", pk, "v", text(3000)))).isEqualTo(3);
        assertThat(update("SET w = :v", text(10))).isEqualTo(3);
        assertThat(update("SET v = :v", text(5000))).isEqualTo(5);
        assertThat(update("SET v = :v", text(10))).isEqualTo(5);
        assertThat(update("SET v = :v", text(10))).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"40, 1", "4096, 1", "4097, 2", "8192, 2", "409600, 100"})
    void readsAreRoundedUpToFourKilobytesAndCostHalfWhenEventuallyConsistent(int size, double units) {
        store(item("pk", pk, "v", text(size - REST)));

        assertThat(get(true)).isEqualTo(units);
        assertThat(get(false)).isEqualTo(units / 2);
    }

    @Test
    void whatIsMissingOrProjectedAwayCostsTheSame() {
        assertThat(get(true)).isEqualTo(1);
        assertThat(get(false)).isEqualTo(0.5);
        store(item("pk", pk, "v", text(5000)));

        var part = client.getItem(get -> get.tableName(plain)
                .key(item("pk", pk))
                .projectionExpression("pk")
                .consistentRead(true)
                .returnConsumedCapacity("TOTAL"));

        assertThat(part.consumedCapacity().capacityUnits()).isEqualTo(2);
    }

    @Test
    void eachIndexEntryThatChangesCostsAWriteAndOneThatMovesTwo() {
        var first = item("pk", pk, "sk", s("1"), "c", s("c"), "d", n(1));
        assertThat(indexes(first)).isEqualTo(Map.of(TableShape.KEYS, units(1), TableShape.ALL, units(1)));
        assertThat(indexes(first)).isEmpty();

        var otherAttribute = item("pk", pk, "sk", s("1"), "c", s("c"), "d", n(1), "x", s("x"));
        assertThat(indexes(otherAttribute)).isEqualTo(Map.of(TableShape.ALL, units(1)));

        var otherKey = item("pk", pk, "sk", s("1"), "c", s("d"), "d", n(1), "x", s("x"));
        assertThat(indexes(otherKey)).isEqualTo(Map.of(TableShape.KEYS, units(2), TableShape.ALL, units(1)));

        var oneMore = item("pk", pk, "sk", s("1"), "e", b((byte) 1), "f", text(1500));
        assertThat(indexes(oneMore))
                .isEqualTo(Map.of(TableShape.KEYS, units(1), TableShape.ALL, units(1), TableShape.SOME, units(2)));
    }

    @Test
    void totalIsTheSumOfTableAndIndexes() {
        var answer = client.putItem(put -> put.tableName(indexed)
                .item(item("pk", pk, "sk", s("1"), "c", s("c"), "d", n(1), "v", text(1500)))
                .returnConsumedCapacity("INDEXES"));

        assertThat(answer.consumedCapacity())
                .isEqualTo(ConsumedCapacity.builder()
                        .tableName(indexed)
                        .capacityUnits(5.0)
                        .table(units(2))
                        .localSecondaryIndexes(Map.of(TableShape.KEYS, units(1), TableShape.ALL, units(2)))
                        .build());
    }

    @Test
    void aQueryIsRoundedUpOnceAndABatchItemByItem() {
        var keys = IntStream.range(0, 5)
                .mapToObj(sk -> item("pk", pk, "sk", s("" + sk)))
                .toList();
        keys.forEach(key -> client.putItem(put -> put.tableName(indexed).item(with(key, "v", text(1000)))));

        var query = client.query(request -> request.tableName(indexed)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(item(":pk", pk))
                .consistentRead(true)
                .returnConsumedCapacity("INDEXES"));
        var nothing = client.query(request -> request.tableName(indexed)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(item(":pk", unused()))
                .returnConsumedCapacity("TOTAL"));
        var batch = client.batchGetItem(request -> request.requestItems(
                        Map.of(indexed, KeysAndAttributes.builder().keys(keys).build()))
                .returnConsumedCapacity("INDEXES"));

        assertThat(query.consumedCapacity()).isEqualTo(ofTable(indexed, 2));
        assertThat(nothing.consumedCapacity().capacityUnits()).isEqualTo(0.5);
        assertThat(batch.consumedCapacity()).containsExactly(ofTable(indexed, 2.5));
    }

    @Test
    void aBatchOfWritesTellsEachTable() {
        var answer = client.batchWriteItem(request -> request.requestItems(Map.of(
                        plain, List.of(put(item("pk", pk, "v", text(1500))), delete(item("pk", unused()))),
                        indexed, List.of(put(item("pk", pk, "sk", s("1"), "c", s("c"))))))
                .returnConsumedCapacity("INDEXES"));

        assertThat(answer.consumedCapacity())
                .containsExactlyInAnyOrder(
                        ofTable(plain, 3),
                        ConsumedCapacity.builder()
                                .tableName(indexed)
                                .capacityUnits(2.0)
                                .table(units(1))
                                .localSecondaryIndexes(Map.of(TableShape.KEYS, units(1)))
                                .build());
    }

    @Test
    void attributesThatAnIndexLacksAreReadFromTheTableItemByItem() {
        for (var sk = 0; sk < 3; sk++) {
            var item = item("pk", pk, "sk", s("" + sk), "c", s("c"), "v", text(4500));
            client.putItem(put -> put.tableName(indexed).item(item));
        }

        var kept = query("ALL_PROJECTED_ATTRIBUTES");
        var all = query("ALL_ATTRIBUTES");

        assertThat(kept.capacityUnits()).isEqualTo(0.5);
        assertThat(kept.localSecondaryIndexes()).isEqualTo(Map.of(TableShape.KEYS, units(0.5)));
        assertThat(all.capacityUnits()).isEqualTo(3.5);
        assertThat(all.table()).isEqualTo(units(3));
        assertThat(all.localSecondaryIndexes()).isEqualTo(Map.of(TableShape.KEYS, units(0.5)));
    }

    private ConsumedCapacity query(String select) {
        return client.query(request -> request.tableName(indexed)
                        .indexName(TableShape.KEYS)
                        .select(select)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(item(":pk", pk))
                        .returnConsumedCapacity("INDEXES"))
                .consumedCapacity();
    }

    private double store(Map<String, AttributeValue> item) {
        return client.putItem(put -> put.tableName(plain).item(item).returnConsumedCapacity("TOTAL"))
                .consumedCapacity()
                .capacityUnits();
    }

    private double update(String expression, AttributeValue value) {
        return client.updateItem(update -> update.tableName(plain)
                        .key(item("pk", pk))
                        .updateExpression(expression)
                        .expressionAttributeValues(item(":v", value))
                        .returnConsumedCapacity("TOTAL"))
                .consumedCapacity()
                .capacityUnits();
    }

    private double get(boolean consistent) {
        return client.getItem(get -> get.tableName(plain)
                        .key(item("pk", pk))
                        .consistentRead(consistent)
                        .returnConsumedCapacity("TOTAL"))
                .consumedCapacity()
                .capacityUnits();
    }

    private Map<String, Capacity> indexes(Map<String, AttributeValue> item) {
        return client.putItem(put -> put.tableName(indexed).item(item).returnConsumedCapacity("INDEXES"))
                .consumedCapacity()
                .localSecondaryIndexes();
    }

    private static ConsumedCapacity ofTable(String table, double units) {
        return ConsumedCapacity.builder()
                .tableName(table)
                .capacityUnits(units)
                .table(units(units))
                .build();
    }

    private static Capacity units(double units) {
        return Capacity.builder().capacityUnits(units).build();
    }
}
