package io.galena.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class StandaloneInstanceTest {
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
    void dataOutlivesARestartWithMoreShards() {
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

    private static Map<String, AttributeValue> item(String key) {
        return Map.of("pk", AttributeValue.fromS(key));
    }
}
