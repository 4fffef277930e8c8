package io.galena.standalone.sdk;

import static io.galena.standalone.sdk.Refusals.INVALID;
import static io.galena.standalone.sdk.Refusals.assertInvalid;
import static io.galena.standalone.sdk.TestValues.b;
import static io.galena.standalone.sdk.TestValues.at;
import static io.galena.standalone.sdk.TestValues.item;
import static io.galena.standalone.sdk.TestValues.n;
import static io.galena.standalone.sdk.TestValues.s;
import static io.galena.standalone.sdk.TestValues.unused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Local secondary indexes: what they keep, how they follow their items, and how they are paged. */
@OnEveryEndpoint
class LocalIndexTest {
    private final DynamoDbClient client;
    private final String table;
    private final AttributeValue pk = unused();

    LocalIndexTest(Endpoint endpoint) {
        this.client = endpoint.client();
        this.table = endpoint.table(TableShape.INDEXED);
    }

    @Test
    void eachIndexKeepsWhatItProjects() {
        var item = item("pk", pk, "sk", s("1"), "c", s("c"), "d", n(1), "e", b((byte) 1), "f", s("f"), "g", s("g"));
        put(item);

        assertThat(query(TableShape.KEYS, _ -> {})).containsExactly(item("pk", pk, "sk", s("1"), "c", s("c")));
        assertThat(query(TableShape.ALL, _ -> {})).containsExactly(item);
        assertThat(query(TableShape.SOME, _ -> {}))
                .containsExactly(item("pk", pk, "sk", s("1"), "e", b((byte) 1), "f", s("f")));
        assertThat(query(TableShape.KEYS, query -> query.select("ALL_ATTRIBUTES")))
                .containsExactly(item);
        assertThat(query(TableShape.KEYS, query -> query.projectionExpression("g, c")))
                .containsExactly(item("g", s("g"), "c", s("c")));
        assertInvalid(
                () -> query(
                        TableShape.KEYS,
                        query -> query.filterExpression("g = :g AND sk = :g")
                                .select("ALL_ATTRIBUTES")
                                .expressionAttributeValues(item(":pk", pk, ":g", s("g")))),
                INVALID + "Secondary index " + TableShape.KEYS
                        + " does not project one or more filter attributes: [g]");
    }

    @Test
    void entriesFollowTheirItems() {
        put(item("pk", pk, "sk", s("1"), "c", s("c")));
        assertThat(sortKeys(TableShape.KEYS)).containsExactly("1");

        update("SET c = :v, d = :d", item(":v", s("d"), ":d", n(1)));
        assertThat(query(TableShape.KEYS, _ -> {}))
                .extracting(item -> item.get("c"))
                .containsExactly(s("d"));
        assertThat(sortKeys(TableShape.ALL)).containsExactly("1");

        update("REMOVE c ADD d :d", item(":d", n(1)));
        assertThat(sortKeys(TableShape.KEYS)).isEmpty();
        assertThat(query(TableShape.ALL, _ -> {}))
                .extracting(item -> item.get("d"))
                .containsExactly(n(2));

        client.deleteItem(delete -> delete.tableName(table).key(item("pk", pk, "sk", s("1"))));
        assertThat(sortKeys(TableShape.ALL)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void pagingThroughEqualIndexKeysNeitherSkipsNorRepeats(boolean forward) {
        for (var i = 0; i < 12; i++) {
            put(item("pk", pk, "sk", s("s" + i), "c", s(i < 10 ? "same" : "zzz"), "v", n(i)));
        }

        var found = client
                .queryPaginator(query -> query.tableName(table)
                        .indexName(TableShape.KEYS)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(item(":pk", pk))
                        .scanIndexForward(forward)
                        .limit(3))
                .stream()
                .toList();

        assertThat(found.stream()
                        .flatMap(page -> page.items().stream())
                        .map(item -> at(item, "sk").s()))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 12).mapToObj(i -> "s" + i).toList());
        assertThat(found.getFirst().lastEvaluatedKey()).containsOnlyKeys("pk", "sk", "c");
        assertThat(found.getFirst().lastEvaluatedKey())
                .isEqualTo(found.getFirst().items().getLast());
    }

