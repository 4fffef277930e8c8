package io.galena.standalone.sdk;

import static io.galena.standalone.sdk.Refusals.INVALID;
import static io.galena.standalone.sdk.Refusals.assertInvalid;
import static io.galena.standalone.sdk.TestValues.item;
import static io.galena.standalone.sdk.TestValues.n;
import static io.galena.standalone.sdk.TestValues.s;
import static io.galena.standalone.sdk.TestValues.unused;

import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** What Query refuses, and what it finds first when more than one thing is wrong. */
@OnEveryEndpoint
class QueryErrorsTest {
    private final DynamoDbClient client;
    private final String numbered;
    private final String indexed;
    private final AttributeValue pk = unused();

    QueryErrorsTest(Endpoint endpoint) {
        this.client = endpoint.client();
        this.numbered = endpoint.table(TableShape.NUMBERED);
        this.indexed = endpoint.table(TableShape.INDEXED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sk = :n | Query condition missed key schema element: pk",
                "pk > :pk | Query key condition not supported",
                "pk = :pk AND v = :n | Query condition missed key schema element: sk",
                "pk = :pk AND sk = :n AND v = :n | Conditions can be of length 1 or 2 only",
                "pk = :pk AND sk = :pk | One or more parameter values were invalid: Condition parameter type does not match"
                        + " schema type",
                "pk = :pk AND sk <> :n | Invalid operator used in KeyConditionExpression: <>",
                "pk = :pk OR sk = :n | Invalid operator used in KeyConditionExpression: OR",
                "NOT pk = :pk | Invalid operator used in KeyConditionExpression: NOT",
                "pk = :pk AND attribute_exists(sk) | Invalid operator used in KeyConditionExpression: attribute_exists",
                "pk = :pk AND pk = :pk | KeyConditionExpressions must only contain one" + " condition per key",
                "pk = :pk AND sk BETWEEN :n AND :one | Invalid KeyConditionExpression: The BETWEEN operator requires upper"
                        + " bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {N:10},"
                        + " upper bound operand: AttributeValue: {N:1}",
                "pk = :pk AND begins_with(sk, :n) | Invalid KeyConditionExpression: Incorrect operand type for operator or"
                        + " function; operator or function: begins_with, operand type: N",
                "pk = :empty | One or more parameter values are not valid. The AttributeValue for a key attribute cannot"
                        + " contain an empty string value. Key: pk",
            })
    void aKeyConditionMustFitTheKey(String condition, String message) {
        var values = item();
        item(":pk", pk, ":n", n(10), ":one", n(1), ":empty", s("")).forEach((name, value) -> {
            if (condition.matches(".*" + name + "\\b.*")) {
                values.put(name, value);
            }
        });

        assertInvalid(
                () -> client.query(query -> query.tableName(numbered)
                        .keyConditionExpression(condition)
                        .expressionAttributeValues(values)),
                message);
    }

    @Test
    void aKeyConditionMustBeThere() {
        assertInvalid(
                () -> client.query(query -> query.tableName(numbered)),
                "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.");
    }

    @Test
    void unusedValuesAreFoundBeforeConditionsThatAreNotOnKeys() {
        assertInvalid(
                () -> refused(query -> query.keyConditionExpression("pk = :pk OR sk = :pk")
                        .expressionAttributeValues(item(":pk", pk, ":unused", n(1)))),
                "Value provided in ExpressionAttributeValues unused in expressions: keys: {:unused}");
        assertInvalid(
                () -> client.query(query -> query.tableName("no-such-table")
                        .keyConditionExpression("pk = :pk OR sk = :pk")
                        .expressionAttributeValues(item(":pk", pk))),
                "Invalid operator used in KeyConditionExpression: OR");
    }

    @Test
    void aFilterMustNotLookAtTheKey() {
        assertInvalid(
                () -> refused(query ->
                        query.filterExpression("sk = :n").expressionAttributeValues(item(":pk", pk, ":n", n(1)))),
                "Filter Expression can only contain non-primary key attributes: Primary key attribute: sk");
    }

    @Test
    void selectMustFitProjectionAndIndex() {
        assertInvalid(
                () -> refused(query -> query.select("COUNT").projectionExpression("v")),
                INVALID + "Cannot specify the ProjectionExpression when choosing to get only the Count");
        assertInvalid(
                () -> refused(query -> query.select("ALL_ATTRIBUTES").projectionExpression("v")),
                INVALID + "Cannot specify the ProjectionExpression when choosing to get ALL_ATTRIBUTES");
        assertInvalid(
                () -> refused(query -> query.select("SPECIFIC_ATTRIBUTES")),
                INVALID + "Must specify the AttributesToGet or ProjectionExpression when choosing to get"
                        + " SPECIFIC_ATTRIBUTES");
        assertInvalid(
                () -> refused(query -> query.select("ALL_PROJECTED_ATTRIBUTES")),
                INVALID + "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
    }

    @Test
    void theIndexMustExist() {
        assertInvalid(
                () -> refused(query -> query.indexName("nowhere")),
                "The table does not have the specified index: nowhere");
    }

    @Test
    void theLimitIsAtLeastOne() {
        assertInvalid(
                () -> refused(query -> query.limit(0)),
                "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value"
                        + " greater than or equal to 1");
    }

    @Test
    void aStartingKeyMustBeOneThatThePageBeforeCouldHaveEndedWith() {
        assertInvalid(() -> start(item("pk", pk)), "The provided starting key is invalid");
        assertInvalid(() -> start(item("pk", pk, "other", n(1))), "The provided starting key is invalid");
        assertInvalid(() -> start(item("pk", pk, "sk", s("1"))), "The provided key element does not match the schema");
        assertInvalid(
                () -> start(item("pk", unused(), "sk", n(1))),
                "The provided starting key is outside query boundaries based on provided conditions");
        assertInvalid(
                () -> refused(query -> query.keyConditionExpression("pk = :pk AND sk > :n")
                        .expressionAttributeValues(item(":pk", pk, ":n", n(5)))
                        .exclusiveStartKey(item("pk", pk, "sk", n(4)))),
                "The provided starting key does not match the range key predicate");
    }

    @Test
    void aStartingKeyOfAnIndexHasTheKeysOfBoth() {
        assertInvalid(
                () -> client.query(query -> query.tableName(indexed)
                        .indexName(TableShape.KEYS)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(item(":pk", pk))
                        .exclusiveStartKey(item("pk", pk, "c", s("c")))),
                "The provided starting key is invalid");
    }

    private void start(Map<String, AttributeValue> key) {
        refused(query -> query.exclusiveStartKey(key));
    }

    private void refused(Consumer<QueryRequest.Builder> more) {
        client.query(query -> {
            query.tableName(numbered).keyConditionExpression("pk = :pk").expressionAttributeValues(item(":pk", pk));
            more.accept(query);
        });
    }
}
