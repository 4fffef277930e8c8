package io.galena.benchmarks.workload;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.benchmarks.http.Expectation;
import io.galena.benchmarks.http.Request;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes requests on a dataset, to keys as they come. For one thread. */
final class RequestMaker {
    static final int BATCH = 25;
    static final int TRANSACTION = 4;

    private final Dataset data;
    private final Keys keys;
    private final List<String> pages;
    private final Random random;
    private final Items items;
    private int page;
    private int transaction;

    /**
     * Makes requests of a sequence of random numbers.
     *
     * @param pages the start keys of full pages of the table that is scanned, as JSON; the first is empty
     */
    RequestMaker(Dataset data, Keys keys, List<String> pages, Random random) {
        this.data = data;
        this.keys = keys;
        this.pages = List.copyOf(pages);
        this.random = random;
        this.items = new Items(data.itemBytes(), random);
    }

    Request put() {
        return request("PutItem", onItems() + ",\"Item\":" + item(keys.next(random)) + "}", Answers.nothing());
    }

    Request get() {
        return get("");
    }

    Request strongGet() {
        return get(",\"ConsistentRead\":true");
    }

    Request add() {
        var change = """
                ,"UpdateExpression":"ADD #c :one","ExpressionAttributeNames":{"#c":"counter"},\
                "ExpressionAttributeValues":{":one":{"N":"1"}}}""";
        return request("UpdateItem", onItems() + key(keys.next(random)) + change, Answers.nothing());
    }

    /** The update of YCSB: one of the fields. */
    Request set() {
        var change = """
                ,"UpdateExpression":"SET field0 = :v","ExpressionAttributeValues":{":v":{"S":"%s"}}}""".formatted(items.text(100));
        return request("UpdateItem", onItems() + key(keys.next(random)) + change, Answers.nothing());
    }

    Request query() {
        var group = Dataset.group(keys.next(random));
        return request("Query", """
                {"TableName":"%s","KeyConditionExpression":"pk = :p","ExpressionAttributeValues":{":p":{"S":"%s"}}}""".formatted(data.rows(), group), Answers.group(group, data.itemBytes()));
    }

    Request batchWrite() {
        var puts = keys.distinct(BATCH, random).stream()
                .map(number -> "{\"PutRequest\":{\"Item\":" + item(number) + "}}")
                .collect(Collectors.joining(","));
        return request(
                "BatchWriteItem", "{\"RequestItems\":{\"" + data.items() + "\":[" + puts + "]}}", Answers.allWritten());
    }

    Request batchGet() {
        var gets = keys.distinct(BATCH, random).stream()
                .map(number -> "{" + Dataset.itemKey(number) + "}")
                .collect(Collectors.joining(","));
        return request(
                "BatchGetItem",
                "{\"RequestItems\":{\"" + data.items() + "\":{\"Keys\":[" + gets + "]}}}",
                Answers.batch(data.items(), BATCH, data.itemBytes()));
    }

    /**
     * Two puts, one of them conditional, an update and a check. The keys are taken in turn, whatever the distribution, so that
     * transactions under way at the same time do not meet: conflicts are not what is measured.
     */
    Request transaction() {
        var first = transaction;
        transaction += TRANSACTION;
        var keys = IntStream.range(first, transaction)
                .map(number -> number % data.count())
                .toArray();
        var exists = ",\"ConditionExpression\":\"attribute_exists(pk)\"}}";
        var actions = Stream.of(
                        "{\"Put\":" + onItems() + ",\"Item\":" + item(keys[0]) + "}}",
                        "{\"Put\":" + onItems() + ",\"Item\":" + item(keys[1]) + exists,
                        "{\"Update\":" + onItems() + key(keys[2])
                                + ",\"UpdateExpression\":\"ADD visits :one\",\"ExpressionAttributeValues\":{\":one\":{\"N\":\"1\"}}}}",
                        "{\"ConditionCheck\":" + onItems() + key(keys[3]) + exists)
                .collect(Collectors.joining(","));
        return request("TransactWriteItems", "{\"TransactItems\":[" + actions + "]}", Answers.nothing());
    }

    Request scan() {
        return scan(data.rows(), "");
    }

    Request scanItems() {
        return scan(data.items(), ",\"ConsistentRead\":true");
    }

    /** A read or, for the rest of the share, YCSB's update. */
    Request mixed(double reads) {
        return random.nextDouble() < reads ? get() : set();
    }

    private Request get(String more) {
        var number = keys.next(random);
        return request(
                "GetItem",
                onItems() + key(number) + more + "}",
                Answers.item(Dataset.partition(number), data.itemBytes()));
    }

    private Request scan(String table, String more) {
        var start = pages.get(page++ % pages.size());
        var from = start.isEmpty() ? "" : ",\"ExclusiveStartKey\":" + start;
        return request("Scan", "{\"TableName\":\"" + table + "\"" + more + from + "}", Answers.page());
    }

    private String onItems() {
        return "{\"TableName\":\"" + data.items() + "\"";
    }

    private static String key(int number) {
        return ",\"Key\":{" + Dataset.itemKey(number) + "}";
    }

    private String item(int number) {
        return items.item(Dataset.itemKey(number), data.indexed(random));
    }

    private static Request request(String operation, String json, Expectation expectation) {
        return new Request(operation, json.getBytes(UTF_8), expectation);
    }
}
