package io.galena.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a request is said in the service's words. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationErrorsTest {
    private static final String INVALID = "One or more parameter values were invalid: ";
    private static final String PK = "{'AttributeName': 'pk', 'KeyType': 'HASH'}";
    private static final String SK = "{'AttributeName': 'sk', 'KeyType': 'RANGE'}";
    private static final String ARN = "arn:aws:dynamodb:us-east-1:000000000000:table/";

    private TestingControlPlane controlPlane;

    @BeforeAll
    void start() {
        controlPlane = TestingControlPlane.start(new FakeStorage());
        controlPlane.createTable("OnDemand");
        controlPlane.call(
                "CreateTable",
                table("Provisioned", PK, "pk")
                        + ", 'ProvisionedThroughput': {'ReadCapacityUnits': 5, 'WriteCapacityUnits': 5},"
                        + " 'DeletionProtectionEnabled': true, 'StreamSpecification':"
                        + " {'StreamEnabled': true, 'StreamViewType': 'KEYS_ONLY'}}");
    }

    @AfterAll
    void stop() {
        controlPlane.close();
    }

    static Stream<Arguments> badCreations() {
        return Stream.of(
                creation(
                        table("New", PK, "pk"),
                        INVALID + "ReadCapacityUnits and WriteCapacityUnits must both be specified when"
                                + " BillingMode is PROVISIONED"),
                creation(
                        onDemand(PK, "pk")
                                + ", 'ProvisionedThroughput': {'ReadCapacityUnits': 1, 'WriteCapacityUnits': 1}",
                        INVALID
                                + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is"
                                + " PAY_PER_REQUEST"),
                creation(
                        table("New", PK, "pk")
                                + ", 'ProvisionedThroughput': {'ReadCapacityUnits': 1000000000001, 'WriteCapacityUnits': 1}",
                        "Given value 1000000000001 for ReadCapacityUnits is out of bounds"),
                creation(
                        table("New", PK, "pk")
                                + ", 'ProvisionedThroughput': {'ReadCapacityUnits': 1, 'WriteCapacityUnits': 1000000000001}",
                        "Given value 1000000000001 for WriteCapacityUnits is out of bounds"),
                creation(
                        table("New", PK, "pk") + ", 'OnDemandThroughput': {'MaxReadRequestUnits': 1}"
                                + ", 'ProvisionedThroughput': {'ReadCapacityUnits': 1, 'WriteCapacityUnits': 1}",
                        INVALID + "OnDemandThroughput cannot be specified when BillingMode is PROVISIONED"),
                creation(
                        onDemand(PK, "pk", "sk"),
                        INVALID
                                + "Number of attributes in KeySchema does not exactly match number of attributes defined in"
                                + " AttributeDefinitions"),
                creation(
                        onDemand(PK + "," + SK, "pk"),
                        "Invalid KeySchema: Some index key attribute have no definition"),
                creation(
                        onDemand(PK, "sk"),
                        INVALID + "Some index key attributes are not defined in AttributeDefinitions. Keys: [pk],"
                                + " AttributeDefinitions: [sk]"),
                creation(onDemand(PK, "pk", "pk"), "Cannot have two attributes with the same name"),
                creation(
                        onDemand("{'AttributeName': 'pk', 'KeyType': 'RANGE'}", "pk"),
                        "Invalid KeySchema: The first KeySchemaElement is not a HASH key type"),
                creation(
                        onDemand(PK + ", {'AttributeName': 'sk', 'KeyType': 'HASH'}", "pk", "sk"),
                        "Invalid KeySchema: The second KeySchemaElement is not a RANGE key type"),
                creation(
                        onDemand(PK + ", {'AttributeName': 'pk', 'KeyType': 'RANGE'}", "pk"),
                        "Both the Hash Key and the Range Key element in the KeySchema have the same name"),
                creation(
                        onDemand(PK + "," + SK + ", {'AttributeName': 'x', 'KeyType': 'RANGE'}", "pk", "sk", "x"),
                        "1 validation error detected: Value '[KeySchemaElement(attributeName=pk, keyType=HASH),"
                                + " KeySchemaElement(attributeName=sk, keyType=RANGE), KeySchemaElement(attributeName=x,"
                                + " keyType=RANGE)]' at 'keySchema' failed to satisfy constraint: Member must have length"
                                + " less than or equal to 2"),
                creation(
                        "'TableName': 'New', 'KeySchema': [" + PK + "]",
                        "1 validation error detected: Value null at 'attributeDefinitions' failed to satisfy constraint:"
                                + " Member must not be null"),
                creation(
                        onDemand(PK, "pk") + ", 'LocalSecondaryIndexes': []",
                        INVALID + "List of LocalSecondaryIndexes is empty"),
                creation(
                        onDemand(PK, "pk", "x") + indexes(index("byX", "x", "'ProjectionType': 'ALL'")),
                        INVALID + "Table KeySchema does not have a range key, which is required when specifying a"
                                + " LocalSecondaryIndex"),
                creation(withSortKey("x") + indexes(index("byX", "x", "")), INVALID + "Unknown ProjectionType: null"),
                creation(
                        withSortKey("x") + indexes(index("byX", "x", "'ProjectionType': 'INCLUDE'")),
                        INVALID + "ProjectionType is INCLUDE, but NonKeyAttributes is not specified"),
                creation(
                        withSortKey("x")
                                + indexes(index("byX", "x", "'ProjectionType': 'ALL', 'NonKeyAttributes': ['a']")),
                        INVALID + "ProjectionType is ALL, but NonKeyAttributes is specified"),
                creation(
                        withSortKey("x")
                                + indexes(index("byX", "x", "'ProjectionType': 'ALL'") + ","
                                        + index("byX", "x", "'ProjectionType': 'ALL'")),
                        INVALID + "Duplicate index name: byX"),
                creation(
                        withSortKey()
                                + indexes("{'IndexName': 'byNone', 'KeySchema': [" + PK
                                        + "], 'Projection': {'ProjectionType': 'ALL'}}"),
                        INVALID + "Index KeySchema does not have a range key for index: byNone"),
                creation(
                        withSortKey("x")
                                + indexes("{'IndexName': 'other', 'KeySchema': [{'AttributeName': 'x', 'KeyType':"
                                        + " 'HASH'}, " + SK + "], 'Projection': {'ProjectionType': 'ALL'}}"),
                        INVALID
                                + "Index KeySchema does not have the same leading hash key as table KeySchema for index:"
                                + " other. index hash key: x, table hash key: pk"),
                creation(
                        withSortKey("x", "y") + indexes(index("byX", "x", "'ProjectionType': 'ALL'")),
                        INVALID
                                + "Some AttributeDefinitions are not used. AttributeDefinitions: [pk, sk, x, y], keys used:"
                                + " [pk, sk, x]"),
                creation(
                        withSortKey() + indexes(index("byX", "x", "'ProjectionType': 'ALL'")),
                        INVALID + "Some index key attributes are not defined in AttributeDefinitions. Keys: [x],"
                                + " AttributeDefinitions: [pk, sk]"),
                creation(
                        withSortKey("x")
                                + indexes(IntStream.range(0, 6)
                                        .mapToObj(i -> index("byX" + i, "x", "'ProjectionType': 'ALL'"))
                                        .collect(Collectors.joining(","))),
                        INVALID + "Number of LocalSecondaryIndexes exceeds per-table limit of 5"),
                creation(
                        onDemand(PK, "pk") + ", 'GlobalSecondaryIndexes': []",
                        INVALID + "List of GlobalSecondaryIndexes is empty"),
                creation(
                        onDemand(PK, "pk") + ", 'StreamSpecification': {'StreamEnabled': true}",
                        INVALID + "StreamViewType must be specified when StreamEnabled is true"),
                creation(
                        onDemand(PK, "pk")
                                + ", 'StreamSpecification': {'StreamEnabled': false, 'StreamViewType': 'KEYS_ONLY'}",
                        INVALID + "StreamViewType cannot be specified when StreamEnabled is false"),
                creation(
                        onDemand(PK, "pk") + ", 'Tags': [{'Key': 'a', 'Value': ''}, {'Key': 'a', 'Value': ''}]",
                        INVALID + "Duplicate tag key: a"),
                creation(
                        onDemand(PK, "pk") + ", 'WarmThroughput': {'ReadUnitsPerSecond': 11999}",
                        INVALID
                                + "Requested ReadUnitsPerSecond for WarmThroughput is lower than the current value. Current"
                                + " value: 12000. Requested value: 11999"));
    }

    @ParameterizedTest
    @MethodSource("badCreations")
    void badCreationIsRefused(String request, String message) {
        var answer = controlPlane.send("CreateTable", request);

        assertThat(answer.message()).isEqualTo(message);
        assertThat(answer.type()).isEqualTo("ValidationException");
        assertThat(answer.status()).isEqualTo(400);
    }

    static Stream<Arguments> badCalls() {
        var notFound = "Requested resource not found: Table: Absent not found";
        return Stream.of(
                call("DescribeTable", "'TableName': 'Absent'", "ResourceNotFoundException", notFound),
                call("DeleteTable", "'TableName': 'Absent'", "ResourceNotFoundException", notFound),
                call("DescribeTimeToLive", "'TableName': 'Absent'", "ResourceNotFoundException", notFound),
                call(
                        "UpdateTable",
                        "'TableName': 'Absent', 'DeletionProtectionEnabled': true",
                        "ResourceNotFoundException",
                        notFound),
                call(
                        "DescribeContinuousBackups",
                        "'TableName': 'Absent'",
                        "TableNotFoundException",
                        "Table not found: Absent"),
                call(
                        "CreateTable",
                        onDemand(PK, "pk").replace("'New'", "'OnDemand'"),
                        "ResourceInUseException",
                        "Table already exists: OnDemand"),
                call(
                        "CreateTable",
                        table("Huge", PK, "pk")
                                + ", 'ProvisionedThroughput': {'ReadCapacityUnits': 40001, 'WriteCapacityUnits': 1}",
                        "LimitExceededException",
                        "Subscriber limit exceeded: Provisioned throughput exceeds the limit of a table. Maximum"
                                + " ReadCapacityUnits: 40000. Requested ReadCapacityUnits: 40001. Maximum"
                                + " WriteCapacityUnits: 40000. Requested WriteCapacityUnits: 1"),
                call(
                        "DeleteTable",
                        "'TableName': 'Provisioned'",
                        "ValidationException",
                        "Resource cannot be deleted as it is currently protected against deletion. Disable deletion"
                                + " protection first."),
                update(
                        "OnDemand",
                        "",
                        "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled,"
                                + " GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required"),
                update(
                        "OnDemand",
                        ", 'ProvisionedThroughput': {'ReadCapacityUnits': 5, 'WriteCapacityUnits': 5}",
                        INVALID
                                + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is"
                                + " PAY_PER_REQUEST"),
                update(
                        "OnDemand",
                        ", 'BillingMode': 'PROVISIONED'",
                        INVALID + "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is"
                                + " PROVISIONED"),
                update(
                        "OnDemand",
                        ", 'StreamSpecification': {'StreamEnabled': false}",
                        "Table has no stream to disable: TableName: OnDemand"),
                update(
                        "OnDemand",
                        ", 'GlobalSecondaryIndexUpdates': []",
                        "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled,"
                                + " GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required"),
                update(
                        "Provisioned",
                        ", 'StreamSpecification': {'StreamEnabled': true, 'StreamViewType': 'NEW_IMAGE'}",
                        "Table already has an enabled stream: TableName: Provisioned"),
                update(
                        "Provisioned",
                        ", 'ProvisionedThroughput': {'ReadCapacityUnits': 5, 'WriteCapacityUnits': 5}",
                        "The provisioned throughput for the table will not change. The requested value equals the current"
                                + " value. Current ReadCapacityUnits provisioned for the table: 5. Requested"
                                + " ReadCapacityUnits: 5. Current WriteCapacityUnits provisioned for the table: 5."
                                + " Requested WriteCapacityUnits: 5. Refer to the Amazon DynamoDB Developer Guide for"
                                + " current limits and how to request higher limits."),
                call(
                        "ListTagsOfResource",
                        "'ResourceArn': 'abcd'",
                        "ValidationException",
                        "Invalid TableArn: Invalid ResourceArn provided as input abcd"),
                call(
                        "ListTagsOfResource",
                        "'ResourceArn': '" + ARN + "ab'",
                        "ValidationException",
                        "Invalid TableArn: Invalid ResourceArn provided as input " + ARN + "ab"),
                call(
                        "ListTagsOfResource",
                        "'ResourceArn': '" + ARN + "Absent'",
                        "ResourceNotFoundException",
                        "Requested resource not found: ResourcArn: " + ARN + "Absent not found"),
                call(
                        "ListTagsOfResource",
                        "'ResourceArn': 'arn:aws:dynamodb:us-east-1:111111111111:table/OnDemand'",
                        "AccessDeniedException",
                        "User: arn:aws:iam::000000000000:root is not authorized to perform: dynamodb:ListTagsOfResource on"
                                + " resource: arn:aws:dynamodb:us-east-1:111111111111:table/OnDemand"),
                call(
                        "ListTagsOfResource",
                        "'ResourceArn': '" + ARN + "OnDemand', 'NextToken': '?'",
                        "ValidationException",
                        "The provided pagination token is invalid"),
                call(
                        "TagResource",
                        "'ResourceArn': '" + ARN + "OnDemand', 'Tags': []",
                        "ValidationException",
                        "Atleast one Tag needs to be provided as Input."),
                call(
                        "TagResource",
                        "'ResourceArn': '" + ARN + "OnDemand', 'Tags': [{'Key': 'aws:x', 'Value': ''}]",
                        "ValidationException",
                        INVALID + "Tag keys starting with 'aws:' are reserved for system use. Tag key: aws:x"),
                call(
                        "UntagResource",
                        "'ResourceArn': '" + ARN + "OnDemand', 'TagKeys': []",
                        "ValidationException",
                        "Atleast one Tag Key needs to be provided as Input."));
    }

    @ParameterizedTest
    @MethodSource("badCalls")
    void badCallIsRefused(String operation, String request, String type, String message) {
        var answer = controlPlane.send(operation, request);

        assertThat(answer.message()).isEqualTo(message);
        assertThat(answer.type()).isEqualTo(type);
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void refusedCreationLeavesNothingBehind() {
        controlPlane.send("CreateTable", "{" + onDemand(PK, "sk") + "}");

        assertThat(controlPlane.send("DescribeTable", "{'TableName': 'New'}").status())
                .isEqualTo(400);
    }

    private static Arguments creation(String members, String message) {
        return Arguments.of("{" + stripped(members) + "}", message);
    }

    private static Arguments call(String operation, String members, String type, String message) {
        return Arguments.of(operation, "{" + stripped(members) + "}", type, message);
    }

    private static Arguments update(String table, String members, String message) {
        return call("UpdateTable", "'TableName': '" + table + "'" + members, "ValidationException", message);
    }

    private static String stripped(String members) {
        return members.startsWith("{") ? members.substring(1) : members;
    }

    private static String onDemand(String keySchema, String... attributes) {
        return table("New", keySchema, attributes) + ", 'BillingMode': 'PAY_PER_REQUEST'";
    }

    private static String withSortKey(String... more) {
        return onDemand(
                PK + "," + SK,
                Stream.concat(Stream.of("pk", "sk"), Stream.of(more)).toArray(String[]::new));
    }

    private static String table(String name, String keySchema, String... attributes) {
        var definitions = Stream.of(attributes)
                .map(attribute -> "{'AttributeName': '" + attribute + "', 'AttributeType': 'S'}")
                .collect(Collectors.joining(", "));
        return "{'TableName': '" + name + "', 'KeySchema': [" + keySchema + "], 'AttributeDefinitions': [" + definitions
                + "]";
    }

    private static String indexes(String indexes) {
        return ", 'LocalSecondaryIndexes': [" + indexes + "]";
    }

    private static String index(String name, String sortKey, String projection) {
        return "{'IndexName': '" + name + "', 'KeySchema': [" + PK + ", {'AttributeName': '" + sortKey
                + "', 'KeyType': 'RANGE'}], 'Projection': {" + projection + "}}";
    }
}
