package io.galena.standalone.sdk;

import static io.galena.standalone.sdk.GlobalIndexes.await;
import static io.galena.standalone.sdk.GlobalIndexes.global;
import static io.galena.standalone.sdk.Refusals.INVALID;
import static io.galena.standalone.sdk.Refusals.assertInvalid;
import static io.galena.standalone.sdk.TableShape.attribute;
import static io.galena.standalone.sdk.TestValues.at;
import static io.galena.standalone.sdk.TestValues.b;
import static io.galena.standalone.sdk.TestValues.item;
import static io.galena.standalone.sdk.TestValues.n;
import static io.galena.standalone.sdk.TestValues.s;
import static io.galena.standalone.sdk.TestValues.unused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Capacity;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Global secondary indexes: what they keep, how they follow their items, and how they are read and paged. */
@OnEveryEndpoint
class GlobalIndexTest {
    private static final String KEYS = "keys-by-c";
    private static final String ALL = "all-by-d";
    private static final String SOME = "some-by-e";

    private final DynamoDbClient client;
    private final Endpoint endpoint;
    private final String table;
    private final AttributeValue c = unused();

    GlobalIndexTest(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.client = endpoint.client();
        this.table = endpoint.newTable(GlobalIndexTest::define);
    }

    private static void define(CreateTableRequest.Builder table) {
        table.attributeDefinitions(
                        attribute("pk", "S"),
                        attribute("sk", "S"),
                        attribute("c", "S"),
                        attribute("d", "N"),
                        attribute("e", "B"))
                .keySchema(TableShape.keys("pk", "sk"))
                .globalSecondaryIndexes(
                        global(KEYS, "KEYS_ONLY", "c"),
                        global(ALL, "ALL", "c", "d"),
                        global(SOME, "INCLUDE", List.of("f"), "c", "e"));
    }

    @Test
    void eachIndexKeepsWhatItProjects() {
        var item = item("pk", s("a"), "sk", s("1"), "c", c, "d", n(1), "e", b((byte) 1), "f", s("f"), "g", s("g"));
        put(item);
        awaitCount(ALL, 1);
        awaitCount(KEYS, 1);
        awaitCount(SOME, 1);

        assertThat(query(KEYS, _ -> {})).containsExactly(item("pk", s("a"), "sk", s("1"), "c", c));
        assertThat(query(ALL, _ -> {})).containsExactly(item);
        assertThat(query(ALL, query -> query.select("ALL_ATTRIBUTES"))).containsExactly(item);
        assertThat(query(SOME, _ -> {}))
                .containsExactly(item("pk", s("a"), "sk", s("1"), "c", c, "e", b((byte) 1), "f", s("f")));
        assertThat(query(SOME, query -> query.projectionExpression("f, pk")))
                .containsExactly(item("pk", s("a"), "f", s("f")));
        assertThat(client.query(query -> byC(query, ALL).select("COUNT")).count())
                .isEqualTo(1);
    }

    @Test
    void whatAnIndexCannotAnswerIsRefused() {
        assertInvalid(
                () -> query(KEYS, query -> query.consistentRead(true)),
                "Consistent reads are not supported on global secondary indexes");
        assertInvalid(
                () -> client.scan(scan -> scan.tableName(table).indexName(ALL).consistentRead(true)),
                "Consistent reads are not supported on global secondary indexes");
        assertInvalid(
                () -> query(KEYS, query -> query.select("ALL_ATTRIBUTES")),
                INVALID + "Select type ALL_ATTRIBUTES is not supported for global secondary index " + KEYS
                        + " because its projection type is not ALL");
        assertInvalid(
                () -> query(SOME, query -> query.projectionExpression("f, g")),
                INVALID + "Global secondary index " + SOME + " does not project [g]");
        assertInvalid(() -> query("none", _ -> {}), "The table does not have the specified index: none");
    }

