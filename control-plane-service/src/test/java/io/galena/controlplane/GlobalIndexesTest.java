package io.galena.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.kit.catalog.BackfillIndex;
import io.galena.kit.catalog.IndexDescriptor.Scope;
import io.galena.postgres.testing.TestingPostgres;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Global indexes in the catalog: definitions that are refused, and the way of an index into being and out of it. */
class GlobalIndexesTest {
    private static final String INVALID = "One or more parameter values were invalid: ";

    private final FakeStorage storage = new FakeStorage();
    private final String database = TestingPostgres.freshDatabase();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Ra | Invalid KeySchema: The first KeySchemaElement is not a HASH key type",
                "Ha Rb Hc | Invalid KeySchema: A KeySchemaElement of HASH key type follows one of RANGE key type",
                "Ha Ra | Both the Hash Key and the Range Key element in the KeySchema have the same name",
                "Ha Hb Hc Hd He | Invalid KeySchema: The number of HASH key attributes exceeds the limit of 4",
                "Ha Rb Rc Rd Re Rf | Invalid KeySchema: The number of RANGE key attributes exceeds the limit of 4"
            })
    void keysOfTheWrongShapeAreRefused(String key, String message) {
        try (var controlPlane = start()) {
            assertRefused(controlPlane, table(index("index", key, "'ProjectionType': 'ALL'", "")), message);
        }
    }

    @Test
    void otherDefinitionsThatCannotBeAreRefused() {
        try (var controlPlane = start()) {
            assertRefused(
                    controlPlane,
                    table(index("index", "Ha", "'ProjectionType': 'INCLUDE'", "")),
                    INVALID + "ProjectionType is INCLUDE, but NonKeyAttributes is not specified");
            assertRefused(controlPlane, table(index("index", "Ha", "", "")), INVALID + "Unknown ProjectionType: null");
            assertRefused(
                    controlPlane,
                    table(Stream.of("index", "index")
                            .map(name -> index(name, "Ha", "'ProjectionType': 'ALL'", ""))
                            .collect(Collectors.joining(","))),
                    INVALID + "Duplicate index name: index");
            assertRefused(
                    controlPlane,
                    table(index(
                            "index",
                            "Ha",
                            "'ProjectionType': 'ALL'",
                            ", 'ProvisionedThroughput': {'ReadCapacityUnits': 1, 'WriteCapacityUnits': 1}")),
                    INVALID + "ProvisionedThroughput should not be specified for index: index when BillingMode is"
                            + " PAY_PER_REQUEST");
            assertRefused(
                    controlPlane,
                    table(many(21, "'ProjectionType': 'ALL'")),
                    INVALID + "GlobalSecondaryIndex count exceeds the per-table limit of 20");
            assertRefused(
                    controlPlane,
                    table(IntStream.range(0, 6)
                            .mapToObj(number -> index("index" + number, "Ha", including(number == 5 ? 1 : 20), ""))
                            .collect(Collectors.joining(","))),
                    INVALID + "Number of projected attributes exceeds the limit of 100 over all indexes");
            assertRefused(
                    controlPlane,
                    table(index("index", "Ha", "'ProjectionType': 'ALL'", ""))
                            .replace(
                                    "PAY_PER_REQUEST'",
                                    "PROVISIONED', 'ProvisionedThroughput': {'ReadCapacityUnits': 1,"
                                            + " 'WriteCapacityUnits': 1}"),
                    INVALID + "ProvisionedThroughput must be specified for index: index");
        }
    }

    @Test
    void twentyIndexesOfEightAttributesAreFine() {
        try (var controlPlane = start()) {
            controlPlane.call(
                    "CreateTable",
                    table(IntStream.range(0, 20)
                            .mapToObj(number -> index("index" + number, "Ha Hb Hc Hd Re Rf Rg Rh", including(5), ""))
                            .collect(Collectors.joining(","))));

            assertThat(controlPlane.describe("Table").get("GlobalSecondaryIndexes"))
                    .hasSize(20);
            var index = storage.find("Table").orElseThrow().globalIndexes().getFirst();
            assertThat(index.keys().partition()).hasSize(4);
            assertThat(index.keys().sort()).hasSize(4);
            assertThat(index.scope()).isEqualTo(Scope.GLOBAL);
        }
    }

    @Test
    void maximumsOfOnDemandAreForgottenWithTheMode() {
        try (var controlPlane = start()) {
            controlPlane.call(
                    "CreateTable",
                    table(index(
                            "index",
                            "Ha",
                            "'ProjectionType': 'ALL'",
                            ", 'OnDemandThroughput': {'MaxReadRequestUnits': 3}")));
            TestingControlPlane.await(() -> status(controlPlane).equals("ACTIVE"));
            assertThat(index(controlPlane).get("OnDemandThroughput")).isNotNull();

            controlPlane.call("UpdateTable", """
                    {'TableName': 'Table', 'BillingMode': 'PROVISIONED',
                     'ProvisionedThroughput': {'ReadCapacityUnits': 1, 'WriteCapacityUnits': 1},
                     'GlobalSecondaryIndexUpdates': [{'Update': {'IndexName': 'index',
                        'ProvisionedThroughput': {'ReadCapacityUnits': 1, 'WriteCapacityUnits': 1}}}]}""");

            assertThat(index(controlPlane).get("OnDemandThroughput")).isNull();
        }
    }

    @Test
    void aNewIndexIsTakenOnThenBackfilledStepByStepThenReadable() {
        storage.backfill = request -> switch (request.progress()) {
            case "" -> new BackfillIndex.Answer("half", false, false);
            default -> BackfillIndex.Answer.done();
        };
        try (var controlPlane = start()) {
            controlPlane.createTable("Table");
            addIndex(controlPlane);
            awaitStatus(controlPlane, "ACTIVE");

            assertThat(storage.applied)
                    .extracting(table -> table.globalIndexes().stream()
                            .map(index -> index.scope().name())
                            .collect(Collectors.joining()))
                    .containsExactly("", "GLOBAL_BACKFILLING", "GLOBAL");
            assertThat(storage.backfills)
                    .extracting(BackfillIndex.Request::progress)
                    .containsExactly("", "half");
            assertThat(storage.backfills).allMatch(request -> request.version() == 2);
            assertThat(controlPlane.describe("Table").get("AttributeDefinitions"))
                    .hasSize(2);
        }
    }

    @Test
    void changesGoToTheChangeLogOnlyWhileThereIsAnIndexAcrossShards() {
        try (var controlPlane = start()) {
            controlPlane.createTable("Table");
            assertThat(storage.find("Table").orElseThrow().changeLog()).isEmpty();
            addIndex(controlPlane);
            awaitStatus(controlPlane, "ACTIVE");

            var changeLog = storage.find("Table").orElseThrow().changeLog().orElseThrow();
            assertThat(changeLog.streamId()).isZero();
            assertThat(changeLog.topicPartitions()).isEqualTo(2);
            controlPlane.enableStream("Table", "KEYS_ONLY");
            TestingControlPlane.await(() -> storage.find("Table")
                            .orElseThrow()
                            .changeLog()
                            .orElseThrow()
                            .streamId()
                    != 0);
            controlPlane.disableStream("Table");
            TestingControlPlane.await(() -> storage.find("Table")
                            .orElseThrow()
                            .changeLog()
                            .orElseThrow()
                            .streamId()
                    == 0);
            deleteIndex(controlPlane);

            TestingControlPlane.await(() -> !controlPlane.describe("Table").has("GlobalSecondaryIndexes"));
            assertThat(storage.find("Table").orElseThrow().changeLog()).isEmpty();
            assertThat(controlPlane.describe("Table").get("AttributeDefinitions"))
                    .hasSize(1);
        }
    }

    @Test
    void aBackfillThatAControlPlaneLeftIsTakenUpByTheNextWhereItWas() {
        storage.backfill = request -> {
            if (request.progress().equals("half")) {
                throw new IllegalStateException("storage fails, as the test wants");
            }
            return new BackfillIndex.Answer("half", false, false);
        };
        try (var controlPlane = start()) {
            controlPlane.createTable("Table");
            addIndex(controlPlane);
            TestingControlPlane.await(() -> storage.backfills.size() > 1);
            assertThat(status(controlPlane)).isEqualTo("CREATING");
            assertThat(index(controlPlane).get("Backfilling").asBoolean()).isTrue();
        }
        storage.backfills.clear();
        storage.backfill = _ -> BackfillIndex.Answer.done();
        try (var controlPlane = start()) {
            awaitStatus(controlPlane, "ACTIVE");

            assertThat(storage.backfills.getFirst().progress()).isEqualTo("half");
        }
    }

    @Test
    void anIndexCanBeGivenUpWhileItIsBackfilledAndNothingElseMayBegin() {
        storage.backfill = request -> new BackfillIndex.Answer("on", false, true);
        try (var controlPlane = start()) {
            controlPlane.createTable("Table");
            addIndex(controlPlane);
            TestingControlPlane.await(() -> !storage.backfills.isEmpty());
            var second = controlPlane.send("UpdateTable", creation("other"));
            deleteIndex(controlPlane);

            TestingControlPlane.await(() -> !controlPlane.describe("Table").has("GlobalSecondaryIndexes"));
            assertThat(second.type()).isEqualTo("LimitExceededException");
            assertThat(second.message())
                    .isEqualTo(
                            "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table");
            assertThat(storage.applied)
                    .noneMatch(
                            table -> table.globalIndexes().stream().anyMatch(index -> index.scope() == Scope.GLOBAL));
            addIndex(controlPlane);
            TestingControlPlane.await(() ->
                    storage.find("Table").orElseThrow().globalIndexes().stream().anyMatch(index -> index.id() == 2));
        }
    }

    private TestingControlPlane start() {
        return TestingControlPlane.start(database, storage, Map.of());
    }

    private static void addIndex(TestingControlPlane controlPlane) {
        controlPlane.call("UpdateTable", creation("index"));
    }

    private static String creation(String name) {
        return "{'TableName': 'Table', 'AttributeDefinitions': [{'AttributeName': 'a', 'AttributeType': 'S'}],"
                + " 'GlobalSecondaryIndexUpdates': [{'Create': "
                + index(name, "Ha", "'ProjectionType': 'ALL'", "") + "}]}";
    }

    private static void deleteIndex(TestingControlPlane controlPlane) {
        controlPlane.call(
                "UpdateTable",
                "{'TableName': 'Table', 'GlobalSecondaryIndexUpdates': [{'Delete': {'IndexName': 'index'}}]}");
    }

    private static void awaitStatus(TestingControlPlane controlPlane, String status) {
        TestingControlPlane.await(() -> status(controlPlane).equals(status));
    }

    private static String status(TestingControlPlane controlPlane) {
        return index(controlPlane).get("IndexStatus").asString();
    }

    private static JsonNode index(TestingControlPlane controlPlane) {
        return controlPlane.describe("Table").get("GlobalSecondaryIndexes").get(0);
    }

    private static void assertRefused(TestingControlPlane controlPlane, String request, String message) {
        var answer = controlPlane.send("CreateTable", request);

        assertThat(answer.message()).isEqualTo(message);
        assertThat(answer.type()).isEqualTo("ValidationException");
        assertThat(answer.status()).isEqualTo(400);
    }

    private static String many(int count, String projection) {
        return IntStream.range(0, count)
                .mapToObj(number -> index("index" + number, "Ha", projection, ""))
                .collect(Collectors.joining(","));
    }

    private static String including(int attributes) {
        return "'ProjectionType': 'INCLUDE', 'NonKeyAttributes': "
                + IntStream.range(0, attributes)
                        .mapToObj(number -> "'attribute" + number + "'")
                        .collect(Collectors.joining(",", "[", "]"));
    }

    /** A table whose attributes are those that its indexes name, besides {@code pk}. */
    private static String table(String indexes) {
        var attributes = Stream.concat(
                        Stream.of("pk"),
                        Stream.of("a", "b", "c", "d", "e", "f", "g", "h")
                                .filter(name -> indexes.contains("'AttributeName': '" + name + "'")))
                .map(name -> "{'AttributeName': '" + name + "', 'AttributeType': 'S'}")
                .collect(Collectors.joining(","));
        return "{'TableName': 'Table', 'BillingMode': 'PAY_PER_REQUEST', 'AttributeDefinitions': [" + attributes
                + "], 'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}], 'GlobalSecondaryIndexes': [" + indexes
                + "]}";
    }

    private static String index(String name, String key, String projection, String more) {
        var schema = Stream.of(key.split(" "))
                .map(element -> "{'AttributeName': '" + element.substring(1) + "', 'KeyType': '"
                        + (element.startsWith("H") ? "HASH" : "RANGE") + "'}")
                .collect(Collectors.joining(",", "[", "]"));
        return "{'IndexName': '" + name + "', 'KeySchema': " + schema + ", 'Projection': {" + projection + "}" + more
                + "}";
    }
}
