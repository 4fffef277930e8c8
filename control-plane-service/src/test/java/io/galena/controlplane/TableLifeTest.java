package io.galena.controlplane;

import static io.galena.controlplane.TestingControlPlane.simpleTable;
import static org.assertj.core.api.Assertions.assertThat;

import io.galena.dynamodb.value.AttributeType;
import io.galena.kit.catalog.IndexDescriptor;
import io.galena.kit.catalog.PartitionDescriptor;
import io.galena.kit.catalog.TableStatistics;
import io.galena.kit.catalog.TableStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Tables from creation to deletion, when nothing goes wrong. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TableLifeTest {
    private final FakeStorage storage = new FakeStorage();
    private TestingControlPlane controlPlane;

    @BeforeAll
    void start() {
        controlPlane = TestingControlPlane.start(storage);
    }

    @AfterAll
    void stop() {
        controlPlane.close();
    }

    @Test
    void createdTableIsAnsweredCreatingAndIsActiveAtOnce() {
        var answer = controlPlane.call("CreateTable", simpleTable("Created"));

        assertThat(answer.at("/TableDescription/TableStatus").asString()).isEqualTo("CREATING");
        assertThat(controlPlane.describe("Created").get("TableStatus").asString())
                .isEqualTo("ACTIVE");
        assertThat(storage.find("Created")).hasValueSatisfying(table -> {
            assertThat(table.status()).isEqualTo(TableStatus.ACTIVE);
            assertThat(table.arn()).isEqualTo("arn:aws:dynamodb:us-east-1:000000000000:table/Created");
        });
    }

    @Test
    void newTableIsKnownToWhoHasJustMissedIt() {
        var catalog = controlPlane.catalog();
        assertThat(catalog.awaitReady(Duration.ofSeconds(60))).isTrue();
        assertThat(catalog.find(TestingControlPlane.ACCOUNT, "Missed")).isEmpty();

        controlPlane.createTable("Missed");
        TestingControlPlane.await(
                () -> catalog.find(TestingControlPlane.ACCOUNT, "Missed").isPresent());

        controlPlane.call("DeleteTable", "{'TableName': 'Missed'}");
        TestingControlPlane.await(
                () -> catalog.find(TestingControlPlane.ACCOUNT, "Missed").isEmpty());
    }

    @Test
    void eachShardGetsAnEqualPartOfTheHashes() {
        controlPlane.createTable("Spread");

        assertThat(storage.find("Spread").orElseThrow().partitions())
                .containsExactly(
                        new PartitionDescriptor(0, 0, Long.MAX_VALUE - 1, 0, 1),
                        new PartitionDescriptor(1, Long.MAX_VALUE, -1, 1, 1));
    }

    @Test
    void localIndexesAndKeyTypesReachStorage() {
        controlPlane.call("CreateTable", """
                {'TableName': 'Indexed', 'BillingMode': 'PAY_PER_REQUEST',
                 'AttributeDefinitions': [{'AttributeName': 'pk', 'AttributeType': 'S'},
                    {'AttributeName': 'sk', 'AttributeType': 'N'}, {'AttributeName': 'other', 'AttributeType': 'B'}],
                 'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}, {'AttributeName': 'sk', 'KeyType': 'RANGE'}],
                 'LocalSecondaryIndexes': [{'IndexName': 'byOther',
                    'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}, {'AttributeName': 'other', 'KeyType': 'RANGE'}],
                    'Projection': {'ProjectionType': 'INCLUDE', 'NonKeyAttributes': ['y', 'x']}}]}""");

        var table = storage.find("Indexed").orElseThrow();
        assertThat(table.keys().sort())
                .singleElement()
                .satisfies(key -> assertThat(key.type()).isEqualTo(AttributeType.N));
        assertThat(table.localIndexes()).singleElement().satisfies(index -> {
            assertThat(index.name()).isEqualTo("byOther");
            assertThat(index.projection()).isEqualTo(IndexDescriptor.Projection.INCLUDE);
            assertThat(index.included()).containsExactlyInAnyOrder("x", "y");
            assertThat(index.keys().sort())
                    .singleElement()
                    .satisfies(key -> assertThat(key.type()).isEqualTo(AttributeType.B));
        });
        var shown = controlPlane.describe("Indexed").at("/LocalSecondaryIndexes/0");
        assertThat(shown.at("/Projection/NonKeyAttributes/0").asString()).isEqualTo("y");
        assertThat(shown.get("IndexArn").asString())
                .isEqualTo("arn:aws:dynamodb:us-east-1:000000000000:table/Indexed/index/byOther");
        assertThat(shown.get("ItemCount").asLong()).isZero();
    }

    @Test
    void descriptionHasTheMembersOfTheServiceInItsOrder() {
        controlPlane.call("CreateTable", """
                {'TableName': 'Described', 'ProvisionedThroughput': {'ReadCapacityUnits': 5, 'WriteCapacityUnits': 6},
                 'AttributeDefinitions': [{'AttributeName': 'pk', 'AttributeType': 'S'}],
                 'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}],
                 'TableClass': 'STANDARD_INFREQUENT_ACCESS', 'DeletionProtectionEnabled': false,
                 'StreamSpecification': {'StreamEnabled': true, 'StreamViewType': 'NEW_AND_OLD_IMAGES'},
                 'SSESpecification': {'Enabled': true, 'SSEType': 'KMS'}}""");

        var table = controlPlane.describe("Described");
        assertThat(table.propertyNames())
                .containsExactly(
                        "AttributeDefinitions",
                        "TableName",
                        "KeySchema",
                        "TableStatus",
                        "CreationDateTime",
                        "ProvisionedThroughput",
                        "TableSizeBytes",
                        "ItemCount",
                        "TableArn",
                        "TableId",
                        "StreamSpecification",
                        "LatestStreamLabel",
                        "LatestStreamArn",
                        "SSEDescription",
                        "TableClassSummary",
                        "DeletionProtectionEnabled",
                        "WarmThroughput");
        assertThat(table.get("CreationDateTime").isNumber()).isTrue();
        assertThat(table.get("ProvisionedThroughput").toString())
                .isEqualTo("{\"NumberOfDecreasesToday\":0,\"ReadCapacityUnits\":5,\"WriteCapacityUnits\":6}");
        assertThat(table.get("TableId").asString()).matches("[0-9a-f-]{36}");
        assertThat(table.get("LatestStreamArn").asString())
                .isEqualTo("arn:aws:dynamodb:us-east-1:000000000000:table/Described/stream/"
                        + table.get("LatestStreamLabel").asString());
        assertThat(table.at("/SSEDescription/Status").asString()).isEqualTo("DISABLED");
    }

    @Test
    void tableCanBeNamedByItsArn() {
        var arn = "arn:aws:dynamodb:us-east-1:000000000000:table/ByArn";
        controlPlane.call("CreateTable", simpleTable(arn));

        assertThat(controlPlane.describe(arn).get("TableName").asString()).isEqualTo("ByArn");
        controlPlane.call("DeleteTable", "{'TableName': '" + arn + "'}");
        assertThat(controlPlane
                        .send("DescribeTable", "{'TableName': '" + arn + "'}")
                        .type())
                .isEqualTo("ResourceNotFoundException");
    }

    @Test
    void deletedTableIsGoneAndItsNameIsFreeAtOnce() {
        controlPlane.createTable("Again");
        var first = storage.find("Again").orElseThrow();

        var answer = controlPlane.call("DeleteTable", "{'TableName': 'Again'}");
        assertThat(answer.at("/TableDescription/TableStatus").asString()).isEqualTo("DELETING");
        assertThat(storage.find("Again")).isEmpty();
        assertThat(storage.drops).anySatisfy(dropped -> {
            assertThat(dropped.id()).isEqualTo(first.id());
            assertThat(dropped.version()).isGreaterThan(first.version());
            assertThat(dropped.status()).isEqualTo(TableStatus.DELETING);
        });

        controlPlane.createTable("Again");
        assertThat(storage.find("Again").orElseThrow().id()).isGreaterThan(first.id());
    }

    @Test
    void ofManyWhoCreateOneTableExactlyOneWins() throws Exception {
        var together = new CountDownLatch(1);
        List<Future<TestingControlPlane.Answer>> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                answers.add(threads.submit(() -> {
                    together.await();
                    return controlPlane.send("CreateTable", simpleTable("Contended"));
                }));
            }
            together.countDown();
        }

        var won = 0;
        for (var answer : answers) {
            if (answer.get().status() == 200) {
                won++;
            } else {
                assertThat(answer.get().type()).isEqualTo("ResourceInUseException");
                assertThat(answer.get().message()).isEqualTo("Table already exists: Contended");
            }
        }
        assertThat(won).isOne();
    }

    @Test
    void itemCountAndSizeComeFromStorageInTheBackground() {
        controlPlane.call("CreateTable", """
                {'TableName': 'Counted', 'BillingMode': 'PAY_PER_REQUEST',
                 'AttributeDefinitions': [{'AttributeName': 'pk', 'AttributeType': 'S'},
                    {'AttributeName': 'sk', 'AttributeType': 'S'}, {'AttributeName': 'other', 'AttributeType': 'S'}],
                 'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}, {'AttributeName': 'sk', 'KeyType': 'RANGE'}],
                 'LocalSecondaryIndexes': [{'IndexName': 'byOther', 'Projection': {'ProjectionType': 'ALL'},
                    'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}, {'AttributeName': 'other', 'KeyType': 'RANGE'}]}]}
                """);
        var table = storage.find("Counted").orElseThrow();
        var id = table.id();

        var index =
                new TableStatistics.IndexEntry(table.localIndexes().getFirst().id(), 7, 890);
        storage.statistics.put(id, new TableStatistics.Entry(id, 12, 3456, List.of(index)));

        TestingControlPlane.await(
                () -> controlPlane.describe("Counted").get("ItemCount").asLong() == 12);
        assertThat(controlPlane.describe("Counted").get("TableSizeBytes").asLong())
                .isEqualTo(3456);
        TestingControlPlane.await(() -> controlPlane
                        .describe("Counted")
                        .at("/LocalSecondaryIndexes/0/ItemCount")
                        .asLong()
                == 7);
        assertThat(controlPlane
                        .describe("Counted")
                        .at("/LocalSecondaryIndexes/0/IndexSizeBytes")
                        .asLong())
                .isEqualTo(890);
    }

    @Test
    void twoHundredTablesInARowLeaveNothingBehind() {
        for (int i = 0; i < 200; i++) {
            controlPlane.createTable("Row" + i);
        }
        assertThat(storage.tables.values())
                .filteredOn(table -> table.name().startsWith("Row"))
                .hasSize(200);

        for (int i = 0; i < 200; i++) {
            controlPlane.call("DeleteTable", "{'TableName': 'Row" + i + "'}");
        }
        assertThat(storage.tables.values()).noneMatch(table -> table.name().startsWith("Row"));
    }
}
