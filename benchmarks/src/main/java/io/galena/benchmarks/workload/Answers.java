package io.galena.benchmarks.workload;

import io.galena.benchmarks.http.Expectation;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** What answers must be like. */
final class Answers {
    /** More than the JSON of an answer that tells nothing. */
    private static final int LITTLE = 100;
    /** Less than a full page, which has a mebibyte by DynamoDB's arithmetic. */
    private static final int NEARLY_A_PAGE = 900_000;

    /**
     * Fewer bytes than an item's JSON has beyond the item's size, for names of types, quotes, Base64 and digits: those are 326 to
     * 344 of the items that were looked at. What 25 items have more than this is less than one item has.
     */
    static final int JSON_BYTES = 300;

    private Answers() {}

    /** Of a write that answers nothing. */
    static Expectation nothing() {
        return new Expectation(2, LITTLE, body -> complain(!body.isEmpty(), "not {}: " + body));
    }

    /** Of a batch of writes, all of which must have been done. */
    static Expectation allWritten() {
        return new Expectation(
                2, LITTLE, body -> complain(!body.path("UnprocessedItems").isEmpty(), "unprocessed items"));
    }

    /** Of a read of one item. */
    static Expectation item(String partition, int itemBytes) {
        return items(1, itemBytes, body -> {
            var item = body.path("Item");
            return complain(!isWhole(item) || !partition.equals(key(item)), "not the whole item " + partition);
        });
    }

    /** Of a query of the rows of one group, in order. */
    static Expectation group(String partition, int itemBytes) {
        return items(Dataset.GROUP, itemBytes, body -> {
            var rows = body.path("Items");
            var complete = rows.size() == Dataset.GROUP
                    && body.path("Count").asInt(0) == Dataset.GROUP
                    && IntStream.range(0, Dataset.GROUP).allMatch(number -> isRow(rows.get(number), partition, number));
            return complain(!complete, "not the rows of " + partition + " in order");
        });
    }

    /** Of a read of several items of a table. */
    static Expectation batch(String table, int count, int itemBytes) {
        return items(count, itemBytes, body -> {
            var items = body.path("Responses").path(table);
            var complete = items.size() == count
                    && items.valueStream().allMatch(Answers::isWhole)
                    && items.valueStream().map(Answers::key).distinct().count() == count
                    && body.path("UnprocessedKeys").isEmpty();
            return complain(!complete, "not " + count + " items");
        });
    }

    /** Of a scan that does not come to the end of the table. */
    static Expectation page() {
        return atLeast(NEARLY_A_PAGE, body -> {
            var rows = body.path("Items");
            var complete = !rows.isEmpty()
                    && rows.size() == body.path("Count").asInt(0)
                    && rows.valueStream().allMatch(Answers::isWhole)
                    && !body.path("LastEvaluatedKey").isEmpty();
            return complain(!complete, "not a full page");
        });
    }

    private static Expectation items(int count, int itemBytes, Expectation.Check check) {
        return atLeast(count * (itemBytes + JSON_BYTES), check);
    }

    private static Expectation atLeast(int bytes, Expectation.Check check) {
        return new Expectation(bytes, Long.MAX_VALUE, check);
    }

    private static boolean isRow(JsonNode row, String partition, int number) {
        return isWhole(row)
                && partition.equals(key(row))
                && Integer.toString(number).equals(row.path("sk").path("N").asString(""));
    }

    private static boolean isWhole(JsonNode item) {
        return item.path("payload").path("S").isString()
                && item.path("counter").path("N").isString();
    }

    private static String key(JsonNode item) {
        return item.path("pk").path("S").asString("");
    }

    private static Optional<String> complain(boolean wrong, String words) {
        return wrong ? Optional.of(words) : Optional.empty();
    }
}
