package io.galena.standalone.sdk;

import static io.galena.standalone.sdk.TestValues.item;
import static io.galena.standalone.sdk.TestValues.n;
import static io.galena.standalone.sdk.TestValues.s;
import static io.galena.standalone.sdk.TestValues.ss;
import static io.galena.standalone.sdk.TestValues.unused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeAction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;
import software.amazon.awssdk.services.dynamodb.model.Condition;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;

/** The parameters that there were before expressions, which clients such as the Kinesis Client Library still use. */
@OnEveryEndpoint
class LegacyParametersTest {
    private final DynamoDbClient client;
    private final String table;
    private final Map<String, AttributeValue> key = item("pk", unused(), "sk", n(1));

    LegacyParametersTest(Endpoint endpoint) {
        this.client = endpoint.client();
        this.table = endpoint.table(TableShape.NUMBERED);
    }

    @Test
    void anItemIsPutOnlyIfWhatIsExpectedIsTrue() {
        var absent = Map.of("pk", ExpectedAttributeValue.builder().exists(false).build());
        var item = TestValues.with(key, "counter", n(1));

        client.putItem(put -> put.tableName(table).item(item).expected(absent));

        assertThatThrownBy(() ->
                        client.putItem(put -> put.tableName(table).item(key).expected(absent)))
                .isInstanceOf(ConditionalCheckFailedException.class);
        assertThat(client.getItem(get -> get.tableName(table).key(key)).item()).isEqualTo(item);
    }

    @Test
    void attributesArePutAddedAndDeleted() {
        client.putItem(put ->
                put.tableName(table).item(TestValues.with(TestValues.with(key, "counter", n(1)), "ss", ss("a", "b"))));

        var answer = client.updateItem(update -> update.tableName(table)
                .key(key)
                .attributeUpdates(Map.of(
                        "counter", change(AttributeAction.ADD, n(2)),
                        "owner", change(AttributeAction.PUT, s("me")),
                        "ss", change(AttributeAction.DELETE, ss("a"))))
                .expected(Map.of(
                        "counter", ExpectedAttributeValue.builder().value(n(1)).build()))
                .returnValues("UPDATED_NEW"));

        assertThat(answer.attributes()).isEqualTo(item("counter", n(3), "owner", s("me"), "ss", ss("b")));
    }

    @Test
    void itemsAreQueriedAndScannedByConditions() {
        for (var sk = 1; sk <= 4; sk++) {
            var item = item("pk", TestValues.at(key, "pk"), "sk", n(sk), "v", n(sk % 2));
            client.putItem(put -> put.tableName(table).item(item));
        }
        var partition = condition(ComparisonOperator.EQ, TestValues.at(key, "pk"));

        var queried = client.query(query -> query.tableName(table)
                .keyConditions(Map.of("pk", partition, "sk", condition(ComparisonOperator.BETWEEN, n(2), n(4))))
                .queryFilter(Map.of("v", condition(ComparisonOperator.EQ, n(0))))
                .attributesToGet("sk"));
        var scanned = client
                .scanPaginator(scan -> scan.tableName(table)
                        .scanFilter(Map.of("pk", partition, "v", condition(ComparisonOperator.EQ, n(1)))))
                .items()
                .stream();

        assertThat(queried.items()).containsExactly(item("sk", n(2)), item("sk", n(4)));
        assertThat(queried.scannedCount()).isEqualTo(3);
        assertThat(scanned.map(item -> TestValues.at(item, "sk"))).containsExactlyInAnyOrder(n(1), n(3));
    }

    private static AttributeValueUpdate change(AttributeAction action, AttributeValue value) {
        return AttributeValueUpdate.builder().action(action).value(value).build();
    }

    private static Condition condition(ComparisonOperator operator, AttributeValue... values) {
        return Condition.builder()
                .comparisonOperator(operator)
                .attributeValueList(List.of(values))
                .build();
    }
}