    @Test
    void entriesFollowTheirItems() {
        put(item("pk", s("a"), "sk", s("1"), "c", c, "d", n(1)));
        await(() -> sortKeys(KEYS), List.of("1"));

        update("SET g = :v", item(":v", s("x")));
        await(
                () -> query(ALL, _ -> {}).stream()
                        .map(item -> item.getOrDefault("g", s("")))
                        .toList(),
                List.of(s("x")));

        var other = unused();
        update("SET c = :v", item(":v", other));
        await(() -> sortKeys(KEYS), List.of());
        await(() -> sortKeys(ALL), List.of());
        await(
                () -> client.query(query -> query.tableName(table)
                                .indexName(KEYS)
                                .keyConditionExpression("c = :c")
                                .expressionAttributeValues(item(":c", other)))
                        .items(),
                List.of(item("pk", s("a"), "sk", s("1"), "c", other)));

        update("SET c = :v", item(":v", c));
        await(() -> sortKeys(ALL), List.of("1"));
        update("REMOVE d", Map.of());
        await(() -> sortKeys(ALL), List.of());
        await(() -> sortKeys(KEYS), List.of("1"));

        client.deleteItem(delete -> delete.tableName(table).key(item("pk", s("a"), "sk", s("1"))));
        await(() -> sortKeys(KEYS), List.of());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void pagingThroughEqualIndexKeysNeitherSkipsNorRepeats(boolean forward) {
        for (var i = 0; i < 12; i++) {
            put(item("pk", s("p" + i % 3), "sk", s("s" + i), "c", c, "d", n(i < 10 ? 7 : i)));
        }
        awaitCount(ALL, 12);

        var pages = client
                .queryPaginator(query ->
                        byC(query, ALL).scanIndexForward(forward).limit(3).projectionExpression("sk, d"))
                .stream()
                .toList();

        var found = pages.stream().flatMap(page -> page.items().stream()).toList();
        assertThat(found.stream().map(item -> at(item, "sk").s()))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 12).mapToObj(i -> "s" + i).toList());
        var order =
                found.stream().map(item -> Integer.parseInt(at(item, "d").n())).toList();
        assertThat(forward ? order : order.reversed()).isSorted();
        assertThat(pages.getFirst().lastEvaluatedKey()).containsOnlyKeys("pk", "sk", "c", "d");
    }

    @Test
    void aStartKeyMustHaveTheKeysOfIndexAndTable() {
        var complete = item("pk", s("a"), "sk", s("1"), "c", c, "d", n(1));

        assertThat(query(ALL, query -> query.exclusiveStartKey(complete))).isEmpty();
        for (var missing : complete.keySet()) {
            var key = new HashMap<>(complete);
            key.remove(missing);
            assertInvalid(
                    () -> query(ALL, query -> query.exclusiveStartKey(key)), "The provided starting key is invalid");
        }
        assertInvalid(
                () -> query(
                        ALL,
                        query -> query.exclusiveStartKey(item("pk", s("a"), "sk", s("1"), "c", unused(), "d", n(1)))),
                "The provided starting key is outside query boundaries based on provided conditions");
    }

    @Test
    void conditionsAndFiltersApplyToTheIndex() {
        IntStream.of(10, 2, 1).forEach(i -> put(item("pk", s("a"), "sk", s("s" + i), "c", c, "d", n(i), "v", n(-i))));
        awaitCount(ALL, 3);

        assertThat(query(
                        ALL,
                        query -> query.keyConditionExpression("c = :c AND d BETWEEN :d AND :e")
                                .expressionAttributeValues(item(":c", c, ":d", n(2), ":e", n(10)))))
                .extracting(item -> at(item, "d"))
                .containsExactly(n(2), n(10));
        assertThat(query(
                        ALL,
                        query ->
                                query.filterExpression("v < :v").expressionAttributeValues(item(":c", c, ":v", n(-1)))))
                .hasSize(2);
        assertInvalid(
                () -> query(
                        ALL,
                        query ->
                                query.filterExpression("d < :v").expressionAttributeValues(item(":c", c, ":v", n(-1)))),
                "Filter Expression can only contain non-primary key attributes: Primary key attribute: d");
        assertInvalid(
                () -> query(
                        ALL,
                        query -> query.keyConditionExpression("pk = :c AND d = :d")
                                .expressionAttributeValues(item(":c", c, ":d", n(2)))),
                "Query condition missed key schema element: c");
    }

    @Test
    void aScanSeesEveryEntryOnceInOneSegmentOrInMany() {
        IntStream.range(0, 40)
                .forEach(i -> put(item("pk", s("p" + i), "sk", s("s"), "c", s(c.s() + i % 7), "d", n(i))));
        await(() -> client.scan(scan -> scan.tableName(table).indexName(KEYS)).count(), 40);

        for (var total : List.of(1, 3)) {
            var found = new ArrayList<String>();
            for (var segment = 0; segment < total; segment++) {
                var number = segment;
                client.scanPaginator(scan -> scan.tableName(table)
                                .indexName(KEYS)
                                .limit(4)
                                .segment(number)
                                .totalSegments(total))
                        .items()
                        .forEach(item -> found.add(at(item, "pk").s()));
            }
            assertThat(found).hasSize(40).doesNotHaveDuplicates();
        }
    }

    @Test
    void keysOfIndexesMustHaveTheirTypesAndNotBeEmpty() {
        assertInvalid(
                () -> put(item("pk", s("a"), "sk", s("1"), "d", s("no number"))),
                INVALID + "Type mismatch for Index Key d Expected: N Actual: S IndexName: " + ALL);
        assertInvalid(
                () -> put(item("pk", s("a"), "sk", s("1"), "c", s(""))),
                "One or more parameter values are not valid. A value specified for a secondary index key is not supported."
                        + " The AttributeValue for a key attribute cannot contain an empty string value. IndexName: "
                        + KEYS + ", IndexKey: c");
        assertInvalid(
                () -> update("SET c = :v", item(":v", n(1))),
                INVALID + "Type mismatch for Index Key c Expected: S Actual: N IndexName: " + KEYS);
        put(item("pk", s("a"), "sk", s("1"), "x", n(1)));
        assertInvalid(
                () -> update("SET c = x", Map.of()),
                "The update expression attempted to update the secondary index key to unsupported type");
        assertInvalid(
                () -> put(item("pk", s("a"), "sk", s("1"), "c", s("x".repeat(2049)))),
                INVALID + "Size of hashkey has exceeded the maximum size limit of2048 bytes");
        assertInvalid(
                () -> query(
                        KEYS,
                        query -> query.keyConditionExpression("c = :c").expressionAttributeValues(item(":c", s("")))),
                "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty"
                        + " string value. Key: c");
    }

    @Test
    void readsAndWritesAreMeteredByIndex() {
        var put = client.putItem(request -> request.tableName(table)
                .item(item("pk", s("a"), "sk", s("1"), "c", c, "d", n(1), "v", s("x".repeat(1500))))
                .returnConsumedCapacity("INDEXES"));
        var move = client.updateItem(request -> request.tableName(table)
                .key(item("pk", s("a"), "sk", s("1")))
                .updateExpression("SET d = :d")
                .expressionAttributeValues(item(":d", n(2)))
                .returnConsumedCapacity("INDEXES"));
        awaitCount(ALL, 1);
        var query = client.query(request -> byC(request, ALL).returnConsumedCapacity("INDEXES"));
        var scan = client.scan(
                request -> request.tableName(table).indexName(KEYS).limit(1).returnConsumedCapacity("TOTAL"));
        var delete = client.deleteItem(request ->
                request.tableName(table).key(item("pk", s("a"), "sk", s("1"))).returnConsumedCapacity("INDEXES"));

        assertThat(put.consumedCapacity().table().capacityUnits()).isEqualTo(2);
        assertThat(units(put.consumedCapacity().globalSecondaryIndexes())).isEqualTo(Map.of(KEYS, 1.0, ALL, 2.0));
        assertThat(put.consumedCapacity().capacityUnits()).isEqualTo(5);
        assertThat(units(move.consumedCapacity().globalSecondaryIndexes())).isEqualTo(Map.of(ALL, 4.0));
        assertThat(units(query.consumedCapacity().globalSecondaryIndexes())).isEqualTo(Map.of(ALL, 0.5));
        assertThat(query.consumedCapacity().table().capacityUnits()).isZero();
        assertThat(scan.consumedCapacity().capacityUnits()).isEqualTo(0.5);
        assertThat(units(delete.consumedCapacity().globalSecondaryIndexes())).isEqualTo(Map.of(KEYS, 1.0, ALL, 2.0));
    }

    @Test
    void keysOfSeveralAttributesAreQueriedFromTheLeft() {
        var wide = endpoint.newTable(request -> request.attributeDefinitions(
                        attribute("pk", "S"),
                        attribute("h1", "S"),
                        attribute("h2", "N"),
                        attribute("r1", "S"),
                        attribute("r2", "N"),
                        attribute("r3", "S"))
                .keySchema(TableShape.keys("pk"))
                .globalSecondaryIndexes(GlobalIndexes.wide("wide", List.of("h1", "h2"), List.of("r1", "r2", "r3"))));
        var number = 0;
        for (var first : List.of("a", "a\0", "b")) {
            for (var second : List.of(-1, 10, 2)) {
                client.putItem(put(
                        wide,
                        item(
                                "pk",
                                s("p" + number++),
                                "h1",
                                s("h"),
                                "h2",
                                n(1),
                                "r1",
                                s(first),
                                "r2",
                                n(second),
                                "r3",
                                s("z"))));
            }
        }
        client.putItem(put(wide, item("pk", s("sparse"), "h1", s("h"), "h2", n(1), "r1", s("a"), "r2", n(0))));
        client.putItem(
                put(wide, item("pk", s("other"), "h1", s("h"), "h2", n(2), "r1", s("a"), "r2", n(0), "r3", s("z"))));
        await(() -> client.scan(scan -> scan.tableName(wide).indexName("wide")).count(), 10);

        assertThat(wide(wide, "h1 = :h AND h2 = :n", item(":h", s("h"), ":n", n(1))))
                .containsExactly("a -1", "a 2", "a 10", "a\0 -1", "a\0 2", "a\0 10", "b -1", "b 2", "b 10");
        assertThat(wide(
                        wide,
                        "h1 = :h AND h2 = :n AND r1 = :a AND r2 > :l",
                        item(":h", s("h"), ":n", n(1), ":a", s("a"), ":l", n(-1))))
                .containsExactly("a 2", "a 10");
        assertThat(wide(
                        wide,
                        "h1 = :h AND h2 = :n AND begins_with(r1, :a)",
                        item(":h", s("h"), ":n", n(1), ":a", s("a"))))
                .hasSize(6);
        assertInvalid(() -> wide(wide, "h1 = :h", item(":h", s("h"))), "Query condition missed key schema element: h2");
        assertInvalid(
                () -> wide(wide, "h1 = :h AND h2 = :n AND r2 = :n", item(":h", s("h"), ":n", n(1))),
                "Query condition missed key schema element: r1");
        var page = client.query(query -> query.tableName(wide)
                .indexName("wide")
                .keyConditionExpression("h1 = :h AND h2 = :n")
                .expressionAttributeValues(item(":h", s("h"), ":n", n(1)))
                .limit(1));
        assertThat(page.lastEvaluatedKey()).containsOnlyKeys("pk", "h1", "h2", "r1", "r2", "r3");
    }

    private List<String> wide(String wide, String condition, Map<String, AttributeValue> values) {
        return client
                .queryPaginator(query -> query.tableName(wide)
                        .indexName("wide")
                        .keyConditionExpression(condition)
                        .expressionAttributeValues(values)
                        .limit(2))
                .items()
                .stream()
                .map(item -> at(item, "r1").s() + " " + at(item, "r2").n())
                .toList();
    }

    private static PutItemRequest put(String table, Map<String, AttributeValue> item) {
        return PutItemRequest.builder().tableName(table).item(item).build();
    }

    private static Map<String, Double> units(Map<String, Capacity> indexes) {
        var units = new HashMap<String, Double>();
        indexes.forEach((name, capacity) -> units.put(name, capacity.capacityUnits()));
        return units;
    }

    private void put(Map<String, AttributeValue> item) {
        client.putItem(put(table, item));
    }

    private void update(String expression, Map<String, AttributeValue> values) {
        client.updateItem(update -> update.tableName(table)
                .key(item("pk", s("a"), "sk", s("1")))
                .updateExpression(expression)
                .expressionAttributeValues(values.isEmpty() ? null : values));
    }

    private void awaitCount(String index, int count) {
        await(() -> query(index, _ -> {}).size(), count);
    }

    private List<String> sortKeys(String index) {
        return query(index, _ -> {}).stream().map(item -> at(item, "sk").s()).toList();
    }

    private List<Map<String, AttributeValue>> query(String index, Consumer<QueryRequest.Builder> more) {
        return client.query(query -> {
                    byC(query, index);
                    more.accept(query);
                })
                .items();
    }

    private QueryRequest.Builder byC(QueryRequest.Builder query, String index) {
        return query.tableName(table)
                .indexName(index)
                .keyConditionExpression("c = :c")
                .expressionAttributeValues(item(":c", c));
    }
}
