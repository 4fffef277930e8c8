package io.galena.standalone.sdk;

import static io.galena.standalone.sdk.Refusals.assertInvalid;
import static io.galena.standalone.sdk.TestValues.at;
import static io.galena.standalone.sdk.TestValues.item;
import static io.galena.standalone.sdk.TestValues.n;
import static io.galena.standalone.sdk.TestValues.s;
import static io.galena.standalone.sdk.TestValues.text;
import static io.galena.standalone.sdk.Writes.put;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Scan: pages, segments, filters and what is selected. */
@OnEveryEndpoint
class ScanTest {
    private static final int ITEMS = 100;

    private final Endpoint endpoint;
    private final DynamoDbClient client;

    ScanTest(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.client = endpoint.client();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 10, 100, 1000})
    void pagesTogetherAreTheTable(int limit) {
        var table = filled();

        var pages = client.scanPaginator(scan -> scan.tableName(table).limit(limit)).stream()
                .toList();

        assertThat(pages.stream().flatMap(page -> page.items().stream()))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, ITEMS)
                        .mapToObj(i -> item("pk", s("p" + i / 10), "sk", n(i)))
                        .toList());
        assertThat(pages).allSatisfy(page -> {
            assertThat(page.scannedCount()).isLessThanOrEqualTo(limit);
            if (page.hasLastEvaluatedKey()) {
                assertThat(page.lastEvaluatedKey()).isEqualTo(page.items().getLast());
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 16, 1_000_000})
    void segmentsAreDisjoint(int segments) {
        var table = filled();
        var seen = new HashSet<Map<String, ?>>();

        var chosen = segments > 16
                ? List.of(0, 500_000, 999_999)
                : IntStream.range(0, segments).boxed().toList();
        for (var segment : chosen) {
            client.scanPaginator(scan -> scan.tableName(table)
                            .segment(segment)
                            .totalSegments(segments)
                            .limit(9))
                    .items()
                    .forEach(item -> assertThat(seen.add(item)).isTrue());
        }

        assertThat(seen).hasSizeBetween(0, ITEMS);
        if (chosen.size() == segments) {
            assertThat(seen).hasSize(ITEMS);
        }
    }

    @Test
    void aParallelScanFindsAllThatStaysWhileOthersDelete() {
        var table = filled();
        var deletions = CompletableFuture.runAsync(() -> IntStream.range(0, ITEMS)
                .filter(i -> i % 2 == 1)
                .forEach(i -> client.deleteItem(delete ->
                        delete.tableName(table).key(item("pk", s("p" + i / 10), "sk", n(i))))));

        var found = IntStream.range(0, 4)
                .parallel()
                .boxed()
                .flatMap(segment -> client
                        .scanPaginator(scan -> scan.tableName(table)
                                .segment(segment)
                                .totalSegments(4)
                                .limit(3)
                                .consistentRead(true))
                        .items()
                        .stream())
                .map(item -> Integer.parseInt(at(item, "sk").n()))
                .toList();
        deletions.join();

        assertThat(found).doesNotHaveDuplicates();
        assertThat(found.stream().filter(i -> i % 2 == 0)).hasSize(ITEMS / 2);
        assertThat(client.scan(scan -> scan.tableName(table).consistentRead(true))
                        .count())
                .isEqualTo(ITEMS / 2);
    }

    @Test
    void aPageHoldsAMegabyteAndIsFilledBeforeItIsFiltered() {
        var table = endpoint.newTable(TableShape.PLAIN);
        for (var i = 0; i < 4; i++) {
            var item = item("pk", s("p" + i), "v", text(400_000));
            client.putItem(put -> put.tableName(table).item(item));
        }

        var first = client.scan(scan -> scan.tableName(table)
                .filterExpression("attribute_not_exists(v)")
                .returnConsumedCapacity("TOTAL"));
        var second = client.scan(scan -> scan.tableName(table).exclusiveStartKey(first.lastEvaluatedKey()));

        assertThat(first.items()).isEmpty();
        assertThat(first.scannedCount()).isEqualTo(3);
        assertThat(first.consumedCapacity().capacityUnits()).isEqualTo(146.5);
        assertThat(second.count()).isEqualTo(1);
        assertThat(second.hasLastEvaluatedKey()).isFalse();
    }

    @Test
    void aFilterMayLookAtKeysAndTheProjectionAtOtherThings() {
        var table = filled();

        var found = client.scan(scan -> scan.tableName(table)
                .filterExpression("sk >= :n AND begins_with(pk, :p)")
                .projectionExpression("sk")
                .expressionAttributeValues(item(":n", n(95), ":p", s("p"))));
        var count = client.scan(scan -> scan.tableName(table).select("COUNT"));

        assertThat(found.items().stream().map(item -> at(item, "sk").n()).collect(Collectors.toSet()))
                .isEqualTo(Set.of("95", "96", "97", "98", "99"));
        assertThat(found.items()).allSatisfy(item -> assertThat(item).containsOnlyKeys("sk"));
        assertThat(found.scannedCount()).isEqualTo(ITEMS);
        assertThat(count.hasItems()).isFalse();
        assertThat(count.count()).isEqualTo(ITEMS);
    }

    @Test
    void segmentsMustFitTheirTotal() {
        var table = endpoint.table(TableShape.PLAIN);

        assertInvalid(
                () -> client.scan(scan -> scan.tableName(table).segment(1)),
                "The TotalSegments parameter is required but was not present in the request when Segment parameter is"
                        + " present");
        assertInvalid(
                () -> client.scan(scan -> scan.tableName(table).totalSegments(1)),
                "The Segment parameter is required but was not present in the request when parameter TotalSegments is"
                        + " present");
        assertInvalid(
                () -> client.scan(scan -> scan.tableName(table).segment(4).totalSegments(4)),
                "The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: 4 is not less"
                        + " than TotalSegments: 4");
        assertInvalid(
                () -> client.scan(scan -> scan.tableName(table).segment(0).totalSegments(1_000_001)),
                "1 validation error detected: Value '1000001' at 'totalSegments' failed to satisfy constraint: Member must"
                        + " have value less than or equal to 1000000");
    }

    @Test
    void aStartingKeyMustBeOneOfTheTable() {
        var table = endpoint.table(TableShape.NUMBERED);

        assertInvalid(
                () -> client.scan(scan -> scan.tableName(table).exclusiveStartKey(item("pk", s("a")))),
                "The provided starting key is invalid: The provided key element does not match the schema");
        assertInvalid(
                () -> client.scan(scan -> scan.tableName(table).exclusiveStartKey(item("pk", s("a"), "sk", s("1")))),
                "The provided starting key is invalid: The provided key element does not match the schema");
    }

    @Test
    void anIndexIsScannedPageByPage() {
        var table = endpoint.newTable(TableShape.INDEXED);
        for (var i = 0; i < 20; i++) {
            var item = item("pk", s("p" + i % 3), "sk", s("s" + i), i % 2 == 0 ? "c" : "x", s("same"), "v", n(i));
            client.putItem(put -> put.tableName(table).item(item));
        }

        var found =
                client
                        .scanPaginator(scan ->
                                scan.tableName(table).indexName(TableShape.KEYS).limit(3))
                        .items()
                        .stream()
                        .toList();

        assertThat(found).hasSize(10).doesNotHaveDuplicates();
        assertThat(found).allSatisfy(item -> assertThat(item).containsOnlyKeys("pk", "sk", "c"));
    }

    /** A new table with ten items in each of ten partitions. */
    private String filled() {
        var table = endpoint.newTable(TableShape.NUMBERED);
        for (var first = 0; first < ITEMS; first += 25) {
            var puts = IntStream.range(first, first + 25)
                    .mapToObj(i -> put(item("pk", s("p" + i / 10), "sk", n(i))))
                    .toList();
            client.batchWriteItem(batch -> batch.requestItems(Map.of(table, puts)));
        }
        return table;
    }
}
