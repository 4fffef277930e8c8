package io.galena.dynamodb.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

class ValueReaderTest {
    private static final String TOO_DEEP =
            "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit";

    @Test
    void everyTypeIsRead() {
        assertThat(value("{'S':''}")).isEqualTo(new AttributeValue.S(""));
        assertThat(value("{'N':'1.50'}")).isEqualTo(new AttributeValue.N(DynamoNumber.parse("1.5")));
        assertThat(value("{'B':'AP8='}")).isEqualTo(new AttributeValue.B(new Binary(new byte[] {0, -1})));
        assertThat(value("{'B':''}")).isEqualTo(new AttributeValue.B(new Binary(new byte[0])));
        assertThat(value("{'BOOL':false}")).isEqualTo(new AttributeValue.Bool(false));
        assertThat(value("{'NULL':true}")).isEqualTo(new AttributeValue.Null());
        assertThat(value("{'L':[{'L':[]},{'M':{}}]}"))
                .isEqualTo(
                        new AttributeValue.L(List.of(new AttributeValue.L(List.of()), new AttributeValue.M(Map.of()))));
        assertThat(value("{'M':{'a':{'NULL':true}}}"))
                .isEqualTo(new AttributeValue.M(Map.of("a", new AttributeValue.Null())));
        assertThat(value("{'SS':['b','']}")).isEqualTo(new AttributeValue.SS(List.of("b", "")));
        assertThat(value("{'NS':['1','2']}"))
                .isEqualTo(new AttributeValue.NS(List.of(DynamoNumber.of(1), DynamoNumber.of(2))));
        assertThat(value("{'BS':['','AA==']}"))
                .isEqualTo(new AttributeValue.BS(List.of(new Binary(new byte[0]), new Binary(new byte[1]))));
    }

    @Test
    void membersThatAreNullOrUnknownDoNotCount() {
        assertThat(value("{'S':null,'X':{'y':[1]},'N':'1'}")).isEqualTo(new AttributeValue.N(DynamoNumber.of(1)));
    }

    @Test
    void lastOfEqualNamesWins() {
        assertThat(read("{'a':{'S':'1'},'b':{'S':'2'},'a':{'S':'3','S':'4'}}", ValueReader::item)
                        .get())
                .isEqualTo(new Item(Map.of("a", new AttributeValue.S("4"), "b", new AttributeValue.S("2"))));
    }

