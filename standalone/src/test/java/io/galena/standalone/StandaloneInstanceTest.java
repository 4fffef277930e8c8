package io.galena.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableClass;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.Tag;

class StandaloneInstanceTest {
    private static final Tag TAG = Tag.builder().key("owner").value("me").build();

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aClientCreatesATableAndFindsWhatItPut(int shards) {
        var table = "table-" + UUID.randomUUID();
        try (var client = TestingGalena.shared(shards).client()) {
            TestingTables.create(client, table);
            for (var number = 0; number < 20; number++) {
                var item = item("item-" + number);
                client.putItem(put -> put.tableName(table).item(item));
            }

            assertThat(client.scan(scan -> scan.tableName(table)).items()).hasSize(20);
            assertThat(client.getItem(get -> get.tableName(table).key(item("item-7")))
                            .item())
                    .isEqualTo(item("item-7"));
        }
    }

    @Test
    void dataOutlivesARestartWithMoreShards() throws IOException {
        var data = Map.of("galena.data-dir", directory.resolve("data").toString());
        try (var galena = TestingGalena.start(data);
                var client = galena.client()) {
            TestingTables.create(client, "old");
            client.putItem(put -> put.tableName("old").item(item("a")));
        }

        var grown = Map.of("galena.data-dir", directory.resolve("data").toString(), "galena.shards", "3");
        try (var galena = TestingGalena.start(grown);
                var client = galena.client()) {
            TestingTables.create(client, "new");
            client.putItem(put -> put.tableName("new").item(item("b")));

            assertThat(client.scan(scan -> scan.tableName("old")).items()).containsExactly(item("a"));
            assertThat(client.scan(scan -> scan.tableName("new")).items()).containsExactly(item("b"));
            assertThat(postgresOptions()).contains("max_connections=132");
        }
    }

    @Test
    void everySettingOfATableOutlivesARestart() {
        var data = Map.of("galena.data-dir", directory.resolve("data").toString());
        final TableDescription before;
        try (var galena = TestingGalena.start(data);
                var client = galena.client()) {
            TestingTables.createIndexed(client, "kept");
            client.updateTable(update -> update.tableName("kept")
                    .billingMode(BillingMode.PROVISIONED)
                    .provisionedThroughput(units -> units.readCapacityUnits(5L).writeCapacityUnits(6L))
                    .deletionProtectionEnabled(true)
                    .tableClass(TableClass.STANDARD_INFREQUENT_ACCESS)
                    .streamSpecification(
                            stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)));
            before = describe(client, "kept");
            client.tagResource(tag -> tag.resourceArn(before.tableArn()).tags(TAG));
        }

        try (var galena = TestingGalena.start(data);
                var client = galena.client()) {
            assertThat(describe(client, "kept")).isEqualTo(before);
            assertThat(before.streamSpecification().streamEnabled()).isTrue();
            assertThat(client.listTagsOfResource(list -> list.resourceArn(before.tableArn()))
                            .tags())
                    .containsExactly(TAG);
        }
    }

    @Test
    void theRootCredentialIsRememberedUntilAnotherIsGiven() {
        var data = directory.resolve("data").toString();
        TestingGalena.start(Map.of("galena.data-dir", data)).close();

        try (var galena = TestingGalena.startWithoutCredentials(Map.of("galena.data-dir", data));
                var client = galena.client()) {
            assertThat(client.listTables().tableNames()).isEmpty();
        }
    }

    private static TableDescription describe(DynamoDbClient client, String table) {
        return client.describeTable(describe -> describe.tableName(table)).table();
    }

    private static Map<String, AttributeValue> item(String key) {
        return Map.of("pk", AttributeValue.fromS(key));
    }

    /** What the embedded server was started with. */
    private String postgresOptions() throws IOException {
        try (var files = Files.find(
                directory.resolve("data").resolve("postgres"), 2, (file, _) -> file.endsWith("postmaster.opts"))) {
            return Files.readString(files.findFirst().orElseThrow());
        }
    }
}
