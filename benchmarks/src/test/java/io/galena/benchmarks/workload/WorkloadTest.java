package io.galena.benchmarks.workload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.benchmarks.http.Request;
import io.galena.dynamodb.value.ItemCodec;
import io.galena.dynamodb.value.ItemSize;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WorkloadTest {
    private static final Dataset DATA = Dataset.of(1000, 2048);
    private static final int FEW = 4;
    private static final int MANY = 2_000;
    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @ValueSource(ints = {1024, 1025, 5000, 400 * 1024})
    void anItemHasTheSizeThatWasAskedFor(int bytes) {
        var items = new Items(bytes, new Random(1));

        for (var number = 0; number < 10; number++) {
            var json = items.item(Dataset.rowKey(number));

            assertThat(ItemSize.of(ItemCodec.decode(json.getBytes(UTF_8)))).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @EnumSource
    void requestsAreJsonThatNamesItsTable(Workload workload) {
        for (var request : requests(workload, FEW)) {
            assertThat(json(request).toString()).containsAnyOf("benchmark-items", "benchmark-rows");
        }
    }

    @Test
    void thereAreAsManyRequestsAsWantedButNotTooMuchOfThem() {
        var large = Dataset.of(1000, 400 * 1024);
        var requests = Workload.PUT.requests(large, Keys.uniform(1000), List.of(""), new Random(1), MANY);

        assertThat(requests(Workload.PUT, MANY)).hasSize(MANY);
        assertThat(requests.stream().mapToLong(request -> request.body().length).sum())
                .isBetween(300L << 20, 301L << 20);
    }

    @Test
    void manyItemsAreAskedForByManyRequests() {
        assertThat(Workload.requests(100)).isEqualTo(20_000);
        assertThat(Workload.requests(100_000)).isEqualTo(200_000);
        assertThat(Workload.requests(1_000_000_000)).isEqualTo(400_000);
    }

    @Test
    void transactionsThatAreUnderWayTogetherHaveNoKeyInCommon() {
        var keys = new HashSet<String>();

        for (var request : requests(Workload.TRANSACT, MANY)) {
            for (var action : json(request).path("TransactItems")) {
                for (var part : action) {
                    var key = part.has("Key") ? part.path("Key") : part.path("Item");
                    assertThat(keys.add(key.path("pk").path("S").asString())).isTrue();
                }
            }
        }
        assertThat(keys).hasSize(DATA.count());
    }

    @Test
    void scansOfItemsAreStronglyConsistent() {
        var scan = json(requests(Workload.SCAN_ITEMS, 1).getFirst());

        assertThat(scan.path("TableName").asString()).isEqualTo(DATA.items());
        assertThat(scan.path("ConsistentRead").asBoolean()).isTrue();
    }

    @Test
    void scansTakeAllPagesInTurn() {
        var pages = List.of("", "{\"pk\":{\"S\":\"a\"},\"sk\":{\"N\":\"1\"}}");
        var requests = Workload.SCAN.requests(DATA, Keys.uniform(DATA.count()), pages, new Random(1), FEW);

        assertThat(requests).hasSize(2);
        assertThat(json(requests.getFirst()).has("ExclusiveStartKey")).isFalse();
        assertThat(json(requests.getLast())
                        .path("ExclusiveStartKey")
                        .path("pk")
                        .path("S")
                        .asString())
                .isEqualTo("a");
    }

    @Test
    void mixesHaveTheSharesOfReadsOfYcsb() {
        assertThat(reads(Workload.YCSB_A)).isBetween(0.45, 0.55);
        assertThat(reads(Workload.YCSB_B)).isBetween(0.92, 0.98);
        assertThat(reads(Workload.YCSB_C)).isEqualTo(1.0);
    }

    @Test
    void aReadExpectsTheItemThatItAsksFor() {
        var request = requests(Workload.GET, FEW).getFirst();
        var wanted = json(request).path("Key").path("pk").path("S").asString();
        var check = request.expectation().check();

        assertThat(check.complaint(answerTo(wanted))).isEmpty();
        assertThat(check.complaint(answerTo("another"))).isPresent();
        assertThat(check.complaint(JSON.readTree("{}"))).isPresent();
        assertThat(request.expectation().least()).isGreaterThan(2048);
    }

    @Test
    void aQueryExpectsTheRowsInOrder() {
        var request = requests(Workload.QUERY, FEW).getFirst();
        var group = json(request)
                .path("ExpressionAttributeValues")
                .path(":p")
                .path("S")
                .asString();
        var rows = JSON.createArrayNode();
        for (var number = 0; number < 10; number++) {
            rows.add(JSON.readTree(
                    "{\"pk\":{\"S\":\"%s\"},\"sk\":{\"N\":\"%d\"},\"payload\":{\"S\":\"\"},\"counter\":{\"N\":\"0\"}}"
                            .formatted(group, number)));
        }
        var answer = JSON.createObjectNode().put("Count", 10).set("Items", rows);
        var check = request.expectation().check();

        assertThat(check.complaint(answer)).isEmpty();
        rows.insert(0, rows.remove(9));
        assertThat(check.complaint(answer)).isPresent();
    }

    @Test
    void aBatchOfWritesExpectsThatAllAreDone() {
        var check = requests(Workload.BATCH_WRITE, FEW).getFirst().expectation().check();

        assertThat(check.complaint(JSON.readTree("{\"UnprocessedItems\":{}}"))).isEmpty();
        assertThat(check.complaint(JSON.readTree("{\"UnprocessedItems\":{\"t\":[{}]}}")))
                .isPresent();
    }

    @Test
    void anUnknownWorkloadIsRefused() {
        assertThat(Workload.named("batch-get")).isEqualTo(Workload.BATCH_GET);
        assertThatThrownBy(() -> Workload.named("delete")).hasMessage("There is no workload delete");
    }

    private static double reads(Workload workload) {
        var requests = requests(workload, MANY);
        return requests.stream()
                        .filter(request -> request.operation().equals("GetItem"))
                        .count()
                / (double) requests.size();
    }

    private static JsonNode answerTo(String partition) {
        return JSON.readTree(
                "{\"Item\":{\"pk\":{\"S\":\"" + partition + "\"},\"payload\":{\"S\":\"\"},\"counter\":{\"N\":\"0\"}}}");
    }

    private static List<Request> requests(Workload workload, int wanted) {
        return workload.requests(
                DATA, Keys.uniform(DATA.count()), List.of("", "{}", "{}", "{}"), new Random(1), wanted);
    }

    private static JsonNode json(Request request) {
        return JSON.readTree(request.body());
    }
}