    @Test
    void anIndexIsQueriedByItsOwnSortKey() {
        IntStream.of(10, 2, 1).forEach(i -> put(item("pk", pk, "sk", s("s" + i), "d", n(i))));

        var found = query(
                TableShape.ALL,
                query -> query.keyConditionExpression("pk = :pk AND d >= :d")
                        .expressionAttributeValues(item(":pk", pk, ":d", n(2))));

        assertThat(found).extracting(item -> item.get("d")).containsExactly(n(2), n(10));
        assertInvalid(
                () -> query(
                        TableShape.ALL,
                        query -> query.keyConditionExpression("pk = :pk AND sk = :s")
                                .expressionAttributeValues(item(":pk", pk, ":s", s("s1")))),
                "Query condition missed key schema element: d");
    }

    @Test
    void keysOfIndexesMustHaveTheirTypesAndNotBeEmpty() {
        assertInvalid(
                () -> put(item("pk", pk, "sk", s("1"), "d", s("no number"))),
                INVALID + "Type mismatch for Index Key d Expected: N Actual: S IndexName: " + TableShape.ALL);
        assertInvalid(
                () -> put(item("pk", pk, "sk", s("1"), "c", s(""))),
                "One or more parameter values are not valid. A value specified for a secondary index key is not supported."
                        + " The AttributeValue for a key attribute cannot contain an empty string value. IndexName: "
                        + TableShape.KEYS + ", IndexKey: c");
        put(item("pk", pk, "sk", s("1"), "x", n(1)));
        assertInvalid(
                () -> update("SET c = :v", item(":v", n(1))),
                INVALID + "Type mismatch for Index Key c Expected: S Actual: N IndexName: " + TableShape.KEYS);
        assertInvalid(
                () -> update("SET c = x", Map.of()),
                "The update expression attempted to update the secondary index key to unsupported type");
        assertThat(sortKeys(TableShape.KEYS)).isEmpty();
    }

    @Test
    void writesTellTheSizeOfTheirItemCollection() {
        var put = client.putItem(request ->
                request.tableName(table).item(item("pk", pk, "sk", s("1"))).returnItemCollectionMetrics("SIZE"));
        var update = client.updateItem(request ->
                request.tableName(table).key(item("pk", pk, "sk", s("1"))).returnItemCollectionMetrics("SIZE"));
        var silent = client.updateItem(request ->
                request.tableName(table).key(item("pk", pk, "sk", s("1"))).returnItemCollectionMetrics("NONE"));
        var delete = client.deleteItem(request ->
                request.tableName(table).key(item("pk", pk, "sk", s("1"))).returnItemCollectionMetrics("SIZE"));
        var batch = client.batchWriteItem(request -> request.requestItems(
                        Map.of(table, List.of(Writes.put(item("pk", pk, "sk", s("1"))))))
                .returnItemCollectionMetrics("SIZE"));

        var metrics = ItemCollectionMetrics.builder()
                .itemCollectionKey(item("pk", pk))
                .sizeEstimateRangeGB(0.0, 1.0)
                .build();
        assertThat(put.itemCollectionMetrics()).isEqualTo(metrics);
        assertThat(update.itemCollectionMetrics()).isEqualTo(metrics);
        assertThat(silent.itemCollectionMetrics()).isNull();
        assertThat(delete.itemCollectionMetrics()).isEqualTo(metrics);
        assertThat(batch.itemCollectionMetrics()).isEqualTo(Map.of(table, List.of(metrics)));
    }

    private void put(Map<String, AttributeValue> item) {
        client.putItem(put -> put.tableName(table).item(item));
    }

    private void update(String expression, Map<String, AttributeValue> values) {
        client.updateItem(update -> update.tableName(table)
                .key(item("pk", pk, "sk", s("1")))
                .updateExpression(expression)
                .expressionAttributeValues(values.isEmpty() ? null : values));
    }

    private List<String> sortKeys(String index) {
        return query(index, _ -> {}).stream().map(item -> at(item, "sk").s()).toList();
    }

    private List<Map<String, AttributeValue>> query(String index, Consumer<QueryRequest.Builder> more) {
        return client.query(query -> {
                    query.tableName(table)
                            .indexName(index)
                            .keyConditionExpression("pk = :pk")
                            .expressionAttributeValues(item(":pk", pk))
                            .consistentRead(true);
                    more.accept(query);
                })
                .items();
    }
}
