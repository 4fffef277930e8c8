package io.galena.standalone.sdk;

import static io.galena.standalone.sdk.Refusals.assertInvalid;
import static io.galena.standalone.sdk.Refusals.assertRefused;
import static io.galena.standalone.sdk.TableShape.attribute;
import static io.galena.standalone.sdk.TableShape.keys;
import static io.galena.standalone.sdk.TestValues.item;
import static io.galena.standalone.sdk.TestValues.s;
import static org.assertj.core.api.Assertions.assertThat;

import io.galena.standalone.TestingTables;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableClass;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** The life of tables. */
@OnEveryEndpoint
class TablesTest {
    private final Endpoint endpoint;
    private final DynamoDbClient client;

    TablesTest(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.client = endpoint.client();
    }

    @Test
    void aNewTableIsDescribedAsItWasDefined() {
        var table = endpoint.unusedName();

        var created = client.createTable(request -> {
                    TableShape.INDEXED.define(request);
                    request.tableName(table).billingMode(BillingMode.PAY_PER_REQUEST);
                })
                .tableDescription();
        TestingTables.awaitActive(client, table);
        var described = describe(table);

        assertThat(created.tableStatus()).isEqualTo(TableStatus.CREATING);
        assertThat(described.tableStatus()).isEqualTo(TableStatus.ACTIVE);
        assertThat(described.tableName()).isEqualTo(table);
        assertThat(described.tableArn()).endsWith(":table/" + table);
        assertThat(described.tableId()).isEqualTo(created.tableId());
        assertThat(described.keySchema()).isEqualTo(keys("pk", "sk"));
        assertThat(described.attributeDefinitions())
                .containsExactlyInAnyOrder(
                        attribute("pk", "S"),
                        attribute("sk", "S"),
                        attribute("c", "S"),
                        attribute("d", "N"),
                        attribute("e", "B"));
        assertThat(described.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
        assertThat(described.provisionedThroughput().readCapacityUnits()).isZero();
        assertThat(described.itemCount()).isZero();
        assertThat(described.deletionProtectionEnabled()).isFalse();
    }

    @Test
    void localIndexesAreDescribed() {
        var table = endpoint.table(TableShape.INDEXED);

        var indexes = describe(table).localSecondaryIndexes();

        assertThat(indexes)
                .extracting(index -> index.projection().projectionType())
                .containsExactlyInAnyOrder(ProjectionType.KEYS_ONLY, ProjectionType.ALL, ProjectionType.INCLUDE);
        assertThat(indexes)
                .filteredOn(index -> index.indexName().equals(TableShape.SOME))
                .singleElement()
                .satisfies(index -> {
                    assertThat(index.keySchema()).isEqualTo(keys("pk", "e"));
                    assertThat(index.projection().nonKeyAttributes()).containsExactly("f");
                    assertThat(index.indexArn()).endsWith(table + "/index/" + TableShape.SOME);
                });
    }

    @Test
    void aDeletedTableIsGoneAndItsNameIsFree() {
        var table = endpoint.newTable(TableShape.NUMBERED);
        for (var round = 0; round < 5; round++) {
            var key = round % 2 == 0 ? item("pk", s("a"), "sk", TestValues.n(1)) : item("pk", s("a"));
            client.putItem(put -> put.tableName(table).item(key));

            var deleted = client.deleteTable(delete -> delete.tableName(table)).tableDescription();
            TestingTables.awaitGone(client, table);

            assertThat(deleted.tableStatus()).isEqualTo(TableStatus.DELETING);
            assertNotFound(table);
            create(table, round % 2 == 0 ? TableShape.PLAIN : TableShape.NUMBERED);
            assertThat(client.scan(scan -> scan.tableName(table)).count()).isZero();
        }
    }

    @Test
    void aNameIsTakenOnce() {
        var table = endpoint.table(TableShape.PLAIN);

        assertRefused(
                () -> create(table, TableShape.PLAIN), "ResourceInUseException", "Table already exists: " + table);
    }

    @Test
    void aProtectedTableIsNotDeleted() {
        var table = endpoint.newTable(request -> {
            TableShape.PLAIN.define(request);
            request.deletionProtectionEnabled(true);
        });

        assertInvalid(
                () -> client.deleteTable(delete -> delete.tableName(table)),
                "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection"
                        + " first.");
        client.updateTable(update -> update.tableName(table).deletionProtectionEnabled(false));
        TestingTables.awaitActive(client, table);
        client.deleteTable(delete -> delete.tableName(table));
        TestingTables.awaitGone(client, table);
    }

    @Test
    void settingsAreUpdated() {
        var table = endpoint.newTable(TableShape.PLAIN);

        var answer = client.updateTable(update -> update.tableName(table)
                        .billingMode(BillingMode.PROVISIONED)
                        .provisionedThroughput(
                                units -> units.readCapacityUnits(3L).writeCapacityUnits(4L)))
                .tableDescription();
        TestingTables.awaitActive(client, table);
        var provisioned = describe(table);
        client.updateTable(update -> update.tableName(table).tableClass(TableClass.STANDARD_INFREQUENT_ACCESS));
        TestingTables.awaitActive(client, table);

        assertThat(answer.tableStatus()).isEqualTo(TableStatus.UPDATING);
        assertThat(provisioned.provisionedThroughput().readCapacityUnits()).isEqualTo(3);
        assertThat(provisioned.provisionedThroughput().writeCapacityUnits()).isEqualTo(4);
        assertThat(describe(table).tableClassSummary().tableClass()).isEqualTo(TableClass.STANDARD_INFREQUENT_ACCESS);
    }

    @Test
    void aStreamSpecificationIsKept() {
        var table = endpoint.newTable(request -> {
            TableShape.PLAIN.define(request);
            request.streamSpecification(
                    stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES));
        });

        var described = describe(table);

        assertThat(described.streamSpecification().streamViewType()).isEqualTo(StreamViewType.NEW_AND_OLD_IMAGES);
        assertThat(described.latestStreamArn()).contains(table + "/stream/" + described.latestStreamLabel());
        assertThat(described.latestStreamLabel()).doesNotContain("_", "$");
    }

