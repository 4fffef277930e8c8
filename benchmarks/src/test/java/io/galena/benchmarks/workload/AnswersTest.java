package io.galena.benchmarks.workload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.galena.benchmarks.http.Expectation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class AnswersTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String KEY = "{\"pk\":{\"S\":\"group00000000\"},\"sk\":{\"N\":\"9\"}}";
    private static final int MANY = 5_000;
    private static final int BATCH = 25;

    @ParameterizedTest
    @ValueSource(ints = {1024, 4096})
    void noItemIsTakenForTooShort(int itemBytes) {
        var items = new Items(itemBytes, new Random(3));
        for (IntFunction<String> keys : List.<IntFunction<String>>of(Dataset::itemKey, Dataset::rowKey)) {
            var lengths = IntStream.range(0, MANY)
                    .map(number -> items.item(keys.apply(number)).length())
                    .summaryStatistics();

            assertThat(lengths.getMin()).isGreaterThan(itemBytes + Answers.JSON_BYTES);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 4096})
    void aMissingItemIsNoticedByTheLength(int itemBytes) {
        for (var seed = 0; seed < 100; seed++) {
            var items = items(BATCH, itemBytes, seed);
            var expectation = Answers.batch("t", BATCH, itemBytes);

            assertThat((long) batch(items, "{}").length()).isGreaterThanOrEqualTo(expectation.least());
            assertThat((long) batch(items.subList(1, BATCH), "{}").length()).isLessThan(expectation.least());
        }
    }

    @Test
    void aBatchHasAllItemsOnceAndWhole() {
        var items = items(BATCH, 1024, 1);
        var expectation = Answers.batch("t", BATCH, 1024);
        var twice = new ArrayList<>(items);
        twice.set(1, items.getFirst());
        var cut = new ArrayList<>(items);
        cut.set(1, "{" + Dataset.itemKey(1) + "}");

        assertThat(complains(expectation, batch(items, "{}"))).isFalse();
        assertThat(complains(expectation, batch(items.subList(1, BATCH), "{}"))).isTrue();
        assertThat(complains(expectation, batch(twice, "{}"))).isTrue();
        assertThat(complains(expectation, batch(cut, "{}"))).isTrue();
        assertThat(complains(expectation, batch(items, "{\"t\":{}}"))).isTrue();
    }

    @Test
    void aPageHasWholeItemsAndIsNotTheLast() {
        var items = items(BATCH, 1024, 1);
        var cut = new ArrayList<>(items);
        cut.set(1, "{" + Dataset.itemKey(1) + "}");

        assertThat(complains(Answers.page(), page(items, BATCH, KEY))).isFalse();
        assertThat(complains(Answers.page(), page(items, BATCH + 1, KEY))).isTrue();
        assertThat(complains(Answers.page(), page(items, BATCH, "{}"))).isTrue();
        assertThat(complains(Answers.page(), page(List.of(), 0, KEY))).isTrue();
        assertThat(complains(Answers.page(), page(cut, BATCH, KEY))).isTrue();
    }

    private static List<String> items(int count, int itemBytes, int seed) {
        var items = new Items(itemBytes, new Random(seed));
        return IntStream.range(0, count)
                .mapToObj(number -> items.item(Dataset.itemKey(number)))
                .toList();
    }

    private static String batch(List<String> items, String unprocessed) {
        return "{\"Responses\":{\"t\":[" + String.join(",", items) + "]},\"UnprocessedKeys\":" + unprocessed + "}";
    }

    private static String page(List<String> items, int count, String last) {
        return "{\"Items\":[%s],\"Count\":%d,\"ScannedCount\":%2$d,\"LastEvaluatedKey\":%s}"
                .formatted(String.join(",", items), count, last);
    }

    private static boolean complains(Expectation expectation, String body) {
        return expectation
                .check()
                .complaint(JSON.readTree(body.getBytes(UTF_8)))
                .isPresent();
    }
}
