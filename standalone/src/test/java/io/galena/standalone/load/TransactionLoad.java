package io.galena.standalone.load;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Measures what transactions cost beside writes that are none: items of 1 KB by PutItem, by BatchWriteItem and by TransactWriteItems
 * of 1, 4 and 25 items, under one partition key, which lie in one shard, and under as many, which lie in all; those of four with a token each, too, as SDKs send it. Transactions that meet
 * on an item are counted as refused. The server must take unsigned requests and run on this machine; DynamoDB Local does too. Arguments: the port, the seconds of each run, the connections.
 */
public final class TransactionLoad {
    private static final String TABLE = "transactions-" + Long.toString(System.currentTimeMillis(), 36);
    private static final String PAYLOAD = "x".repeat(1000);

    private final int port;
    private final int seconds;
    private final Load load;

    private TransactionLoad(int port, int seconds, int connections) {
        this.port = port;
        this.seconds = seconds;
        this.load = new Load(port, connections);
    }

    public static void main(String[] arguments) throws Exception {
        var numbers = Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
        new TransactionLoad(numbers[0], numbers[1], numbers[2]).run();
    }

    private void run() throws Exception {
        try (var client = new PlainClient(port)) {
            client.call(creation());
        }
        load.warmUp(seconds, TransactionLoad::put);
        var alone = throughput(1, TransactionLoad::put);
        print("PutItem", alone, alone);
        print("BatchWriteItem of 25", throughput(25, random -> batch(random, 25)), alone);
        for (var items : List.of(1, 4, 25)) {
            print("TransactWriteItems of " + items + " under one key", transactions(items, true, false), alone);
        }
        print("TransactWriteItems of 4 under one key, tokens", transactions(4, true, true), alone);
        for (var items : List.of(4, 25)) {
            print("TransactWriteItems of " + items + " under as many keys", transactions(items, false, false), alone);
        }
        print("TransactWriteItems of 4 under 4 keys, tokens", transactions(4, false, true), alone);
    }

    private Throughput transactions(int items, boolean oneKey, boolean named) throws Exception {
        return throughput(items, random -> transaction(random, items, oneKey, named));
    }

    private static void print(String what, Throughput one, Throughput alone) {
        System.out.printf(
                Locale.ROOT,
                "%-45s %8.0f requests/s %8.0f items/s, %.2f of PutItem, %.2f %% refused%n",
                what,
                one.requests(),
                one.items(),
                one.items() / alone.items(),
                100 * one.refused());
    }

    private Throughput throughput(int items, Function<Random, byte[]> request) throws Exception {
        var rate = load.rate(seconds, request, TransactionLoad::isConflict);
        return new Throughput(rate.perSecond(), rate.perSecond() * items, rate.refused());
    }

    private static boolean isConflict(String refusal) {
        return refusal.contains("TransactionCanceledException") && refusal.contains("TransactionConflict");
    }

    private static byte[] put(Random random) {
        return PlainClient.request(
                "PutItem", "{'TableName': '%s', 'Item': %s}".formatted(TABLE, item(random.nextLong(), 0)));
    }

    private static byte[] batch(Random random, int items) {
        return PlainClient.request(
                "BatchWriteItem",
                IntStream.range(0, items)
                        .mapToObj(number -> "{'PutRequest': {'Item': %s}}".formatted(item(random.nextLong(), number)))
                        .collect(Collectors.joining(",", "{'RequestItems': {'" + TABLE + "': [", "]}}")));
    }

    private static byte[] transaction(Random random, int items, boolean oneKey, boolean named) {
        var first = random.nextLong();
        var token = named ? "'ClientRequestToken': '" + random.nextLong() + "', " : "";
        return PlainClient.request(
                "TransactWriteItems",
                IntStream.range(0, items)
                        .mapToObj(number -> "{'Put': {'TableName': '%s', 'Item': %s}}"
                                .formatted(TABLE, item(oneKey ? first : random.nextLong(), number)))
                        .collect(Collectors.joining(",", "{" + token + "'TransactItems': [", "]}")));
    }

    /** One of a million items under one of 40,000 partition keys. */
    private static String item(long key, int number) {
        return "{'pk': {'S': 'key-%d'}, 'sk': {'N': '%d'}, 'payload': {'S': '%s'}}"
                .formatted(Math.floorMod(key, 40_000), number, PAYLOAD);
    }

    private static byte[] creation() {
        return PlainClient.request("CreateTable", """
                {'TableName': '%s', 'BillingMode': 'PAY_PER_REQUEST',
                 'AttributeDefinitions': [{'AttributeName': 'pk', 'AttributeType': 'S'},
                    {'AttributeName': 'sk', 'AttributeType': 'N'}],
                 'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}, {'AttributeName': 'sk', 'KeyType': 'RANGE'}]}
                """.formatted(TABLE));
    }

    /** What was done in each second, and the share of the requests that was refused. */
    private record Throughput(double requests, double items, double refused) {}
}
