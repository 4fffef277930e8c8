package io.galena.dynamodb.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.dynamodb.expression.SortCondition;
import io.galena.dynamodb.model.ApiModel;
import io.galena.dynamodb.model.BodyFormat;
import io.galena.dynamodb.model.Structure;
import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.DynamoNumber;
import io.galena.dynamodb.value.Item;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LegacyParametersTest {
    private static final ApiModel MODEL = ApiModel.load();

    private static final Item ITEM = new Item(Map.of(
            "s", new AttributeValue.S("hello"),
            "n", number(5),
            "set", new AttributeValue.SS(List.of("a", "b")),
            "list", new AttributeValue.L(List.of(number(1))),
            "a.b", new AttributeValue.S("dotted")));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            # the two forms of Expected
            {"s":{"Value":{"S":"hello"}}}                 | true
            {"s":{"Value":{"S":"x"}}}                     | false
            {"x":{"Value":{"S":"x"}}}                     | false
            {"s":{"Value":{"S":"hello"},"Exists":true}}   | true
            {"s":{"Exists":false}}                        | false
            {"x":{"Exists":false}}                        | true
            {"n":{"ComparisonOperator":"GT","Value":{"N":"4"}}} | true
            # operators
            {"n":{"ComparisonOperator":"EQ","AttributeValueList":[{"N":"5.0"}]}} | true
            {"n":{"ComparisonOperator":"NE","AttributeValueList":[{"N":"5"}]}}   | false
            {"x":{"ComparisonOperator":"NE","AttributeValueList":[{"N":"5"}]}}   | true
            {"n":{"ComparisonOperator":"LE","AttributeValueList":[{"N":"5"}]}}   | true
            {"n":{"ComparisonOperator":"LT","AttributeValueList":[{"N":"5"}]}}   | false
            {"n":{"ComparisonOperator":"GE","AttributeValueList":[{"N":"5"}]}}   | true
            {"n":{"ComparisonOperator":"GT","AttributeValueList":[{"N":"5"}]}}   | false
            {"n":{"ComparisonOperator":"LT","AttributeValueList":[{"S":"a"}]}}   | false
            {"n":{"ComparisonOperator":"IN","AttributeValueList":[{"N":"4"},{"N":"5"}]}} | true
            {"n":{"ComparisonOperator":"IN","AttributeValueList":[{"N":"4"}]}}   | false
            {"n":{"ComparisonOperator":"BETWEEN","AttributeValueList":[{"N":"5"},{"N":"6"}]}} | true
            {"n":{"ComparisonOperator":"BETWEEN","AttributeValueList":[{"N":"6"},{"N":"7"}]}} | false
            {"n":{"ComparisonOperator":"NOT_NULL"}}       | true
            {"x":{"ComparisonOperator":"NOT_NULL"}}       | false
            {"n":{"ComparisonOperator":"NULL"}}           | false
            {"x":{"ComparisonOperator":"NULL"}}           | true
            {"s":{"ComparisonOperator":"CONTAINS","AttributeValueList":[{"S":"ell"}]}}     | true
            {"set":{"ComparisonOperator":"CONTAINS","AttributeValueList":[{"S":"a"}]}}     | true
            {"list":{"ComparisonOperator":"CONTAINS","AttributeValueList":[{"N":"2"}]}}    | false
            {"set":{"ComparisonOperator":"NOT_CONTAINS","AttributeValueList":[{"S":"a"}]}} | false
            {"set":{"ComparisonOperator":"NOT_CONTAINS","AttributeValueList":[{"S":"c"}]}} | true
            {"x":{"ComparisonOperator":"NOT_CONTAINS","AttributeValueList":[{"S":"c"}]}}   | false
            {"s":{"ComparisonOperator":"BEGINS_WITH","AttributeValueList":[{"S":"he"}]}}   | true
            {"s":{"ComparisonOperator":"BEGINS_WITH","AttributeValueList":[{"S":"el"}]}}   | false
            # names are taken as they are
            {"a.b":{"Value":{"S":"dotted"}}}              | true
            # all terms count
            {"s":{"Value":{"S":"hello"}},"x":{"Exists":true,"Value":{"S":"x"}}} | false
            """)
    void expectationsBecomeConditions(String expected, boolean met) {
        var condition = LegacyConditions.expected(put("\"Expected\":" + expected));

        assertThat(condition.orElseThrow().test(ITEM)).isEqualTo(met);
    }

    @Test
    void conditionalOperatorCombinesTheTerms() {
        var terms = "\"Expected\":{\"s\":{\"Exists\":false},\"x\":{\"Exists\":false}},\"ConditionalOperator\":";

        assertThat(LegacyConditions.expected(put(terms + "\"OR\""))
                        .orElseThrow()
                        .test(ITEM))
                .isTrue();
        assertThat(LegacyConditions.expected(put(terms + "\"AND\""))
                        .orElseThrow()
                        .test(ITEM))
                .isFalse();
    }

    @Test
    void absentParametersAskNothing() {
        var query = parse("Query", "");

        assertThat(LegacyConditions.expected(put("\"Expected\":{}"))).isEmpty();
        assertThat(LegacyConditions.filter(query, "QueryFilter")).isEmpty();
        assertThat(LegacyKeyConditions.of(query)).isEmpty();
        assertThat(LegacyProjection.of(query)).isEmpty();
        assertThat(LegacyUpdates.of(update(""))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"a":{"Value":{"S":"x"},"AttributeValueList":[]}} | Value and AttributeValueList cannot be used together for Attribute: a
            {"a":{"ComparisonOperator":"EQ","Exists":true}} | Exists and ComparisonOperator cannot be used together for Attribute: a
            {"a":{"ComparisonOperator":"EQ"}} | Value or AttributeValueList must be used with ComparisonOperator: EQ for Attribute: a
            {"a":{"ComparisonOperator":"EQ","AttributeValueList":[]}} | Invalid number of argument(s) for the EQ ComparisonOperator
            {"a":{"ComparisonOperator":"IN","AttributeValueList":[]}} | Invalid number of argument(s) for the IN ComparisonOperator
            {"a":{"ComparisonOperator":"NULL","AttributeValueList":[{"S":"x"}]}} | Invalid number of argument(s) for the NULL ComparisonOperator
            {"a":{"ComparisonOperator":"BETWEEN","Value":{"S":"x"}}} | Invalid number of argument(s) for the BETWEEN ComparisonOperator
            {"a":{"ComparisonOperator":"IN","AttributeValueList":[{"S":"x"},{"N":"1"}]}} | AttributeValues inside AttributeValueList must be of same type
            {"a":{"ComparisonOperator":"IN","AttributeValueList":[{"S":"x"},{"BOOL":true}]}} | ComparisonOperator IN is not valid for BOOL AttributeValue type
            {"a":{"ComparisonOperator":"IN","AttributeValueList":[{"L":[]},{"M":{}}]}} | ComparisonOperator IN is not valid for L AttributeValue type
            {"a":{"ComparisonOperator":"LT","Value":{"SS":["x"]}}} | ComparisonOperator LT is not valid for SS AttributeValue type
            {"a":{"ComparisonOperator":"BEGINS_WITH","Value":{"N":"1"}}} | ComparisonOperator BEGINS_WITH is not valid for N AttributeValue type
            {"a":{"AttributeValueList":[{"S":"x"}]}} | AttributeValueList can only be used with a ComparisonOperator for Attribute: a
            {"a":{}} | Value must be provided when Exists is null for Attribute: a
            {"a":{"Exists":true}} | Value must be provided when Exists is true for Attribute: a
            {"a":{"Exists":false,"Value":{"S":"x"}}} | Value cannot be used when Exists is false for Attribute: a
            """)
    void badExpectationsAreRefused(String expected, String message) {
        assertThatThrownBy(() -> LegacyConditions.expected(put("\"Expected\":" + expected)))
                .isInstanceOfSatisfying(
                        DynamoDbException.class,
                        error -> assertThat(error.type()).isEqualTo(ErrorType.VALIDATION))
                .hasMessage("One or more parameter values were invalid: " + message);
    }

    @Test
    void attributesWithoutANameAreRefused() {
        var none = "{\"\":{\"ComparisonOperator\":\"NULL\"}}";

        assertThatThrownBy(() -> LegacyConditions.expected(put("\"Expected\":" + none)))
                .hasMessage("Empty attribute name");
        assertThatThrownBy(() -> LegacyConditions.filter(parse("Scan", "\"ScanFilter\":" + none), "ScanFilter"))
                .hasMessage("Empty attribute name");
        assertThatThrownBy(() -> LegacyKeyConditions.of(parse("Query", "\"KeyConditions\":" + none)))
                .hasMessage("Empty attribute name");
        assertThatThrownBy(() -> LegacyUpdates.of(update("\"\":{\"Action\":\"DELETE\"}")))
                .hasMessage("Empty attribute name");
        assertThatThrownBy(() -> LegacyProjection.of(parse("Query", "\"AttributesToGet\":[\"a\",\"a\",\"\"]")))
                .hasMessage("Empty attribute name");
    }

    @Test
    void rangeUpsideDownIsRefused() {
        var request = put("\"Expected\":{\"a\":{\"ComparisonOperator\":\"BETWEEN\","
                + "\"AttributeValueList\":[{\"N\":\"2\"},{\"N\":\"1\"}]}}");

        assertThatThrownBy(() -> LegacyConditions.expected(request))
                .hasMessage("The BETWEEN condition was provided a range where the lower bound is greater than the upper"
                        + " bound");
    }

    @Test
    void conditionalOperatorNeedsTerms() {
        assertThatThrownBy(() -> LegacyConditions.expected(put("\"ConditionalOperator\":\"OR\"")))
                .hasMessage("One or more parameter values were invalid:"
                        + " ConditionalOperator cannot be used without Filter or Expected");
    }

    @Test
    void conditionalOperatorNeedsTwoTerms() {
        assertThatThrownBy(() -> LegacyConditions.expected(
                        put("\"Expected\":{\"a\":{\"Exists\":false}},\"ConditionalOperator\":\"OR\"")))
                .hasMessage("One or more parameter values were invalid:"
                        + " ConditionalOperator can only be used when Filter or Expected has two or more elements");
    }

    @Test
    void badValuesInConditionsAreRefused() {
        assertThatThrownBy(() -> LegacyConditions.expected(put("\"Expected\":{\"a\":{\"Value\":{\"N\":\"x\"}}}")))
                .hasMessage("The parameter cannot be converted to a numeric value: x");
    }

    @Test
    void filtersBecomeConditions() {
        var query = parse(
                "Query",
                "\"QueryFilter\":{\"n\":{\"ComparisonOperator\":\"EQ\",\"AttributeValueList\":[{\"N\":\"5\"}]},"
                        + "\"x\":{\"ComparisonOperator\":\"NOT_NULL\"}},\"ConditionalOperator\":\"OR\"");

        assertThat(LegacyConditions.filter(query, "QueryFilter").orElseThrow().test(ITEM))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("keyConditions")
    void keyConditionsBecomeKeyConditionExpressions(String operator, String arguments, SortCondition expected) {
        var query = parse(
                "Query",
                "\"KeyConditions\":{\"k\":{\"ComparisonOperator\":\"" + operator + "\",\"AttributeValueList\":["
                        + arguments + "]}}");

        assertThat(LegacyKeyConditions.of(query).orElseThrow().conditions()).containsExactly(Map.entry("k", expected));
    }

    static List<Arguments> keyConditions() {
        var one = "{\"N\":\"1\"}";
        return List.of(
                Arguments.of("EQ", one, new SortCondition.Equal(number(1))),
                Arguments.of("LT", one, new SortCondition.Less(number(1))),
                Arguments.of("LE", one, new SortCondition.LessOrEqual(number(1))),
                Arguments.of("GT", one, new SortCondition.Greater(number(1))),
                Arguments.of("GE", one, new SortCondition.GreaterOrEqual(number(1))),
                Arguments.of("BETWEEN", one + ",{\"N\":\"2\"}", new SortCondition.Between(number(1), number(2))),
                Arguments.of("BEGINS_WITH", "{\"S\":\"a\"}", new SortCondition.BeginsWith(new AttributeValue.S("a"))));
    }

    @Test
    void keyConditionsMustBeIndexable() {
        var contains = parse(
                "Query",
                "\"KeyConditions\":{\"k\":{\"ComparisonOperator\":\"CONTAINS\",\"AttributeValueList\":[{\"S\":\"a\"}]}}");

        assertThatThrownBy(() -> LegacyKeyConditions.of(contains))
                .hasMessage("Attempted conditional constraint is not an indexable operation");
        assertThatThrownBy(() -> LegacyKeyConditions.of(parse("Query", "\"KeyConditions\":{}")))
                .hasMessage("Conditions can be of length 1 or 2 only");
    }

    @Test
    void attributeUpdatesBecomeAnUpdate() {
        var request = update("""
                "s": {"Value": {"S": "new"}}, "n": {"Action": "ADD", "Value": {"N": "2"}},
                "set": {"Action": "DELETE", "Value": {"SS": ["a"]}}, "a.b": {"Action": "DELETE"},
                "list": {"Action": "ADD", "Value": {"L": [{"N": "2"}]}}, "new": {"Action": "ADD", "Value": {"L": []}}""");

        var after = LegacyUpdates.of(request).orElseThrow().apply(ITEM).item();

        assertThat(after)
                .isEqualTo(new Item(Map.of(
                        "s", new AttributeValue.S("new"),
                        "n", number(7),
                        "set", new AttributeValue.SS(List.of("b")),
                        "list", new AttributeValue.L(List.of(number(1), number(2))),
                        "new", new AttributeValue.L(List.of()))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "a":{}                                      | Only DELETE action is allowed when no attribute value is specified
            "a":{"Action":"ADD"}                        | Only DELETE action is allowed when no attribute value is specified
            "a":{"Action":"DELETE","Value":{"S":"x"}}   | DELETE action with value is not supported for the type S
            "a":{"Action":"ADD","Value":{"S":"x"}}      | ADD action is not supported for the type S
            "a":{"Action":"ADD","Value":{"M":{}}}       | ADD action is not supported for the type M
            """)
    void badAttributeUpdatesAreRefused(String updates, String message) {
        assertThatThrownBy(() -> LegacyUpdates.of(update(updates)))
                .hasMessage("One or more parameter values were invalid: " + message);
    }

    @Test
    void attributesToGetBecomeAProjection() {
        var query = parse("Query", "\"AttributesToGet\":[\"a.b\",\"x\"]");

        assertThat(LegacyProjection.of(query).orElseThrow().apply(ITEM))
                .isEqualTo(new Item(Map.of("a.b", new AttributeValue.S("dotted"))));
        assertThatThrownBy(() -> LegacyProjection.of(parse("Query", "\"AttributesToGet\":[\"a\",\"b\",\"a\"]")))
                .hasMessage("One or more parameter values were invalid: Duplicate value in attribute name: a");
    }

    private static AttributeValue number(int value) {
        return new AttributeValue.N(DynamoNumber.parse(Integer.toString(value)));
    }

    private static Structure put(String members) {
        return parse("PutItem", "\"Item\":{}," + members);
    }

    private static Structure update(String updates) {
        return parse("UpdateItem", "\"Key\":{}" + (updates.isEmpty() ? "" : ",\"AttributeUpdates\":{" + updates + "}"));
    }

    private static Structure parse(String operation, String members) {
        var json = "{\"TableName\":\"abc\"" + (members.isEmpty() ? "" : "," + members) + "}";
        return MODEL.operation(operation).orElseThrow().parse(json.getBytes(StandardCharsets.UTF_8), BodyFormat.JSON);
    }
}
