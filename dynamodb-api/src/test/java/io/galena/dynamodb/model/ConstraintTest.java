package io.galena.dynamodb.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.galena.dynamodb.error.ErrorType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConstraintTest {
    private static final String NAME_PATTERN =
            "failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            # missing members
            GetItem     | {"TableName":"abc"} | Value null at 'key' failed to satisfy constraint: Member must not be null
            GetItem     | {"TableName":"abc","Key":null} | Value null at 'key' failed to satisfy constraint: Member must not be null
            TagResource | {"ResourceArn":"arn:x"} | Value null at 'tags' failed to satisfy constraint: Member must not be null
            UpdateTable | {"TableName":"abc","ProvisionedThroughput":{"ReadCapacityUnits":1}} | Value null at 'provisionedThroughput.writeCapacityUnits' failed to satisfy constraint: Member must not be null
            # lengths, ranges, enums
            ListTables  | {"Limit":0}   | Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1
            ListTables  | {"Limit":101} | Value '101' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 100
            ListTables  | {"ExclusiveStartTableName":"ab"} | Value 'ab' at 'exclusiveStartTableName' failed to satisfy constraint: Member must have length greater than or equal to 3
            Scan        | {"TableName":"abc","Segment":-1} | Value '-1' at 'segment' failed to satisfy constraint: Member must have value greater than or equal to 0
            Scan        | {"TableName":"abc","TotalSegments":1000001} | Value '1000001' at 'totalSegments' failed to satisfy constraint: Member must have value less than or equal to 1000000
            Scan        | {"TableName":"abc","Select":"all"} | Value 'all' at 'select' failed to satisfy constraint: Member must satisfy enum value set: [SPECIFIC_ATTRIBUTES, COUNT, ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES]
            Scan        | {"TableName":"abc","ReturnConsumedCapacity":""} | Value '' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]
            Scan        | {"TableName":"abc","AttributesToGet":[]} | Value '[]' at 'attributesToGet' failed to satisfy constraint: Member must have length greater than or equal to 1
            TagResource | {"ResourceArn":"arn:x","Tags":[{"Key":"","Value":"v"}]} | Value '' at 'tags.1.member.key' failed to satisfy constraint: Member must have length greater than or equal to 1
            # paths through lists and maps
            CreateTable | {"TableName":"abc","AttributeDefinitions":[{"AttributeName":"a","AttributeType":"S"},{"AttributeName":"b","AttributeType":"X"}],"KeySchema":[{"AttributeName":"a","KeyType":"HASH"}]} | Value 'X' at 'attributeDefinitions.2.member.attributeType' failed to satisfy constraint: Member must satisfy enum value set: [B, N, S]
            PutItem     | {"TableName":"abc","Item":{},"Expected":{"a.b":{"ComparisonOperator":"x"}}} | Value 'x' at 'expected.a.b.member.comparisonOperator' failed to satisfy constraint: Member must satisfy enum value set: [IN, NULL, BETWEEN, LT, NOT_CONTAINS, EQ, GT, NOT_NULL, NE, LE, BEGINS_WITH, GE, CONTAINS]
            BatchGetItem | {"RequestItems":{"abc":{}}} | Value null at 'requestItems.abc.member.keys' failed to satisfy constraint: Member must not be null
            BatchGetItem | {"RequestItems":{"abc":{"Keys":[]}}} | Value '[]' at 'requestItems.abc.member.keys' failed to satisfy constraint: Member must have length greater than or equal to 1
            BatchWriteItem | {"RequestItems":{"abc":[{"DeleteRequest":{}}]}} | Value null at 'requestItems.abc.member.1.member.deleteRequest.key' failed to satisfy constraint: Member must not be null
            BatchWriteItem | {"RequestItems":{"abc":[{},{"PutRequest":{}}]}} | Value null at 'requestItems.abc.member.2.member.putRequest.item' failed to satisfy constraint: Member must not be null
            # maps as a whole
            BatchGetItem   | {"RequestItems":{}} | Value '{}' at 'requestItems' failed to satisfy constraint: Member must have length greater than or equal to 1
            BatchWriteItem | {"RequestItems":{"abc":[]}} | Value '{abc=[]}' at 'requestItems' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 25, Member must have length greater than or equal to 1]
            BatchWriteItem | {"RequestItems":{"a;":[{}]}} | Value '{a;=[WriteRequest(deleteRequest=null, putRequest=null)]}' at 'requestItems' failed to satisfy constraint: Map keys must satisfy constraint: [Member must have length less than or equal to 255, Member must have length greater than or equal to 3, Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+]
            # nulls in lists and maps
            Scan | {"TableName":"abc","AttributesToGet":["a",null]} | Value null at 'attributesToGet.2.member' failed to satisfy constraint: Member must not be null
            Scan | {"TableName":"abc","ExpressionAttributeNames":{"#a":null}} | Value null at 'expressionAttributeNames.#a.member' failed to satisfy constraint: Member must not be null
            BatchWriteItem | {"RequestItems":{"abc":null}} | Value null at 'requestItems.abc.member' failed to satisfy constraint: Member must not be null
            """)
    void oneViolationIsWordedAsTheServiceDoes(String operation, String json, String violation) {
        var error = TestingModel.error(operation, json);

        assertThat(error.type()).isEqualTo(ErrorType.VALIDATION);
        assertThat(error).hasMessage("1 validation error detected: " + violation);
    }

    @Test
    void violationsAreListedInTheOrderOfTheService() {
        var error = TestingModel.error(
                "PutItem", "{\"TableName\":\"a;\",\"ReturnValues\":\"x\",\"ReturnConsumedCapacity\":\"y\"}");

        assertThat(error)
                .hasMessage("5 validation errors detected: "
                        + "Value 'y' at 'returnConsumedCapacity' failed to satisfy constraint:"
                        + " Member must satisfy enum value set: [INDEXES, TOTAL, NONE]; "
                        + "Value 'a;' at 'tableName' " + NAME_PATTERN + "; "
                        + "Value 'a;' at 'tableName' failed to satisfy constraint:"
                        + " Member must have length greater than or equal to 3; "
                        + "Value null at 'item' failed to satisfy constraint: Member must not be null; "
                        + "Value 'x' at 'returnValues' failed to satisfy constraint: Member must satisfy enum value set:"
                        + " [ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]");
    }

    @Test
    void onlyTenViolationsAreCounted() {
        var error =
                TestingModel.error("TagResource", "{\"ResourceArn\":\"arn:x\",\"Tags\":[" + "{},".repeat(20) + "{}]}");

        assertThat(error.getMessage()).startsWith("10 validation errors detected: Value null at 'tags.1.member.key'");
        assertThat(String.valueOf(error.getMessage()).split("; ", -1)).hasSize(10);
    }

    @Test
    void longListIsShownWithItsStructures() {
        var error = TestingModel.error(
                "TransactGetItems",
                "{\"TransactItems\":[" + "{\"Get\":{\"TableName\":\"abc\",\"Key\":{}}},".repeat(100) + "{}]}");

        assertThat(error.getMessage())
                .startsWith("2 validation errors detected: Value '[TransactGetItem(get=Get(key={...}, tableName=abc,"
                        + " projectionExpression=null, expressionAttributeNames=null)), TransactGetItem(")
                .contains("' at 'transactItems' failed to satisfy constraint:"
                        + " Member must have length less than or equal to 100; ");
    }

    @Test
    void messagesStayShortHoweverLongTheRequestIs() {
        var error = TestingModel.error("ListTables", "{\"ExclusiveStartTableName\":\"" + "a".repeat(5_000_000) + "\"}");

        assertThat(error.getMessage())
                .hasSizeLessThan(11_000)
                .endsWith("a' at 'exclusiveStartTableName' failed to satisfy constraint:"
                        + " Member must have length less than or equal to 255");
    }

    @Test
    void longTextsAreNotCutWithinACharacter() {
        var error = TestingModel.error("ListTables", "{\"ExclusiveStartTableName\":\"a" + "😀".repeat(6_000) + "\"}");

        assertThat(error.getMessage()).contains("😀' at 'exclusiveStartTableName'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            CreateTable        | {} | The parameter 'TableName' is required but was not present in the request
            DescribeTable      | {"TableName":null} | The parameter 'TableName' is required but was not present in the request
            DeleteTable        | {"TableName":""}   | TableName must be at least 3 characters long and at most 255 characters long
            UpdateTable        | {"TableName":"a;","BillingMode":"x"} | TableName must be at least 3 characters long and at most 255 characters long
            ListTagsOfResource | {} | Invalid TableArn
            TagResource        | {} | Invalid TableArn
            UntagResource      | {"TagKeys":[""]} | Invalid TableArn
            """)
    void someMembersAreCheckedAloneBeforeAllOthers(String operation, String json, String message) {
        var error = TestingModel.error(operation, json);

        assertThat(error.type()).isEqualTo(ErrorType.VALIDATION);
        assertThat(error).hasMessage(message);
    }

    @Test
    void badNameOfGoodLengthIsAViolationLikeOthers() {
        assertThat(TestingModel.error("DescribeTable", "{\"TableName\":\"abc;\"}"))
                .hasMessage("1 validation error detected: Value 'abc;' at 'tableName' " + NAME_PATTERN);
    }

    @Test
    void attributeDefinitionsAndKeySchemaAreRequired() {
        assertThat(TestingModel.error("CreateTable", "{\"TableName\":\"abc\"}"))
                .hasMessage("2 validation errors detected: Value null at 'attributeDefinitions' failed to satisfy"
                        + " constraint: Member must not be null; Value null at 'keySchema' failed to satisfy constraint:"
                        + " Member must not be null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"TableName\":\"arn:aws:dynamodb:us-east-1:000000000000:table/abc\"}",
                "{\"TableName\":\"abc\",\"Unknown\":{\"a\":[1,2,{\"b\":null}]}}",
                "{\"Table\\u004eame\":\"abc\"}",
                "{\"TableName\":\"_.-\"}",
            })
    void goodRequestsPass(String json) {
        assertThatCode(() -> TestingModel.parse("DescribeTable", json)).doesNotThrowAnyException();
    }

    @Test
    void arnsMayBeLongerThanNames() {
        var arn = "arn:aws:dynamodb:us-east-1:000000000000:table/" + "a".repeat(255);

        assertThatCode(() -> TestingModel.parse("DescribeTable", "{\"TableName\":\"" + arn + "\"}"))
                .doesNotThrowAnyException();
        assertThat(TestingModel.error("Scan", "{\"TableName\":\"" + arn.repeat(4) + "\"}"))
                .hasMessageEndingWith("at 'tableName' failed to satisfy constraint:"
                        + " Member must have length less than or equal to 1024");
    }
}
