package io.galena.standalone.sdk;

import static io.galena.standalone.sdk.Refusals.assertInvalid;
import static io.galena.standalone.sdk.TestValues.item;
import static io.galena.standalone.sdk.TestValues.m;
import static io.galena.standalone.sdk.TestValues.n;
import static io.galena.standalone.sdk.TestValues.s;
import static io.galena.standalone.sdk.TestValues.unused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;

/** Names and values of expressions, and how large expressions may be. */
@OnEveryEndpoint
class ExpressionParametersTest {
    private final DynamoDbClient client;
    private final String table;
    private final Map<String, AttributeValue> key = item("pk", unused());

    ExpressionParametersTest(Endpoint endpoint) {
        this.client = endpoint.client();
        this.table = endpoint.table(TableShape.PLAIN);
    }

    @Test
    void namesStandForAnyAttribute() {
        var odd = Map.of("#a", "size", "#b", "a.b", "#c", "ü [0]");
        client.updateItem(update -> update.tableName(table)
                .key(key)
                .updateExpression("SET #a = :v, #b = :m")
                .expressionAttributeNames(Map.of("#a", "size", "#b", "a.b"))
                .expressionAttributeValues(item(":v", n(1), ":m", m("ü [0]", n(2)))));

        var found = client.getItem(get ->
                get.tableName(table).key(key).projectionExpression("#a, #b.#c").expressionAttributeNames(odd));

        assertThat(found.item()).isEqualTo(item("size", n(1), "a.b", m("ü [0]", n(2))));
    }

    @Test
    void whatIsNotUsedIsRefused() {
        assertInvalid(
                () -> delete("pk = :v", Map.of(), item(":v", s("x"), ":w", s("y"))),
                "Value provided in ExpressionAttributeValues unused in expressions: keys: {:w}");
        assertInvalid(
                () -> delete("attribute_exists(pk)", Map.of("#n", "n"), Map.of()),
                "Value provided in ExpressionAttributeNames unused in expressions: keys: {#n}");
        assertInvalid(
                () -> client.getItem(get -> get.tableName(table)
                        .key(key)
                        .projectionExpression("pk")
                        .expressionAttributeNames(Map.of("#n", "n"))),
                "Value provided in ExpressionAttributeNames unused in expressions: keys: {#n}");
    }

    @Test
    void whatIsNotDefinedIsRefused() {
        assertInvalid(
                () -> delete("pk = :v", Map.of(), Map.of()),
                "Invalid ConditionExpression: An expression attribute value used in expression is not defined; attribute"
                        + " value: :v");
        assertInvalid(
                () -> delete("attribute_exists(#n)", Map.of(), Map.of()),
                "Invalid ConditionExpression: An expression attribute name used in the document path is not defined;"
                        + " attribute name: #n");
        assertInvalid(
                () -> client.getItem(get -> get.tableName(table).key(key).projectionExpression("#n")),
                "Invalid ProjectionExpression: An expression attribute name used in the document path is not defined;"
                        + " attribute name: #n");
    }

    @Test
    void namesAndValuesNeedAnExpressionAndAProperForm() {
        assertInvalid(
                () -> delete(delete -> delete.expressionAttributeNames(Map.of("#n", "n"))),
                "ExpressionAttributeNames can only be specified when using expressions");
        assertInvalid(
                () -> delete(delete -> delete.expressionAttributeValues(item(":v", n(1)))),
                "ExpressionAttributeValues can only be specified when using expressions: ConditionExpression is null");
        assertInvalid(
                () -> delete(delete ->
                        delete.conditionExpression("attribute_exists(pk)").expressionAttributeNames(Map.of())),
                "ExpressionAttributeNames must not be empty");
        assertInvalid(
                () -> delete(delete ->
                        delete.conditionExpression("attribute_exists(pk)").expressionAttributeValues(Map.of())),
                "ExpressionAttributeValues must not be empty");
        assertInvalid(
                () -> delete("attribute_exists(pk)", Map.of("n", "n"), Map.of()),
                "ExpressionAttributeNames contains invalid key: Syntax error; key: \"n\"");
        assertInvalid(
                () -> delete("attribute_exists(pk)", Map.of(), item("v", n(1))),
                "ExpressionAttributeValues contains invalid key: Syntax error; key: \"v\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "Status", "SIZE", "timestamp", "data", "zone"})
    void reservedWordsAreRefused(String word) {
        assertInvalid(
                () -> delete("attribute_exists(" + word + ")", Map.of(), Map.of()),
                "Invalid ConditionExpression: Attribute name is a reserved keyword; reserved keyword: " + word);
        assertInvalid(
                () -> client.getItem(get -> get.tableName(table).key(key).projectionExpression("a." + word)),
                "Invalid ProjectionExpression: Attribute name is a reserved keyword; reserved keyword: " + word);
    }

    @Test
    void anExpressionMayHaveFourKilobytes() {
        var longest = "attribute_not_exists(" + "a".repeat(4096 - 22) + ")";

        assertThatCode(() -> delete(longest, Map.of(), Map.of())).doesNotThrowAnyException();
        assertInvalid(
                () -> delete(longest + " ", Map.of(), Map.of()),
                "Invalid ConditionExpression: Expression size has exceeded the maximum allowed size; expression size:"
                        + " 4097");
    }

    @Test
    void anExpressionMayHaveThreeHundredOperators() {
        assertThatCode(() -> delete(negations(300), Map.of(), Map.of())).doesNotThrowAnyException();
        assertInvalid(
                () -> delete(negations(301), Map.of(), Map.of()),
                "Invalid ConditionExpression: The expression contains too many operators; operator count: 301");
    }

    @Test
    void inMayHaveAHundredOperands() {
        var values = IntStream.range(0, 101).boxed().collect(Collectors.toMap(i -> ":v" + i, i -> n(i)));
        var hundred = IntStream.range(0, 100).mapToObj(i -> ":v" + i).collect(Collectors.joining(", "));

        assertInvalid(
                () -> delete("v IN (" + hundred + ", :v100)", Map.of(), values),
                "Invalid ConditionExpression: The IN operator is provided with too many operands; number of operands: 101");
        values.remove(":v100");
        assertThatCode(() -> delete("NOT v IN (" + hundred + ")", Map.of(), values))
                .doesNotThrowAnyException();
    }

    @Test
    void projectionsMustNotOverlap() {
        assertInvalid(
                () -> client.getItem(get -> get.tableName(table).key(key).projectionExpression("a.b, a")),
                "Invalid ProjectionExpression: Two document paths overlap with each other; must remove or rewrite one of"
                        + " these paths; path one: [a, b], path two: [a]");
    }

    @Test
    void expressionsAndOlderParametersDoNotMix() {
        assertInvalid(
                () -> delete(delete -> delete.conditionExpression("attribute_exists(pk)")
                        .expected(Map.of())
                        .conditionalOperator("AND")),
                "Can not use both expression and non-expression parameters in the same request: Non-expression parameters:"
                        + " {Expected, ConditionalOperator} Expression parameters: {ConditionExpression}");
    }

    private static String negations(int operators) {
        return "NOT ".repeat(operators - 1) + "attribute_exists(v)";
    }

    private void delete(String condition, Map<String, String> names, Map<String, AttributeValue> values) {
        delete(delete -> delete.conditionExpression(condition)
                .expressionAttributeNames(names.isEmpty() ? null : names)
                .expressionAttributeValues(values.isEmpty() ? null : values));
    }

    private void delete(Consumer<DeleteItemRequest.Builder> more) {
        client.deleteItem(delete -> {
            delete.tableName(table).key(key);
            more.accept(delete);
        });
    }
}
