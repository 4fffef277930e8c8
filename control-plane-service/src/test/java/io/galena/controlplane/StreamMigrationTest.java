package io.galena.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.kit.catalog.StreamDescriptor;
import io.galena.kit.catalog.StreamShardDescriptor;
import io.galena.kit.catalog.StreamStatus;
import io.galena.postgres.EmbeddedPostgres;
import io.galena.postgres.testing.TestingPostgres;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** Tables that were given a stream before there were streams. */
class StreamMigrationTest {
    private static final String LABEL = "2026-11-20T10:11:12.130";

    private final String database = TestingPostgres.freshDatabase();
    private final FakeStorage storage = new FakeStorage();

    @Test
    void tableWhoseSettingsSayThatItHasAStreamGetsOne() throws SQLException {
        migrateToFirstVersion();
        insertTable(1, "TurnedOn", "ACTIVE", stream(true));
        insertTable(2, "TurnedOff", "ACTIVE", stream(false));
        insertTable(3, "Without", "ACTIVE", "null");
        insertTable(4, "Young", "CREATING", stream(true));
        insertTable(5, "Old", "DELETING", stream(true));

        try (var controlPlane = TestingControlPlane.start(database, storage, Map.of())) {
            TestingControlPlane.await(() -> isActive(controlPlane, "TurnedOn") && isActive(controlPlane, "Young"));

            assertThat(controlPlane.streams("TurnedOn")).singleElement().satisfies(StreamMigrationTest::assertComplete);
            assertThat(controlPlane.streams("Young")).hasSize(1);
            assertThat(controlPlane.streams("TurnedOff")).isEmpty();
            assertThat(controlPlane.streams("Without")).isEmpty();
            assertThat(controlPlane.streams("Old")).isEmpty();
            assertThat(storage.find("TurnedOn")).hasValueSatisfying(table -> {
                assertThat(table.version()).isEqualTo(2);
                assertThat(table.changeLog()).hasValueSatisfying(changeLog -> {
                    assertThat(changeLog.topicPartitions()).isEqualTo(2);
                    assertThat(changeLog.shards())
                            .isEqualTo(
                                    controlPlane.streams("TurnedOn").getFirst().shards());
                });
            });
            assertThat(storage.find("Young").orElseThrow().version()).isEqualTo(1);
            assertThat(storage.find("Young").orElseThrow().changeLog()).isPresent();
            assertThat(storage.find("Without")).isEmpty();
            assertThat(controlPlane
                            .describe("TurnedOn")
                            .get("LatestStreamLabel")
                            .asString())
                    .isEqualTo(LABEL);
            controlPlane.disableStream("TurnedOn");
            controlPlane.enableStream("TurnedOn", "OLD_IMAGE");
        }
    }

    private static void assertComplete(StreamDescriptor stream) {
        assertThat(stream.label()).isEqualTo(LABEL);
        assertThat(stream.created()).isEqualTo(Instant.parse(LABEL + "Z"));
        assertThat(stream.viewType()).isEqualTo("NEW_IMAGE");
        assertThat(stream.status()).isEqualTo(StreamStatus.ENABLED);
        assertThat(stream.keys().partition())
                .singleElement()
                .satisfies(key -> assertThat(key.name()).isEqualTo("pk"));
        assertThat(stream.shards())
                .extracting(StreamShardDescriptor::id)
                .hasSize(2)
                .isSorted()
                .allSatisfy(id -> assertThat(id).matches("shardId-0000000\\d{13}-[0-9a-f]{8}"));
        assertThat(stream.shards())
                .extracting(StreamShardDescriptor::kafkaPartition)
                .containsExactly(0, 1);
        assertThat(stream.shards()).extracting(StreamShardDescriptor::first).containsExactly(0L, Long.MAX_VALUE);
        assertThat(stream.shards()).extracting(StreamShardDescriptor::last).containsExactly(Long.MAX_VALUE - 1, -1L);
    }

    private void migrateToFirstVersion() throws SQLException {
        Flyway.configure()
                .dataSource(
                        TestingPostgres.server().jdbcUrl(database),
                        EmbeddedPostgres.USER,
                        TestingPostgres.server().password())
                .locations("classpath:db/galena-catalog")
                .target("1")
                .load()
                .migrate();
        execute("insert into accounts (id, created) values ('" + TestingControlPlane.ACCOUNT + "', now())");
        execute("insert into shards (id, jdbc_url, revision) values (0, 'jdbc:postgresql://shard-0/x', 1),"
                + " (1, 'jdbc:postgresql://shard-1/x', 1)");
        execute("select setval('table_numbers', 5)");
    }

    private void insertTable(long id, String name, String status, String stream) throws SQLException {
        execute("""
                insert into tables (id, uuid, account, region, name, status, version, created, attributes, key_schema,
                    settings, revision)
                values (%d, gen_random_uuid(), '%s', '%s', '%s', '%s', 1, now(), '[{"name": "pk", "type": "S"}]',
                    '[{"attribute": "pk", "role": "HASH"}]',
                    '{"billingMode": "PAY_PER_REQUEST", "throughput": {"read": 0, "write": 0},
                      "throughputHistory": {"decreases": 0}, "deletionProtection": false, "stream": %s}', 1)
                """.formatted(id, TestingControlPlane.ACCOUNT, TestingControlPlane.REGION, name, status, stream));
        execute("""
                insert into partitions (table_id, id, first, last, shard, epoch)
                values (%d, 0, 0, 9223372036854775806, 0, 1), (%d, 1, 9223372036854775807, -1, 1, 1)
                """.formatted(id, id));
    }

    private static String stream(boolean enabled) {
        return "{\"enabled\": " + enabled + ", \"viewType\": \"NEW_IMAGE\", \"label\": \"" + LABEL + "\"}";
    }

    private void execute(String statement) throws SQLException {
        try (var connection = TestingPostgres.server().connect(database);
                var prepared = connection.createStatement()) {
            prepared.execute(statement);
        }
    }

    private static boolean isActive(TestingControlPlane controlPlane, String name) {
        return controlPlane.describe(name).get("TableStatus").asString().equals("ACTIVE");
    }
}
