package io.galena.standalone.sdk;

import static io.galena.standalone.sdk.TestValues.b;
import static io.galena.standalone.sdk.TestValues.at;
import static io.galena.standalone.sdk.TestValues.item;
import static io.galena.standalone.sdk.TestValues.n;
import static io.galena.standalone.sdk.TestValues.s;
import static io.galena.standalone.sdk.TestValues.text;
import static io.galena.standalone.sdk.TestValues.unused;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** Query on tables: conditions, order, pages, filters and what is selected. */
@OnEveryEndpoint
class QueryTest {
    private final DynamoDbClient client;
    private final String numbered;
    private final String binary;
    private final String texts;
    private final AttributeValue pk = unused();

    QueryTest(Endpoint endpoint) {
        this.client = endpoint.client();
        this.numbered = endpoint.table(TableShape.NUMBERED);
        this.binary = endpoint.table(TableShape.BINARY);
        this.texts = endpoint.table(TableShape.INDEXED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void numbersAreInTheirOrderAndNotInThatOfTheirText(boolean forward) {
        var ascending = List.of(
                "-9.9999999999999999999999999999999999999E+125",
                "-100",
                "-99.5",
                "-1E-130",
                "0",
                "1E-130",
                "0.5",
                "2",
                "10",
                "10.000000000000000000000000000000000001",
                "1E+20",
                "9.9999999999999999999999999999999999999E+125");
        ascending.reversed().forEach(number -> put(n(number)));

        var found = query(query -> query.scanIndexForward(forward));

        assertThat(found.items())
                .extracting(item -> at(item, "sk").n())
                .map(number -> new BigDecimal(number).stripTrailingZeros())
                .containsExactlyElementsOf((forward ? ascending : ascending.reversed())
                        .stream()
                                .map(number -> new BigDecimal(number).stripTrailingZeros())
                                .toList());
    }

    @Test
    void stringsAreInTheOrderOfTheirBytes() {
        var ascending = List.of(" ", "-", "A", "B", "_", "a", "aa", "b", "\u007f", "é", "\uffff", "\ud800\udc00");
        ascending
                .reversed()
                .forEach(sk -> client.putItem(put -> put.tableName(texts).item(item("pk", pk, "sk", s(sk)))));

        var found = client.queryPaginator(query -> query.tableName(texts)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(item(":pk", pk))
                .limit(5));

        assertThat(found.items()).extracting(item -> at(item, "sk").s()).containsExactlyElementsOf(ascending);
    }

    @Test
    void bytesAreComparedWithoutSigns() {
        var key = TestValues.random(16);
        var ascending = List.of(
                b((byte) 0), b((byte) 0, (byte) 0), b((byte) 0, (byte) 1), b((byte) 127), b((byte) -128), b((byte) -1));
        ascending
                .reversed()
                .forEach(sk -> client.putItem(put -> put.tableName(binary).item(item("pk", key, "sk", sk))));

        var found = client.query(query ->
                query.tableName(binary).keyConditionExpression("pk = :pk").expressionAttributeValues(item(":pk", key)));

        assertThat(found.items()).extracting(item -> item.get("sk")).containsExactlyElementsOf(ascending);
    }

    @ParameterizedTest
    @CsvSource({
        "sk = :a, 2",
        "sk < :a, 0 1",
        "sk <= :a, 0 1 2",
        "sk > :a, 3 4",
        "sk >= :a, 2 3 4",
        "sk BETWEEN :a AND :b, 2 3",
        "(sk BETWEEN :a AND :b), 2 3",
        ":a < sk, 3 4",
    })
    void theSortKeyCanBeComparedInEveryWay(String condition, String expected) {
        putUpTo(5);
        var values = item(":pk", pk, ":a", n(2));
        if (condition.contains(":b")) {
            values.put(":b", n(3));
        }

        var found = client.query(query -> query.tableName(numbered)
                .keyConditionExpression("pk = :pk AND " + condition)
                .expressionAttributeValues(values));

        assertThat(found.items()).extracting(item -> at(item, "sk").n()).containsExactly(expected.split(" "));
    }

    @ParameterizedTest
    @CsvSource({"1, true", "2, true", "3, false", "7, false", "8, true"})
    void pagesTogetherAreTheWholeAndEndWithTheLastKey(int limit, boolean forward) {
        putUpTo(7);
        var pages = new ArrayList<QueryResponse>();
        var start = Map.<String, AttributeValue>of();
        do {
            var from = start.isEmpty() ? null : start;
            pages.add(
                    query(query -> query.limit(limit).scanIndexForward(forward).exclusiveStartKey(from)));
            start = pages.getLast().lastEvaluatedKey();
        } while (!start.isEmpty());

        var ascending = IntStream.range(0, 7).mapToObj(TestValues::n).toList();
        assertThat(pages.stream().flatMap(page -> page.items().stream()).map(item -> item.get("sk")))
                .containsExactlyElementsOf(forward ? ascending : ascending.reversed());
        assertThat(pages).hasSize(7 / limit + 1);
        assertThat(pages.subList(0, pages.size() - 1)).allSatisfy(page -> {
            assertThat(page.items()).hasSize(limit);
            assertThat(page.lastEvaluatedKey())
                    .isEqualTo(item("pk", pk, "sk", at(page.items().getLast(), "sk")));
        });
    }

    @Test
    void aPageHoldsAMegabyte() {
        for (var sk = 0; sk < 4; sk++) {
            put(n(sk), "v", text(400_000));
        }

        var first = query(_ -> {});
        var second = query(query -> query.exclusiveStartKey(first.lastEvaluatedKey()));

        assertThat(first.count()).isEqualTo(3);
        assertThat(first.lastEvaluatedKey()).isEqualTo(item("pk", pk, "sk", n(2)));
        assertThat(second.count()).isEqualTo(1);
        assertThat(second.hasLastEvaluatedKey()).isFalse();
    }

    @Test
    void aPageIsFilledBeforeItIsFiltered() {
        for (var sk = 0; sk < 6; sk++) {
            put(n(sk), "even", TestValues.bool(sk % 2 == 0), "v", text(100_000));
        }

        var limited = query(query -> query.filterExpression("even = :yes")
                .limit(3)
                .expressionAttributeValues(item(":pk", pk, ":yes", TestValues.bool(true))));
        var none = query(query -> query.filterExpression("attribute_exists(unheard)"));

        assertThat(limited.items()).extracting(item -> item.get("sk")).containsExactly(n(0), n(2));
        assertThat(limited.count()).isEqualTo(2);
        assertThat(limited.scannedCount()).isEqualTo(3);
        assertThat(limited.lastEvaluatedKey()).isEqualTo(item("pk", pk, "sk", n(2)));
        assertThat(none.items()).isEmpty();
        assertThat(none.count()).isZero();
        assertThat(none.scannedCount()).isEqualTo(6);
    }

    @Test
    void whatIsSelectedIsShown() {
        put(n(1), "v", s("v"), "w", s("w"));

        var all = query(query -> query.select(Select.ALL_ATTRIBUTES));
        var some = query(query -> query.select(Select.SPECIFIC_ATTRIBUTES).projectionExpression("w"));
        var count = query(query -> query.select(Select.COUNT));

        assertThat(all.items()).containsExactly(item("pk", pk, "sk", n(1), "v", s("v"), "w", s("w")));
        assertThat(some.items()).containsExactly(item("w", s("w")));
        assertThat(count.hasItems()).isFalse();
        assertThat(count.count()).isEqualTo(1);
        assertThat(count.scannedCount()).isEqualTo(1);
    }

    @Test
    void aStartingKeyNeedsNoItem() {
        putUpTo(4);

        var after = query(query -> query.exclusiveStartKey(item("pk", pk, "sk", n("1.5"))));
        var before = query(
                query -> query.exclusiveStartKey(item("pk", pk, "sk", n("1.5"))).scanIndexForward(false));

        assertThat(after.items()).extracting(item -> item.get("sk")).containsExactly(n(2), n(3));
        assertThat(before.items()).extracting(item -> item.get("sk")).containsExactly(n(1), n(0));
    }

    private void putUpTo(int count) {
        IntStream.range(0, count).forEach(sk -> put(n(sk)));
    }

    private void put(AttributeValue sk, Object... more) {
        var attributes = Stream.concat(Stream.of("pk", pk, "sk", sk), Stream.of(more));
        client.putItem(put -> put.tableName(numbered).item(item(attributes.toArray())));
    }

    private QueryResponse query(Consumer<QueryRequest.Builder> more) {
        return client.query(query -> {
            query.tableName(numbered).keyConditionExpression("pk = :pk").expressionAttributeValues(item(":pk", pk));
            more.accept(query);
        });
    }
}
