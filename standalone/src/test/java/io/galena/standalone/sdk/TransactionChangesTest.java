package io.galena.standalone.sdk;

import static io.galena.standalone.sdk.TestValues.at;
import static io.galena.standalone.sdk.TestValues.item;
import static io.galena.standalone.sdk.TestValues.n;
import static io.galena.standalone.sdk.TestValues.s;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** What streams and global indexes get to know of transactions: under one key, and under many, which lie in all shards. */
@OnEveryEndpoint
class TransactionChangesTest {
    private static final int KEYS = 12;

    private final Endpoint endpoint;
    private final DynamoDbClient client;

    TransactionChangesTest(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.client = endpoint.client();
    }

    @Test
    void recordsHaveTheImagesAndTheEventNamesOfWhatTheTransactionDid() {
        var stream = endpoint.newStream(StreamViewType.NEW_AND_OLD_IMAGES);
        write(IntStream.range(0, KEYS).mapToObj(i -> put(stream.table(), item("pk", key(i), "v", n(1)))));
        write(IntStream.range(0, KEYS).mapToObj(i -> switch (i % 3) {
            case 0 -> put(stream.table(), item("pk", key(i), "v", n(2)));
            case 1 -> add(stream.table(), key(i));
            default -> delete(stream.table(), key(i));
        }));

        var byKey = byKey(stream.all());

        assertThat(byKey).hasSize(KEYS);
        byKey.forEach((key, records) -> {
            var first = item("pk", s(key), "v", n(1));
            var second = item("pk", s(key), "v", n(2));
            var removed = Integer.parseInt(key.substring(1)) % 3 == 2;
            assertThat(records)
                    .extracting(Record::eventName)
                    .containsExactly(OperationType.INSERT, removed ? OperationType.REMOVE : OperationType.MODIFY);
            assertThat(records).extracting(each -> each.dynamodb().oldImage()).isEqualTo(List.of(Map.of(), first));
            assertThat(records)
                    .extracting(each -> each.dynamodb().newImage())
                    .isEqualTo(List.of(first, removed ? Map.of() : second));
        });
    }

    @Test
    void actionsThatChangeNothingLeaveNoRecord() {
        var stream = endpoint.newStream(StreamViewType.NEW_AND_OLD_IMAGES);
        write(IntStream.range(0, KEYS).mapToObj(i -> put(stream.table(), item("pk", key(i), "v", n(1)))));
        // As it is; not there; only looked at; and one change.
        write(IntStream.range(0, KEYS).mapToObj(i -> switch (i) {
            case 0 -> put(stream.table(), item("pk", key(i), "v", n(2)));
            case 1 -> delete(stream.table(), s("missing"));
            case 2 -> check(stream.table(), key(i));
            default -> put(stream.table(), item("v", n("1.0"), "pk", key(i)));
        }));
        write(IntStream.range(0, KEYS).mapToObj(i -> check(stream.table(), key(i))));
        // Another one that is cancelled.
        assertThat(Refusals.refusal(() -> write(IntStream.range(0, KEYS)
                        .mapToObj(i -> i == 5
                                ? check(stream.table(), s("missing"))
                                : put(stream.table(), item("pk", key(i), "v", n(3)))))))
                .isInstanceOf(TransactionCanceledException.class);

        var records = stream.all();

        assertThat(records).hasSize(KEYS + 1);
        assertThat(byKey(records).getOrDefault("k0", List.of())).hasSize(2);
    }

    @Test
    void allRecordsOfATransactionTellTheSameTime() {
        var stream = endpoint.newStream(StreamViewType.NEW_AND_OLD_IMAGES);
        var rounds = 30;
        for (var round = 0; round < rounds; round++) {
            var value = n(round);
            write(IntStream.range(0, KEYS).mapToObj(i -> put(stream.table(), item("pk", key(i), "v", value))));
        }

        var times = stream.all().stream()
                .collect(Collectors.groupingBy(
                        each -> at(each.dynamodb().newImage(), "v").n(),
                        Collectors.mapping(each -> each.dynamodb().approximateCreationDateTime(), Collectors.toSet())));

        assertThat(times)
                .hasSize(rounds)
                .allSatisfy((round, different) -> assertThat(different).hasSize(1));
    }

    @Test
    void indexesEqualWhatTransactionsLeaveWhoeverElseWrites() throws InterruptedException {
        var table = endpoint.newTable(request -> request.attributeDefinitions(
                        TableShape.attribute("pk", "S"), TableShape.attribute("c", "S"), TableShape.attribute("d", "N"))
                .keySchema(TableShape.keys("pk"))
                .globalSecondaryIndexes(
                        GlobalIndexes.global("by-c", "ALL", "c", "d"), GlobalIndexes.global("by-d", "KEYS_ONLY", "d")));
        var others = new IndexWriters(table, 2, 1);
        var done = new AtomicInteger();
        var threads = new ArrayList<>(others.start(client, () -> done.get() < 4));
        for (var number = 0; number < 4; number++) {
            var random = new Random(number);
            threads.add(Thread.ofVirtual().start(() -> {
                for (var round = 0; round < 40; round++) {
                    tryToWrite(table, random);
                }
                done.incrementAndGet();
            }));
        }
        for (var thread : threads) {
            thread.join();
        }

        GlobalIndexCheck.awaitAllEqual(client, table);
    }

    /** Four actions on keys that the other writers use too. */
    private void tryToWrite(String table, Random random) {
        var actions = random.ints(0, 40)
                .distinct()
                .limit(4)
                .mapToObj(i -> {
                    var pk = s("key-" + i);
                    var other = new HashMap<>(item("pk", pk, "c", s("c" + random.nextInt(5))));
                    if (random.nextBoolean()) {
                        other.put("d", n(random.nextInt(5)));
                    }
                    return switch (random.nextInt(3)) {
                        case 0 -> delete(table, pk);
                        case 1 -> add(table, pk);
                        default -> put(table, other);
                    };
                })
                .toList();
        try {
            client.transactWriteItems(request -> request.transactItems(actions));
        } catch (TransactionCanceledException | TransactionConflictException e) {
            // Somebody else had one of the items.
        }
    }

    private void write(Stream<TransactWriteItem> actions) {
        client.transactWriteItems(request -> request.transactItems(actions.toList()));
    }

    private static Map<String, List<Record>> byKey(List<Record> records) {
        return records.stream()
                .collect(Collectors.groupingBy(
                        each -> at(each.dynamodb().keys(), "pk").s()));
    }

    private static AttributeValue key(int number) {
        return s("k" + number);
    }

    private static TransactWriteItem put(String table, Map<String, AttributeValue> item) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table).item(item))
                .build();
    }

    private static TransactWriteItem add(String table, AttributeValue pk) {
        return TransactWriteItem.builder()
                .update(update -> update.tableName(table)
                        .key(item("pk", pk))
                        .updateExpression("ADD v :one")
                        .expressionAttributeValues(Map.of(":one", n(1))))
                .build();
    }

    private static TransactWriteItem delete(String table, AttributeValue pk) {
        return TransactWriteItem.builder()
                .delete(delete -> delete.tableName(table).key(item("pk", pk)))
                .build();
    }

    private static TransactWriteItem check(String table, AttributeValue pk) {
        return TransactWriteItem.builder()
                .conditionCheck(
                        check -> check.tableName(table).key(item("pk", pk)).conditionExpression("attribute_exists(pk)"))
                .build();
    }
}
