package io.galena.dynamodb.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.dynamodb.error.ErrorType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SerializationErrorTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            # texts
            Query | {"TableName":23}      | NUMBER_VALUE cannot be converted to String
            Query | {"TableName":34.56}   | DECIMAL_VALUE cannot be converted to String
            Query | {"TableName":true}    | TRUE_VALUE cannot be converted to String
            Query | {"TableName":false}   | FALSE_VALUE cannot be converted to String
            Query | {"TableName":["abc"]} | Unrecognized collection type class java.lang.String
            Query | {"TableName":{"a":1}} | Start of structure or map found where not expected
            Query | {"TableName":"\\ud800"} | Unpaired surrogate in string
            Query | {"Select":1}          | NUMBER_VALUE cannot be converted to String
            Query | {"AttributesToGet":[1]}    | NUMBER_VALUE cannot be converted to String
            Query | {"AttributesToGet":[["a"]]} | Unrecognized collection type class java.lang.String
            Query | {"ExpressionAttributeNames":{"#a":1.5}} | DECIMAL_VALUE cannot be converted to String
            # numbers
            Query | {"Limit":"23"}  | STRING_VALUE cannot be converted to Integer
            Query | {"Limit":true}  | TRUE_VALUE cannot be converted to Integer
            Query | {"Limit":false} | FALSE_VALUE cannot be converted to Integer
            Query | {"Limit":[]}    | Unrecognized collection type class java.lang.Integer
            Query | {"Limit":{}}    | Start of structure or map found where not expected
            CreateTable | {"ProvisionedThroughput":{"ReadCapacityUnits":"1"}} | STRING_VALUE cannot be converted to Long
            CreateTable | {"ProvisionedThroughput":{"ReadCapacityUnits":[1]}} | Unrecognized collection type class java.lang.Long
            RestoreTableToPointInTime | {"RestoreDateTime":"now"} | STRING_VALUE cannot be converted to Double
            # truth values
            Query | {"ConsistentRead":23}    | NUMBER_VALUE cannot be converted to Boolean
            Query | {"ConsistentRead":1.5}   | DECIMAL_VALUE cannot be converted to Boolean
            Query | {"ConsistentRead":"23"}  | Unexpected token received from parser
            Query | {"ConsistentRead":[]}    | Unrecognized collection type class java.lang.Boolean
            Query | {"ConsistentRead":{}}    | Start of structure or map found where not expected
            # lists
            Query | {"AttributesToGet":"a"}  | Unexpected field type
            Query | {"AttributesToGet":1}    | Unexpected field type
            Query | {"AttributesToGet":true} | Unexpected field type
            Query | {"AttributesToGet":{}}   | Start of structure or map found where not expected
            # lists in maps
            BatchWriteItem | {"RequestItems":{"abc":{}}} | Start of structure or map found where not expected
            # maps
            Query | {"ExpressionAttributeNames":"a"} | Unexpected field type
            Query | {"ExpressionAttributeNames":[]}  | Unrecognized collection type java.util.Map<java.lang.String, java.lang.String>
            Query | {"KeyConditions":[]}     | Unrecognized collection type java.util.Map<java.lang.String, com.amazonaws.dynamodb.v20120810.Condition>
            BatchGetItem | {"RequestItems":[]}   | Unrecognized collection type java.util.Map<java.lang.String, com.amazonaws.dynamodb.v20120810.KeysAndAttributes>
            BatchWriteItem | {"RequestItems":[]} | Unrecognized collection type java.util.Map<java.lang.String, java.util.List<com.amazonaws.dynamodb.v20120810.WriteRequest>>
            # structures as members, in lists and in maps
            CreateTable | {"ProvisionedThroughput":"a"} | Unexpected field type
            CreateTable | {"ProvisionedThroughput":[]}  | Unrecognized collection type class com.amazonaws.dynamodb.v20120810.ProvisionedThroughput
            CreateTable | {"KeySchema":["a"]}           | Unexpected value type in payload
            CreateTable | {"KeySchema":[[]]}            | Unrecognized collection type class com.amazonaws.dynamodb.v20120810.KeySchemaElement
            Query | {"KeyConditions":{"a":1}}           | Unexpected value type in payload
            Query | {"KeyConditions":{"a":[]}}          | Unrecognized collection type class com.amazonaws.dynamodb.v20120810.Condition
            # attribute values
            PutItem | {"Item":"a"}          | Unexpected field type
            PutItem | {"Item":[]}           | Unrecognized collection type java.util.Map<java.lang.String, com.amazonaws.dynamodb.v20120810.AttributeValue>
            PutItem | {"Item":{"a":"a"}}    | Unexpected value type in payload
            PutItem | {"Item":{"a":[]}}     | Unrecognized collection type class com.amazonaws.dynamodb.v20120810.AttributeValue
            PutItem | {"Item":{"a":{"S":1}}} | NUMBER_VALUE cannot be converted to String
            PutItem | {"Expected":{"a":{"Value":1}}}  | Unexpected field type
            PutItem | {"Expected":{"a":{"Value":[]}}} | Unrecognized collection type class com.amazonaws.dynamodb.v20120810.AttributeValue
            PutItem | {"Expected":{"a":{"AttributeValueList":[1]}}} | Unexpected value type in payload
            # the first mistake in the order of the body wins, and constraints come later
            PutItem | {"ReturnValues":"x","TableName":1,"Item":"a"} | NUMBER_VALUE cannot be converted to String
            """)
    void jsonOfAnotherTypeIsNamed(String operation, String json, String message) {
        var error = TestingModel.error(operation, json);

        assertThat(error.type()).isEqualTo(ErrorType.SERIALIZATION);
        assertThat(error).hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            BatchWriteItem | {"RequestItems":{"abc":"a"}}
            BatchWriteItem | {"RequestItems":{"abc":1}}
            BatchGetItem   | {"RequestItems":{"abc":{"Keys":["a"]}}}
            BatchGetItem   | {"RequestItems":{"abc":{"Keys":[true]}}}
            """)
    void scalarsForCollectionsInCollectionsShowTheServicesOwnMistake(String operation, String json) {
        assertThat(TestingModel.error(operation, json))
                .hasMessage("class sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl cannot be cast to class"
                        + " java.lang.Class (sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl and"
                        + " java.lang.Class are in module java.base of loader 'bootstrap')");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "{\"",
                "{\"TableName",
                "{\"TableName\":",
                "{\"TableName\":\"abc\"",
                "x",
                "nul",
                "{} {}",
                "{}]",
                "{'TableName':'abc'}",
                "{\"TableName\":\"abc\",}",
                "{\"Limit\":01}",
                "{\"Limit\":+1}",
                "{\"Limit\":NaN}",
                "{\"TableName\":\"a\u0001\"}",
                "// no comments\n{}",
                "\uFEFF{}"
            })
    void malformedJsonHasNoMessage(String json) {
        var error = TestingModel.error("PutItem", json);

        assertThat(error.type()).isEqualTo(ErrorType.SERIALIZATION);
        assertThat(error).hasMessage("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[{}]", "\"PutItem\"", "1", "true", "null"})
    void bodyMustBeAnObject(String json) {
        assertThat(TestingModel.error("PutItem", json).type()).isEqualTo(ErrorType.SERIALIZATION);
    }
}
