package io.galena.standalone.sdk;

import static io.galena.standalone.sdk.Refusals.assertInvalid;
import static io.galena.standalone.sdk.Refusals.assertRefused;
import static io.galena.standalone.sdk.TestValues.item;
import static io.galena.standalone.sdk.TestValues.n;
import static io.galena.standalone.sdk.TestValues.unused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** TransactWriteItems and TransactGetItems. */
@OnEveryEndpoint
class TransactionsTest {
    private static final String CANCELLED =
            "Transaction cancelled, please refer cancellation reasons for specific reasons ";

    private final DynamoDbClient client;
    private final String plain;
    private final String numbered;
    private final AttributeValue pk = unused();

    TransactionsTest(Endpoint endpoint) {
        this.client = endpoint.client();
        this.plain = endpoint.table(TableShape.PLAIN);
        this.numbered = endpoint.table(TableShape.NUMBERED);
    }

    @Test
    void everyKindOfActionOnSeveralTables() {
        write(put(plain, item("pk", pk, "v", n(1))), put(numbered, item("pk", pk, "sk", n(1))));

        write(
                TransactWriteItem.builder()
                        .update(update -> update.tableName(plain)
                                .key(item("pk", pk))
                                .updateExpression("ADD v :one")
                                .expressionAttributeValues(Map.of(":one", n(1))))
                        .build(),
                TransactWriteItem.builder()
                        .delete(delete -> delete.tableName(numbered).key(item("pk", pk, "sk", n(1))))
                        .build(),
                check(numbered, item("pk", pk, "sk", n(2)), "attribute_not_exists(pk)"));

        assertThat(get(key(plain, item("pk", pk)), key(numbered, item("pk", pk, "sk", n(1)))))
                .containsExactly(item("pk", pk, "v", n(2)), Map.of());
    }

    @Test
    void aHundredItemsAreOneTransactionAndOneMoreIsTooMany() {
        var puts = IntStream.range(0, 100)
                .mapToObj(sk -> put(numbered, item("pk", pk, "sk", n(sk))))
                .toList();
        client.transactWriteItems(request -> request.transactItems(puts));

        var found = client.transactGetItems(request -> request.transactItems(IntStream.range(0, 100)
                .mapToObj(sk -> key(numbered, item("pk", pk, "sk", n(sk))))
                .toList()));
        var tooMany = new ArrayList<>(puts);
        tooMany.add(put(plain, item("pk", pk)));

        assertThat(found.responses()).hasSize(100).allMatch(ItemResponse::hasItem);
        assertThat(Refusals.refusal(() -> client.transactWriteItems(request -> request.transactItems(tooMany)))
                        .awsErrorDetails()
                        .errorMessage())
                .contains("Member must have length less than or equal to 100");
    }

    @Test
    void reasonsComeInTheOrderOfTheActionsWithItemsWhereAskedFor() {
        write(put(plain, item("pk", pk, "v", n(1))));

        var cancelled = catchThrowableOfType(
                TransactionCanceledException.class,
                () -> write(
                        put(numbered, item("pk", pk, "sk", n(1))),
                        TransactWriteItem.builder()
                                .put(put -> put.tableName(plain)
                                        .item(item("pk", pk))
                                        .conditionExpression("attribute_not_exists(pk)")
                                        .returnValuesOnConditionCheckFailure(
                                                ReturnValuesOnConditionCheckFailure.ALL_OLD))
                                .build(),
                        check(numbered, item("pk", pk, "sk", n(9)), "attribute_exists(pk)")));

        assertThat(cancelled.awsErrorDetails().errorMessage())
                .isEqualTo(CANCELLED + "[None, ConditionalCheckFailed, ConditionalCheckFailed]");
        assertThat(cancelled.cancellationReasons())
                .extracting(CancellationReason::code)
                .containsExactly("None", "ConditionalCheckFailed", "ConditionalCheckFailed");
        assertThat(cancelled.cancellationReasons().get(0).message()).isNull();
        assertThat(cancelled.cancellationReasons().get(1).message()).isEqualTo("The conditional request failed");
        assertThat(cancelled.cancellationReasons().get(1).item()).isEqualTo(item("pk", pk, "v", n(1)));
        assertThat(get(key(numbered, item("pk", pk, "sk", n(1))))).containsExactly(Map.of());
    }

    @Test
    void aTokenMakesARequestOneThatIsDoneOnce() {
        var token = unused().s();
        var add = List.of(TransactWriteItem.builder()
                .update(update -> update.tableName(plain)
                        .key(item("pk", pk))
                        .updateExpression("ADD v :one")
                        .expressionAttributeValues(Map.of(":one", n(1))))
                .build());

        for (var i = 0; i < 3; i++) {
            client.transactWriteItems(request -> request.transactItems(add).clientRequestToken(token));
        }

        assertThat(get(key(plain, item("pk", pk)))).containsExactly(item("pk", pk, "v", n(1)));
        assertThat(catchThrowableOfType(
                        IdempotentParameterMismatchException.class,
                        () -> client.transactWriteItems(request -> request.transactItems(put(plain, item("pk", pk)))
                                .clientRequestToken(token))))
                .isNotNull();
    }

    @Test
    void whatIsWrongWithTheRequestItselfIsRefusedAsAWhole() {
        assertInvalid(
                () -> write(put(plain, item("pk", pk)), check(plain, item("pk", pk), "attribute_exists(pk)")),
                "Transaction request cannot include multiple operations on one item");
        assertInvalid(
                () -> get(key(plain, item("pk", pk)), key(plain, item("pk", pk))),
                "Transaction request cannot include multiple operations on one item");
        assertRefused(
                () -> write(put(plain, item("pk", pk)), put("no-such-table", item("pk", pk))),
                "ResourceNotFoundException",
                "Requested resource not found");
    }

    @Test
    void aTransactionCostsTwice() {
        var written = client.transactWriteItems(request ->
                request.transactItems(put(plain, item("pk", pk))).returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
        var read = client.transactGetItems(request ->
                request.transactItems(key(plain, item("pk", pk))).returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));

        assertThat(written.consumedCapacity()).singleElement().satisfies(cost -> {
            assertThat(cost.capacityUnits()).isEqualTo(2);
            assertThat(cost.writeCapacityUnits()).isEqualTo(2);
        });
        assertThat(read.consumedCapacity()).singleElement().satisfies(cost -> {
            assertThat(cost.capacityUnits()).isEqualTo(2);
            assertThat(cost.readCapacityUnits()).isEqualTo(2);
        });
    }

    private void write(TransactWriteItem... actions) {
        client.transactWriteItems(request -> request.transactItems(actions));
    }

    private List<Map<String, AttributeValue>> get(TransactGetItem... gets) {
        return client.transactGetItems(request -> request.transactItems(gets)).responses().stream()
                .map(ItemResponse::item)
                .toList();
    }

    private static TransactWriteItem put(String table, Map<String, AttributeValue> item) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table).item(item))
                .build();
    }

    private static TransactWriteItem check(String table, Map<String, AttributeValue> key, String condition) {
        return TransactWriteItem.builder()
                .conditionCheck(check -> check.tableName(table).key(key).conditionExpression(condition))
                .build();
    }

    private static TransactGetItem key(String table, Map<String, AttributeValue> key) {
        return TransactGetItem.builder()
                .get(get -> get.tableName(table).key(key))
                .build();
    }
}
