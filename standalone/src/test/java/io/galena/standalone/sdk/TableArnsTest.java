package io.galena.standalone.sdk;

import static io.galena.standalone.sdk.TestValues.item;
import static io.galena.standalone.sdk.TestValues.n;
import static io.galena.standalone.sdk.TestValues.unused;
import static io.galena.standalone.sdk.Writes.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.galena.standalone.TestingTables;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** A table may be named by its ARN wherever it may be named. */
@OnEveryEndpoint
class TableArnsTest {
    private final Endpoint endpoint;
    private final DynamoDbClient client;
    private final AttributeValue pk = unused();

    TableArnsTest(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.client = endpoint.client();
    }

    @Test
    void itemsAreWrittenAndReadByTheArnOfTheirTable() {
        var arn = endpoint.arn(endpoint.table(TableShape.PLAIN));
        var item = item("pk", pk, "v", n(1));

        client.putItem(put -> put.tableName(arn).item(item));
        client.updateItem(update -> update.tableName(arn)
                .key(item("pk", pk))
                .updateExpression("SET v = v + :one")
                .expressionAttributeValues(item(":one", n(1))));
        var changed = item("pk", pk, "v", n(2));
        assertThat(client.getItem(get -> get.tableName(arn).key(item("pk", pk))).item())
                .isEqualTo(changed);
        assertThat(client.query(query -> query.tableName(arn)
                                .keyConditionExpression("pk = :pk")
                                .expressionAttributeValues(item(":pk", pk)))
                        .items())
                .containsExactly(changed);
        assertThat(client.scanPaginator(scan -> scan.tableName(arn)).items()).contains(changed);
        client.deleteItem(delete -> delete.tableName(arn).key(item("pk", pk)));
        assertThat(client.getItem(get -> get.tableName(arn).key(item("pk", pk))).hasItem())
                .isFalse();
    }

    @Test
    void batchesAnswerWithTheArnsThatTheyWereAskedWith() {
        var arn = endpoint.arn(endpoint.table(TableShape.PLAIN));

        client.batchWriteItem(batch -> batch.requestItems(Map.of(arn, List.of(put(item("pk", pk))))));
        var found = client.batchGetItem(batch -> batch.requestItems(Map.of(
                arn, KeysAndAttributes.builder().keys(List.of(item("pk", pk))).build())));

        assertThat(found.responses()).isEqualTo(Map.of(arn, List.of(item("pk", pk))));
    }

    @Test
    void tablesAreDescribedUpdatedAndDeletedByTheirArn() {
        var table = endpoint.newTable(TableShape.PLAIN);
        var arn = endpoint.arn(table);

        assertThat(client.describeTable(describe -> describe.tableName(arn))
                        .table()
                        .tableName())
                .isEqualTo(table);
        client.updateTable(update -> update.tableName(arn).deletionProtectionEnabled(true));
        TestingTables.awaitActive(client, table);
        client.updateTable(update -> update.tableName(arn).deletionProtectionEnabled(false));
        TestingTables.awaitActive(client, table);
        client.deleteTable(delete -> delete.tableName(arn));
        TestingTables.awaitGone(client, table);
    }
}
