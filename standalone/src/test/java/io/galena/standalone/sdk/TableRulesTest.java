package io.galena.standalone.sdk;

import static io.galena.standalone.sdk.Refusals.INVALID;
import static io.galena.standalone.sdk.Refusals.assertInvalid;
import static io.galena.standalone.sdk.TableShape.attribute;
import static io.galena.standalone.sdk.TableShape.index;
import static io.galena.standalone.sdk.TableShape.key;
import static io.galena.standalone.sdk.TableShape.keys;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;

/** What CreateTable and UpdateTable refuse. */
@OnEveryEndpoint
class TableRulesTest {
    private static final AttributeDefinition PK = attribute("pk", "S");
    private static final AttributeDefinition SK = attribute("sk", "S");
    private static final AttributeDefinition X = attribute("x", "S");

    private final Endpoint endpoint;
    private final DynamoDbClient client;
    private final String name;

    TableRulesTest(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.client = endpoint.client();
        this.name = endpoint.unusedName();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "ab", "with space", "slash/ed", "ünï"})
    void namesHaveAtLeastThreeOfSomeCharacters(String badName) {
        assertThat(Refusals.refusal(() -> create(table -> table.tableName(badName)
                                .attributeDefinitions(PK)
                                .keySchema(keys("pk"))))
                        .awsErrorDetails()
                        .errorCode())
                .isEqualTo("ValidationException");
    }

    @Test
    void theKeyMustFitItsAttributes() {
        refused(
                table -> table.attributeDefinitions(PK, PK).keySchema(keys("pk")),
                "Cannot have two attributes with the same name");
        refused(
                table -> table.attributeDefinitions(PK, X).keySchema(keys("pk")),
                INVALID + "Number of attributes in KeySchema does not exactly match number of attributes defined in"
                        + " AttributeDefinitions");
        refused(
                table -> table.attributeDefinitions(PK).keySchema(keys("pk", "sk")),
                "Invalid KeySchema: Some index key attribute have no definition");
        refused(
                table -> table.attributeDefinitions(X).keySchema(keys("pk")),
                INVALID + "Some index key attributes are not defined in AttributeDefinitions. Keys: [pk],"
                        + " AttributeDefinitions: [x]");
    }

    @Test
    void theKeyIsAPartitionKeyAndPerhapsASortKeyInThisOrder() {
        refused(
                table -> table.attributeDefinitions(PK).keySchema(key("pk", KeyType.RANGE)),
                "Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
        refused(
                table -> table.attributeDefinitions(PK, SK).keySchema(key("pk", KeyType.HASH), key("sk", KeyType.HASH)),
                "Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
        refused(
                table ->
                        table.attributeDefinitions(PK, SK).keySchema(key("sk", KeyType.RANGE), key("pk", KeyType.HASH)),
                "Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
        refused(
                table -> table.attributeDefinitions(PK).keySchema(key("pk", KeyType.HASH), key("pk", KeyType.RANGE)),
                "Both the Hash Key and the Range Key element in the KeySchema have the same name");
        assertThat(Refusals.refusal(() -> create(table -> table.tableName(name)
                                .attributeDefinitions(PK, SK, X)
                                .keySchema(keys("pk", "sk", "x"))))
                        .awsErrorDetails()
                        .errorMessage())
                .endsWith(
                        "at 'keySchema' failed to satisfy constraint: Member must have length less than or equal to 2");
    }

    @Test
    void throughputMustFitTheBillingMode() {
        refused(
                table -> table.attributeDefinitions(PK).keySchema(keys("pk")).billingMode((BillingMode) null),
                INVALID
                        + "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED");
        refused(
                table -> table.attributeDefinitions(PK)
                        .keySchema(keys("pk"))
                        .provisionedThroughput(
                                units -> units.readCapacityUnits(1L).writeCapacityUnits(1L)),
                INVALID + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is"
                        + " PAY_PER_REQUEST");
        refused(
                table -> table.attributeDefinitions(PK)
                        .keySchema(keys("pk"))
                        .billingMode(BillingMode.PROVISIONED)
                        .provisionedThroughput(
                                units -> units.readCapacityUnits(0L).writeCapacityUnits(1L)),
                "1 validation error detected: Value '0' at 'provisionedThroughput.readCapacityUnits' failed to satisfy"
                        + " constraint: Member must have value greater than or equal to 1");
    }

    @Test
    void localIndexesNeedASortKeyAndTheTablesPartitionKey() {
        refused(
                table -> table.attributeDefinitions(PK, X)
                        .keySchema(keys("pk"))
                        .localSecondaryIndexes(index("by-x", "x", "ALL")),
                INVALID + "Table KeySchema does not have a range key, which is required when specifying a"
                        + " LocalSecondaryIndex");
        refused(
                withIndexes(LocalSecondaryIndex.builder()
                        .indexName("by-x")
                        .keySchema(keys("x", "sk"))
                        .projection(projection -> projection.projectionType("ALL"))
                        .build()),
                INVALID + "Index KeySchema does not have the same leading hash key as table KeySchema for index: by-x."
                        + " index hash key: x, table hash key: pk");
        refused(
                table -> table.attributeDefinitions(PK, SK)
                        .keySchema(keys("pk", "sk"))
                        .localSecondaryIndexes(LocalSecondaryIndex.builder()
                                .indexName("by-nothing")
                                .keySchema(keys("pk"))
                                .projection(projection -> projection.projectionType("ALL"))
                                .build()),
                INVALID + "Index KeySchema does not have a range key for index: by-nothing");
        refused(
                table -> table.attributeDefinitions(PK, SK, X, attribute("y", "S"))
                        .keySchema(keys("pk", "sk"))
                        .localSecondaryIndexes(index("by-x", "x", "ALL")),
                INVALID
                        + "Some AttributeDefinitions are not used. AttributeDefinitions: [pk, sk, x, y], keys used: [pk,"
                        + " sk, x]");
    }

    @Test
    void localIndexesHaveDifferentNamesAndAreFiveAtMost() {
        refused(
                withIndexes(index("by-x", "x", "ALL"), index("by-x", "x", "ALL")),
                INVALID + "Duplicate index name: by-x");
        refused(
                withIndexes(IntStream.range(0, 6)
                        .mapToObj(number -> index("by-x-" + number, "x", "ALL"))
                        .toArray(LocalSecondaryIndex[]::new)),
                INVALID + "Number of LocalSecondaryIndexes exceeds per-table limit of 5");
    }

    @Test
    void projectionsListAttributesWhenTheyIncludeSome() {
        refused(
                withIndexes(index("by-x", "x", "INCLUDE")),
                INVALID + "ProjectionType is INCLUDE, but NonKeyAttributes is not specified");
        refused(
                withIndexes(index("by-x", "x", "ALL", "f")),
                INVALID + "ProjectionType is ALL, but NonKeyAttributes is specified");
        refused(
                withIndexes(index("by-x", "x", "KEYS_ONLY", "f")),
                INVALID + "ProjectionType is KEYS_ONLY, but NonKeyAttributes is specified");
    }

    @Test
    void anUpdateMustSayWhatToUpdate() {
        var table = endpoint.table(TableShape.PLAIN);

        assertInvalid(
                () -> client.updateTable(update -> update.tableName(table)),
                "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates or"
                        + " SSESpecification or ReplicaUpdates is required");
        assertInvalid(
                () -> client.updateTable(update -> update.tableName(table)
                        .provisionedThroughput(
                                units -> units.readCapacityUnits(1L).writeCapacityUnits(1L))),
                INVALID + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is"
                        + " PAY_PER_REQUEST");
        assertInvalid(
                () -> client.updateTable(update -> update.tableName(table).billingMode(BillingMode.PROVISIONED)),
                INVALID
                        + "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED");
    }

    private static Consumer<CreateTableRequest.Builder> withIndexes(LocalSecondaryIndex... indexes) {
        return table -> table.attributeDefinitions(List.of(PK, SK, X))
                .keySchema(keys("pk", "sk"))
                .localSecondaryIndexes(indexes);
    }

    private void refused(Consumer<CreateTableRequest.Builder> definition, String message) {
        assertInvalid(() -> create(table -> definition.accept(table.tableName(name))), message);
    }

    private void create(Consumer<CreateTableRequest.Builder> definition) {
        client.createTable(table -> definition.accept(table.billingMode(BillingMode.PAY_PER_REQUEST)));
    }
}