    @Test
    void tablesAreListedInByteOrderPageByPage() {
        var names = List.of(endpoint.newTable(TableShape.PLAIN), endpoint.newTable(TableShape.PLAIN));
        var all = client.listTablesPaginator().tableNames().stream().toList();
        var oneByOne = client.listTablesPaginator(list -> list.limit(1)).tableNames().stream()
                .toList();

        assertThat(all).containsAll(names).isSorted();
        assertThat(oneByOne).containsAll(names).isSorted().doesNotHaveDuplicates();
        var smaller = Collections.min(names);
        var larger = Collections.max(names);
        assertThat(client.listTables(list -> list.exclusiveStartTableName(smaller))
                        .tableNames())
                .contains(larger)
                .doesNotContain(smaller);
        assertInvalid(
                () -> client.listTables(list -> list.limit(101)),
                "1 validation error detected: Value '101' at 'limit' failed to satisfy constraint: Member must have value"
                        + " less than or equal to 100");
    }

    @Test
    void aTableThatDoesNotExistIsNotFound() {
        assertNotFound("no-such-table");
        assertRefused(
                () -> client.deleteTable(delete -> delete.tableName("no-such-table")),
                "ResourceNotFoundException",
                "Requested resource not found: Table: no-such-table not found");
        assertRefused(
                () -> client.updateTable(
                        update -> update.tableName("no-such-table").deletionProtectionEnabled(true)),
                "ResourceNotFoundException",
                "Requested resource not found: Table: no-such-table not found");
    }

    @Test
    void theAccountIsDescribed() {
        var limits = client.describeLimits();

        assertThat(limits.accountMaxReadCapacityUnits()).isPositive();
        assertThat(limits.tableMaxWriteCapacityUnits()).isPositive();
        assertThat(client.describeEndpoints().endpoints())
                .singleElement()
                .satisfies(address -> assertThat(address.cachePeriodInMinutes()).isEqualTo(1440));
    }

    private void create(String table, TableShape shape) {
        client.createTable(request -> {
            shape.define(request);
            request.tableName(table).billingMode(BillingMode.PAY_PER_REQUEST);
        });
        TestingTables.awaitActive(client, table);
    }

    private TableDescription describe(String table) {
        return client.describeTable(describe -> describe.tableName(table)).table();
    }

    private void assertNotFound(String table) {
        assertRefused(
                () -> describe(table),
                "ResourceNotFoundException",
                "Requested resource not found: Table: " + table + " not found");
    }
}
