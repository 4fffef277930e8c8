package io.galena.benchmarks.workload;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.benchmarks.http.Client;
import io.galena.benchmarks.http.RequestWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;

/** Reads whole tables, page by page. */
public record TableScan(RequestWriter writer) {
    /** The sum of the counters of all items. */
    public long counters(String table) throws IOException {
        var sum = new AtomicLong();
        var counter = """
                ,"ConsistentRead":true,"ProjectionExpression":"#c","ExpressionAttributeNames":{"#c":"counter"}""";
        read(
                table,
                counter,
                (_, page) -> page.path("Items")
                        .valueStream()
                        .mapToLong(item ->
                                Long.parseLong(item.path("counter").path("N").asString("0")))
                        .forEach(sum::addAndGet));
        return sum.get();
    }

    /** The start keys of all full pages, as JSON; that of the first is empty. */
    public List<String> pages(String table) throws IOException {
        var pages = new ArrayList<String>();
        read(table, "", (start, page) -> {
            if (page.has("LastEvaluatedKey")) {
                pages.add(start);
            }
        });
        return pages;
    }

    private void read(String table, String more, BiConsumer<String, JsonNode> reader) throws IOException {
        try (var client = new Client(writer)) {
            var start = "";
            do {
                var from = start.isEmpty() ? "" : ",\"ExclusiveStartKey\":" + start;
                var page =
                        client.call("Scan", ("{\"TableName\":\"" + table + "\"" + more + from + "}").getBytes(UTF_8));
                reader.accept(start, page);
                start = page.has("LastEvaluatedKey")
                        ? page.get("LastEvaluatedKey").toString()
                        : "";
            } while (!start.isEmpty());
        }
    }
}
