package io.galena.standalone.sdk;

import static io.galena.standalone.sdk.Refusals.assertInvalid;
import static io.galena.standalone.sdk.Refusals.refusal;
import static io.galena.standalone.sdk.TestValues.item;
import static io.galena.standalone.sdk.TestValues.l;
import static io.galena.standalone.sdk.TestValues.m;
import static io.galena.standalone.sdk.TestValues.n;
import static io.galena.standalone.sdk.TestValues.s;
import static io.galena.standalone.sdk.TestValues.unused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** What writes answer of the item, before and after. */
@OnEveryEndpoint
class ReturnValuesTest {
    private final DynamoDbClient client;
    private final String table;
    private final AttributeValue pk = unused();

    ReturnValuesTest(Endpoint endpoint) {
        this.client = endpoint.client();
        this.table = endpoint.table(TableShape.PLAIN);
    }

    @Test
    void putAndDeleteAnswerTheOldItemIfThereWasOne() {
        var item = item("pk", pk, "v", n(1));

        var first = client.putItem(put -> put.tableName(table).item(item).returnValues("ALL_OLD"));
        var second = client.putItem(
                put -> put.tableName(table).item(item("pk", pk, "v", n(2))).returnValues("ALL_OLD"));
        var silent = client.putItem(put -> put.tableName(table).item(item).returnValues("NONE"));
        var delete = client.deleteItem(
                request -> request.tableName(table).key(item("pk", pk)).returnValues("ALL_OLD"));
        var nothing = client.deleteItem(
                request -> request.tableName(table).key(item("pk", pk)).returnValues("ALL_OLD"));

        assertThat(first.hasAttributes()).isFalse();
        assertThat(second.attributes()).isEqualTo(item);
        assertThat(silent.hasAttributes()).isFalse();
        assertThat(delete.attributes()).isEqualTo(item);
        assertThat(nothing.hasAttributes()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"ALL_NEW", "UPDATED_OLD", "UPDATED_NEW"})
    void putAndDeleteHaveNoNewAttributesToAnswer(ReturnValue values) {
        assertInvalid(
                () -> client.putItem(
                        put -> put.tableName(table).item(item("pk", pk)).returnValues(values)),
                "ReturnValues can only be ALL_OLD or NONE");
        assertInvalid(
                () -> client.deleteItem(
                        delete -> delete.tableName(table).key(item("pk", pk)).returnValues(values)),
                "ReturnValues can only be ALL_OLD or NONE");
    }

    @Test
    void updateAnswersEachImageWholeOrWhatWasNamed() {
        var item = item("pk", pk, "v", n(1), "other", s("o"), "m", m("p", n(1), "q", n(2)), "l", l(n(0), n(1), n(2)));
        client.putItem(put -> put.tableName(table).item(item));

        assertThat(update(ReturnValue.NONE).hasAttributes()).isFalse();
        assertThat(update(ReturnValue.ALL_OLD).attributes())
                .isEqualTo(item(
                        "pk", pk, "v", n(2), "other", s("o"), "m", m("p", n(2), "q", n(2)), "l", l(n(0), n(2), n(2))));
        assertThat(update(ReturnValue.UPDATED_OLD).attributes())
                .isEqualTo(item("v", n(3), "m", m("p", n(3)), "l", l(n(3))));
        assertThat(update(ReturnValue.UPDATED_NEW).attributes())
                .isEqualTo(item("v", n(5), "m", m("p", n(5)), "l", l(n(5))));
        assertThat(update(ReturnValue.ALL_NEW).attributes())
                .isEqualTo(item(
                        "pk", pk, "v", n(6), "other", s("o"), "m", m("p", n(6), "q", n(2)), "l", l(n(0), n(6), n(2))));
    }

    @Test
    void updateOfAMissingItemHasOnlyNewAttributes() {
        assertThat(add(unused(), ReturnValue.ALL_OLD).hasAttributes()).isFalse();
        assertThat(add(unused(), ReturnValue.UPDATED_OLD).hasAttributes()).isFalse();
        assertThat(add(unused(), ReturnValue.UPDATED_NEW).attributes()).isEqualTo(item("v", n(1)));
        assertThat(add(pk, ReturnValue.ALL_NEW).attributes()).isEqualTo(item("pk", pk, "v", n(1)));
    }