    @Test
    void listsAndItemsAreRead() {
        assertThat(read("[{'S':'a'},{'S':'b'}]", ValueReader::values).get())
                .containsExactly(new AttributeValue.S("a"), new AttributeValue.S("b"));
        assertThat(read("[{'k':{'S':'a'}},{}]", ValueReader::items).get())
                .containsExactly(new Item(Map.of("k", new AttributeValue.S("a"))), Item.empty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                          | Supplied AttributeValue is empty, must contain exactly one of the supported datatypes
            {'S':null}                  | Supplied AttributeValue is empty, must contain exactly one of the supported datatypes
            {'X':1}                     | Supplied AttributeValue is empty, must contain exactly one of the supported datatypes
            {'L':[null]}                | Supplied AttributeValue is empty, must contain exactly one of the supported datatypes
            {'M':{'a':{}}}              | Supplied AttributeValue is empty, must contain exactly one of the supported datatypes
            {'S':'a','N':'1'}           | Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes
            {'S':'a','N':'x'}           | The parameter cannot be converted to a numeric value: x
            {'N':''}                    | The parameter cannot be converted to a numeric value
            {'NS':['1',null]}           | The parameter cannot be converted to a numeric value
            {'NS':['1E126']}            | Number overflow. Attempting to store a number with magnitude larger than supported range
            {'NULL':false}              | One or more parameter values were invalid: Null attribute value types must have the value of true
            {'SS':[]}                   | One or more parameter values were invalid: An string set  may not be empty
            {'NS':[]}                   | One or more parameter values were invalid: An number set  may not be empty
            {'BS':[]}                   | One or more parameter values were invalid: Binary sets should not be empty
            {'SS':['a',null]}           | One or more parameter values were invalid: An string set may not have a null string as a member
            {'BS':[null]}               | One or more parameter values were invalid: Binary sets may not contain null or empty values
            {'SS':['a','b','a']}        | One or more parameter values were invalid: Input collection [a, b, a] contains duplicates.
            {'NS':['1','1.0']}          | Input collection contains duplicates
            {'BS':['AA==','AA==']}      | One or more parameter values were invalid: Input collection [AA==, AA==]of type BS contains duplicates.
            {'M':{'':{'S':'a'}}}        | Empty attribute name
            """)
    void badContentWaitsUntilTheValueIsAskedFor(String json, String message) {
        var deferred = read(json, ValueReader::value);

        assertThat(deferred.problem()).isPresent();
        assertThatThrownBy(deferred::get)
                .isInstanceOfSatisfying(
                        DynamoDbException.class, e -> assertThat(e.type()).isEqualTo(ErrorType.VALIDATION))
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'S':1}               | NUMBER_VALUE cannot be converted to String
            {'S':1.5}             | DECIMAL_VALUE cannot be converted to String
            {'N':1}               | NUMBER_VALUE cannot be converted to String
            {'S':true}            | TRUE_VALUE cannot be converted to String
            {'S':{}}              | Start of structure or map found where not expected
            {'S':[]}              | Unrecognized collection type class java.lang.String
            {'SS':'a'}            | Unexpected field type
            {'SS':{}}             | Start of structure or map found where not expected
            {'SS':[1]}            | NUMBER_VALUE cannot be converted to String
            {'NS':[1]}            | NUMBER_VALUE cannot be converted to String
            {'BOOL':'maybe'}      | Unexpected token received from parser
            {'BOOL':1}            | NUMBER_VALUE cannot be converted to Boolean
            {'BOOL':[]}           | Unrecognized collection type class java.lang.Boolean
            {'NULL':'x'}          | Unexpected token received from parser
            {'L':'a'}             | Unexpected field type
            {'L':{}}              | Start of structure or map found where not expected
            {'L':['a']}           | Unexpected value type in payload
            {'L':[[]]}            | Unrecognized collection type class com.amazonaws.dynamodb.v20120810.AttributeValue
            {'M':'a'}             | Unexpected field type
            {'M':{'a':1}}         | Unexpected value type in payload
            {'M':[]}              | Unrecognized collection type java.util.Map<java.lang.String, com.amazonaws.dynamodb.v20120810.AttributeValue>
            {'B':1}               | only base-64-encoded strings are convertible to bytes
            {'B':'a'}             | Base64 encoded length is expected a multiple of 4 bytes but found: 1
            {'B':'YQ=='}{'B':'é'} | Base64 encoded length is expected a multiple of 4 bytes but found: 1
            {'B':'=aaa'}          | Invalid Base64 character: '='
            {'B':'a-aa'}          | Invalid Base64 character: '-'
            {'B':'ab=='}          | Invalid last non-pad Base64 character dectected
            {'B':'abd='}          | Invalid last non-pad Base64 character dectected
            {},1                  | Unexpected value type in payload
            """)
    void jsonOfTheWrongShapeIsRefusedAtOnce(String json, String message) {
        assertThatThrownBy(() -> read("[" + json.replace("}{", "},{") + "]", ValueReader::values))
                .isInstanceOfSatisfying(
                        DynamoDbException.class, e -> assertThat(e.type()).isEqualTo(ErrorType.SERIALIZATION))
                .hasMessage(message);
    }

    /** The parser finds some of these, the reader the others. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'S':'\\ud800'}",
                "{'S':'\\udc00\\ud800'}",
                "{'S':'\\ud800x'}",
                "{'SS':['\\ud800']}",
                "{'M':{'\\ud800':{}}}",
                "{'M':{'\\udc00':{}}}"
            })
    void loneSurrogatesAreRefused(String json) {
        assertThatThrownBy(() -> read(json, ValueReader::value))
                .isInstanceOfAny(DynamoDbException.class, JacksonException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ff", "80", "c3", "eda080", "f4908080", "f8888080"})
    void textMustBeUtf8(String hex) {
        var json = HexFormat.of().parseHex(hexOf("{'S':'") + hex + hexOf("'}"));

        assertThatThrownBy(() -> read(json, ValueReader::value))
                .isInstanceOfAny(DynamoDbException.class, JacksonException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"L", "M"})
    void valuesNestTo32LevelsWithTheItem(String type) {
        assertThat(read("{'a':" + nested(type, 31) + "}", ValueReader::item).problem())
                .isEmpty();
        assertThatThrownBy(read("{'a':" + nested(type, 32) + "}", ValueReader::item)::get)
                .hasMessage(TOO_DEEP);
        assertThatThrownBy(read(nested(type, 400), ValueReader::value)::get).hasMessage(TOO_DEEP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"L", "M"})
    void valuesOutsideOfItemsNestTo32Levels(String type) {
        assertThat(read(nested(type, 32), ValueReader::value).problem()).isEmpty();
        assertThat(read("{':v':" + nested(type, 32) + "}", ValueReader::expressionValues)
                        .problem())
                .isEmpty();
        assertThatThrownBy(read("{':v':" + nested(type, 33) + "}", ValueReader::expressionValues)::get)
                .hasMessage("ExpressionAttributeValues contains invalid value: " + TOO_DEEP + " for key :v");
    }

    @Test
    void namesHaveAtMost65535Bytes() {
        var longest = "é".repeat(32_767) + "x";

        assertThat(read("{'" + longest + "':{'S':''}}", ValueReader::item).problem())
                .isEmpty();
        assertThatThrownBy(read("{'x" + longest + "':{'S':''}}", ValueReader::item)::get)
                .hasMessage("Attribute name is too large, must be less than 65536 bytes");
    }

    @Test
    void expressionValuesNameTheKeyInTheirErrors() {
        var deferred = read("{':a':{'S':'1'},':b':{'N':'x'},':c':{}}", ValueReader::expressionValues);

        assertThatThrownBy(deferred::get)
                .hasMessage("ExpressionAttributeValues contains invalid value: "
                        + "The parameter cannot be converted to a numeric value: x for key :b");
        assertThat(read("{':a':{'S':'1'}}", ValueReader::expressionValues).get())
                .isEqualTo(new Item(Map.of(":a", new AttributeValue.S("1"))));
    }

    private static String nested(String type, int levels) {
        boolean list = type.equals("L");
        var open = list ? "{'L':[" : "{'M':{'a':";
        var close = list ? "]}" : "}}";
        return open.repeat(levels) + "{'S':'x'}" + close.repeat(levels);
    }

    private static String hexOf(String json) {
        return HexFormat.of().formatHex(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static AttributeValue value(String json) {
        return read(json, ValueReader::value).get();
    }

    /** Reads JSON, written with single quotes, and checks that the reader stops at the end. */
    private static <T> Deferred<T> read(String json, Function<JsonParser, Deferred<T>> reader) {
        return read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), reader);
    }

    private static <T> Deferred<T> read(byte[] json, Function<JsonParser, Deferred<T>> reader) {
        try (var parser = DynamoJson.factory().createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            var deferred = reader.apply(parser);
            assertThat(parser.currentToken()).isIn(JsonToken.END_OBJECT, JsonToken.END_ARRAY);
            assertThat(parser.nextToken()).isNull();
            return deferred;
        }
    }
}
