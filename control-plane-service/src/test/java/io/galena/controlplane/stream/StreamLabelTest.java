package io.galena.controlplane.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.controlplane.database.CatalogDatabase;
import io.galena.controlplane.database.DatabaseAddress;
import io.galena.controlplane.definition.AttributeDefinition;
import io.galena.controlplane.definition.KeyElement;
import io.galena.dynamodb.value.AttributeType;
import io.galena.kit.catalog.PartitionDescriptor;
import io.galena.postgres.EmbeddedPostgres;
import io.galena.postgres.testing.TestingPostgres;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Labels of streams when time stands still. */
class StreamLabelTest {
    private static final String ACCOUNT = "000000000000";
    private static final String REGION = "us-east-1";
    private static final Instant NOW = Instant.parse("2026-11-21T14:00:00.123456Z");

    private final CatalogDatabase database = CatalogDatabase.open(new DatabaseAddress(
            TestingPostgres.server().jdbcUrl(TestingPostgres.freshDatabase()),
            EmbeddedPostgres.USER,
            TestingPostgres.server().password(),
            2));
    private final Streams streams = new Streams(new StreamStore(database), 1, () -> NOW);

    @BeforeEach
    void insertAccount() {
        database.jdbc()
                .sql("insert into accounts (id, created) values ('000000000000', now())")
                .update();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void labelsOfOneNameDifferEvenWithinAMillisecondAndAcrossTables() {
        var labels = new ArrayList<String>();
        for (var tableId = 1; tableId <= 3; tableId++) {
            labels.add(enable(tableId, "Music"));
        }

        assertThat(labels)
                .containsExactly("2026-11-21T14:00:00.123", "2026-11-21T14:00:00.124", "2026-11-21T14:00:00.125");
    }

    @Test
    void labelsOfOtherNamesDoNotMatter() {
        assertThat(enable(1, "Music")).isEqualTo("2026-11-21T14:00:00.123");
        assertThat(enable(2, "Books")).isEqualTo("2026-11-21T14:00:00.123");
    }

    @Test
    void fullSecondHasItsMillisecondsToo() {
        var label = streams.newLabel(ACCOUNT, REGION, "Music", Instant.parse("2026-11-21T14:00:00Z"));

        assertThat(label).isEqualTo("2026-11-21T14:00:00.000").doesNotContain("_", "$");
    }

    private String enable(long tableId, String name) {
        return database.change(revision -> {
            var label = streams.newLabel(ACCOUNT, REGION, name, NOW);
            var stream = new NewStream(
                    tableId,
                    ACCOUNT,
                    REGION,
                    name,
                    label,
                    "KEYS_ONLY",
                    List.of(new AttributeDefinition("pk", AttributeType.S)),
                    List.of(new KeyElement("pk", KeyElement.Role.HASH)),
                    NOW);
            streams.enable(stream, List.of(new PartitionDescriptor(0, 0, -1, 0, 1)), revision);
            return label;
        });
    }
}
