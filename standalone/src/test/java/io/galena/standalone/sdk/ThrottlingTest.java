package io.galena.standalone.sdk;

import static io.galena.standalone.sdk.TestValues.item;
import static io.galena.standalone.sdk.TestValues.s;
import static io.galena.standalone.sdk.TestValues.text;
import static io.galena.standalone.sdk.Writes.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementErrorCodeEnum;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Requests beyond what their table may take. */
@OnEveryEndpoint
class ThrottlingTest {
    private static final String EXCEEDED = "The level of configured provisioned throughput for the table was exceeded."
            + " Consider increasing your provisioning level with the UpdateTable API.";

    private final Endpoint endpoint;
    private final DynamoDbClient client;

    ThrottlingTest(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.client = endpoint.client();
    }

    @Test
    void writesAndReadsOfAnExhaustedTableAreThrottledUntilItGetsMore() {
        var table = exhausted();

        assertThatThrownBy(() -> client.putItem(put -> put.tableName(table).item(item("pk", s("a")))))
                .isInstanceOfSatisfying(ProvisionedThroughputExceededException.class, error -> {
                    assertThat(error.awsErrorDetails().errorMessage()).isEqualTo(EXCEEDED);
                    assertThat(error.throttlingReasons()).singleElement().satisfies(reason -> {
                        assertThat(reason.reason()).isEqualTo("TableWriteProvisionedThroughputExceeded");
                        assertThat(reason.resource()).isEqualTo(endpoint.arn(table));
                    });
                });
        assertThatThrownBy(() -> client.executeStatement(
                        statement -> statement.statement("INSERT INTO \"" + table + "\" VALUE {'pk': 'a'}")))
                .isInstanceOf(ProvisionedThroughputExceededException.class);
        assertThat(client.scan(scan -> scan.tableName(table).select("COUNT")).count())
                .isEqualTo(1);

        client.updateTable(update -> update.tableName(table)
                .provisionedThroughput(more -> more.readCapacityUnits(1L).writeCapacityUnits(1_000L)));

        var end = Instant.now().plus(Duration.ofSeconds(90));
        while (!puts(table)) {
            assertThat(Instant.now()).isBefore(end);
        }
    }

    @Test
    void batchesHandBackWhatIsThrottledAndFailOnlyIfThatIsAll() {
        var table = exhausted();
        var other = endpoint.table(TableShape.PLAIN);
        var writes = List.of(put(item("pk", s("a"))));

        var written = client.batchWriteItem(batch -> batch.requestItems(Map.of(table, writes, other, writes)));
        assertThat(written.unprocessedItems()).isEqualTo(Map.of(table, writes));
        assertThatThrownBy(() -> client.batchWriteItem(batch -> batch.requestItems(Map.of(table, writes))))
                .isInstanceOf(ProvisionedThroughputExceededException.class)
                .hasMessageContaining(EXCEEDED);

        var keys = KeysAndAttributes.builder()
                .keys(List.of(item("pk", s("large"))))
                .consistentRead(true)
                .build();
        var both = Map.of(table, keys, other, keys);
        var found = client.batchGetItem(batch -> batch.requestItems(both));
        for (var read = 0; read < 5 && found.unprocessedKeys().isEmpty(); read++) {
            found = client.batchGetItem(batch -> batch.requestItems(both));
        }
        assertThat(found.unprocessedKeys()).containsOnlyKeys(table);
        assertThatThrownBy(() -> client.batchGetItem(batch -> batch.requestItems(Map.of(table, keys))))
                .isInstanceOf(ProvisionedThroughputExceededException.class);
    }

    @Test
    void aTransactionThatIsThrottledIsCancelled() {
        var table = exhausted();
        var other = endpoint.table(TableShape.PLAIN);

        assertThatThrownBy(() -> client.transactWriteItems(
                        transaction -> transaction.transactItems(List.of(putting(other), putting(table)))))
                .isInstanceOfSatisfying(
                        TransactionCanceledException.class,
                        error -> assertThat(error.cancellationReasons())
                                .containsExactly(
                                        CancellationReason.builder()
                                                .code("None")
                                                .build(),
                                        CancellationReason.builder()
                                                .code("ProvisionedThroughputExceeded")
                                                .message(EXCEEDED)
                                                .build()));
    }

    @Test
    void anOnDemandTableIsHeldToItsMaximum() {
        var table = endpoint.newTable(request -> {
            TableShape.PLAIN.define(request);
            request.onDemandThroughput(most -> most.maxReadRequestUnits(1L).maxWriteRequestUnits(1L));
        });
        client.putItem(put -> put.tableName(table).item(item("pk", s("large"), "v", text(50_000))));

        assertThatThrownBy(() -> client.putItem(put -> put.tableName(table).item(item("pk", s("a")))))
                .isInstanceOfSatisfying(ThrottlingException.class, error -> {
                    assertThat(error.awsErrorDetails().errorMessage())
                            .isEqualTo(
                                    "Throughput exceeds the maximum OnDemandThroughput configured on table or index");
                    assertThat(error.throttlingReasons())
                            .singleElement()
                            .satisfies(reason ->
                                    assertThat(reason.reason()).isEqualTo("TableWriteMaxOnDemandThroughputExceeded"));
                });
    }