    @Test
    void whatWasRemovedIsAmongTheOldAttributesOnly() {
        client.putItem(put -> put.tableName(table).item(item("pk", pk, "v", n(1), "w", n(1))));

        var removed = client.updateItem(update -> update.tableName(table)
                .key(item("pk", pk))
                .updateExpression("REMOVE v")
                .returnValues(ReturnValue.UPDATED_OLD));
        var again = client.updateItem(update -> update.tableName(table)
                .key(item("pk", pk))
                .updateExpression("REMOVE w")
                .returnValues(ReturnValue.UPDATED_NEW));

        assertThat(removed.attributes()).isEqualTo(item("v", n(1)));
        assertThat(again.hasAttributes()).isFalse();
    }

    @Test
    void theItemThatFailedAConditionIsShownOnRequestOnly() {
        var item = item("pk", pk, "v", n(1));
        client.putItem(put -> put.tableName(table).item(item));

        assertThat(failedPut(pk, ReturnValuesOnConditionCheckFailure.ALL_OLD)).isEqualTo(item);
        assertThat(failedUpdate(pk, ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .isEqualTo(item);
        assertThat(failedDelete(pk, ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .isEqualTo(item);
        assertThat(failedPut(pk, ReturnValuesOnConditionCheckFailure.NONE)).isEmpty();
        assertThat(failedUpdate(pk, ReturnValuesOnConditionCheckFailure.NONE)).isEmpty();
        assertThat(failedDelete(pk, ReturnValuesOnConditionCheckFailure.NONE)).isEmpty();
    }

    @Test
    void aMissingItemThatFailedAConditionIsNotShown() {
        assertThat(failedPut(pk, ReturnValuesOnConditionCheckFailure.ALL_OLD)).isEmpty();
        assertThat(failedUpdate(pk, ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .isEmpty();
        assertThat(failedDelete(pk, ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .isEmpty();
    }

    private UpdateItemResponse update(ReturnValue values) {
        return client.updateItem(update -> update.tableName(table)
                .key(item("pk", pk))
                .updateExpression("SET v = v + :one, m.p = m.p + :one, l[1] = l[1] + :one")
                .expressionAttributeValues(item(":one", n(1)))
                .returnValues(values));
    }

    private UpdateItemResponse add(AttributeValue key, ReturnValue values) {
        return client.updateItem(update -> update.tableName(table)
                .key(item("pk", key))
                .updateExpression("ADD v :one")
                .expressionAttributeValues(item(":one", n(1)))
                .returnValues(values));
    }

    private Map<String, AttributeValue> failedPut(AttributeValue key, ReturnValuesOnConditionCheckFailure values) {
        return shown(() -> client.putItem(put -> put.tableName(table)
                .item(item("pk", key, "new", n(1)))
                .conditionExpression("attribute_exists(nothing)")
                .returnValuesOnConditionCheckFailure(values)));
    }

    private Map<String, AttributeValue> failedUpdate(AttributeValue key, ReturnValuesOnConditionCheckFailure values) {
        return shown(() -> client.updateItem(update -> update.tableName(table)
                .key(item("pk", key))
                .updateExpression("REMOVE v")
                .conditionExpression("attribute_exists(nothing)")
                .returnValuesOnConditionCheckFailure(values)));
    }

    private Map<String, AttributeValue> failedDelete(AttributeValue key, ReturnValuesOnConditionCheckFailure values) {
        return shown(() -> client.deleteItem(delete -> delete.tableName(table)
                .key(item("pk", key))
                .conditionExpression("attribute_exists(nothing)")
                .returnValuesOnConditionCheckFailure(values)));
    }

    private static Map<String, AttributeValue> shown(ThrowingCallable call) {
        var error = refusal(call);
        assertThat(error.awsErrorDetails().errorMessage()).isEqualTo("The conditional request failed");
        assertThat(error).isInstanceOf(ConditionalCheckFailedException.class);
        return ((ConditionalCheckFailedException) error).item();
    }
}