    /** What such a request costs may be more than a full bucket: it goes into debt, as a single write does. */
    @Test
    void aRequestOfManyPartsPassesWhenThereIsSomethingLeftForEach() {
        var table = endpoint.newTable(request -> {
            TableShape.INDEXED.define(request);
            request.onDemandThroughput(most -> most.maxReadRequestUnits(3L).maxWriteRequestUnits(5L));
        });
        var puts = IntStream.range(0, 6)
                .mapToObj(n -> TransactWriteItem.builder()
                        .put(put -> put.tableName(table)
                                .item(item("pk", s("a"), "sk", s("s" + n), "c", s("c" + n), "v", s("v"))))
                        .build())
                .toList();
        client.transactWriteItems(transaction -> transaction.transactItems(puts));
        var gets = IntStream.range(0, 6)
                .mapToObj(n -> TransactGetItem.builder()
                        .get(get -> get.tableName(table).key(item("pk", s("a"), "sk", s("s" + n))))
                        .build())
                .toList();
        assertThat(client.transactGetItems(transaction -> transaction.transactItems(gets))
                        .responses())
                .allSatisfy(found -> assertThat(found.item()).containsKey("v"));

        var page = untilItPasses(() -> client.query(query -> query.tableName(table)
                .indexName(TableShape.KEYS)
                .select(Select.ALL_ATTRIBUTES)
                .keyConditionExpression("pk = :a")
                .expressionAttributeValues(Map.of(":a", s("a")))));
        assertThat(page.items())
                .hasSize(6)
                .allSatisfy(found -> assertThat(found).containsKey("v"));
    }

    @Test
    void ofABatchOfStatementsThoseAreReadThatThereIsSomethingLeftFor() {
        var table = endpoint.newTable(request -> {
            TableShape.PLAIN.define(request);
            request.onDemandThroughput(most -> most.maxReadRequestUnits(2L));
        });
        client.putItem(put -> put.tableName(table).item(item("pk", s("k0"))));
        var selects = IntStream.range(0, 25)
                .mapToObj(n -> BatchStatementRequest.builder()
                        .statement("SELECT * FROM \"" + table + "\" WHERE pk = 'k" + n + "'")
                        .consistentRead(true)
                        .build())
                .toList();

        var answers =
                client.batchExecuteStatement(batch -> batch.statements(selects)).responses();

        assertThat(answers.getFirst().item()).isNotEmpty();
        var wanted = IntStream.range(0, 40).mapToObj(n -> "'k" + n + "'").collect(Collectors.joining(",", "[", "]"));
        var page = untilItPasses(() -> client.executeStatement(select ->
                select.consistentRead(true).statement("SELECT * FROM \"" + table + "\" WHERE pk IN " + wanted)));
        assertThat(page.nextToken()).as("where the page was cut").isNotEmpty();
        assertThat(answers.stream()
                        .filter(answer -> answer.error() != null
                                && answer.error().code() == BatchStatementErrorCodeEnum.THROTTLING_ERROR))
                .hasSizeBetween(1, 23);
    }

    @Test
    void aClientThatTriesAgainGetsThrough() {
        var table = endpoint.newTable(request -> {
            TableShape.PLAIN.define(request);
            request.onDemandThroughput(most -> most.maxWriteRequestUnits(5L));
        });
        var settings = client.serviceClientConfiguration();
        try (var patient = DynamoDbClient.builder()
                .endpointOverride(settings.endpointOverride().orElseThrow())
                .region(settings.region())
                .credentialsProvider(settings.credentialsProvider())
                .build()) {
            for (var i = 0; i < 15; i++) {
                var key = s("k" + i);
                patient.putItem(put -> put.tableName(table).item(item("pk", key)));
            }
        }

        assertThat(client.scan(scan -> scan.tableName(table).select("COUNT")).count())
                .isEqualTo(15);
    }

    /** A table of one unit a second that has spent the writes of almost seven minutes. */
    private String exhausted() {
        var table = endpoint.newTable(request -> {
            TableShape.PLAIN.define(request);
            request.billingMode(BillingMode.PROVISIONED)
                    .provisionedThroughput(least -> least.readCapacityUnits(1L).writeCapacityUnits(1L));
        });
        client.putItem(put -> put.tableName(table).item(item("pk", s("large"), "v", text(400 * 1024 - 100))));
        return table;
    }

    private static <T> T untilItPasses(Supplier<T> request) {
        var end = Instant.now().plus(Duration.ofSeconds(90));
        while (true) {
            try {
                return request.get();
            } catch (ThrottlingException e) {
                assertThat(Instant.now()).isBefore(end);
            }
        }
    }

    private static TransactWriteItem putting(String table) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table).item(item("pk", s("a"))))
                .build();
    }

    private boolean puts(String table) {
        try {
            client.putItem(put -> put.tableName(table).item(item("pk", s("a"))));
            return true;
        } catch (ProvisionedThroughputExceededException e) {
            return false;
        }
    }
}
