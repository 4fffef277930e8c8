package io.galena.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.kit.catalog.HotKeys;
import io.galena.kit.operation.InternalCalls;
import io.galena.storage.insights.InsightsLog;
import org.slf4j.LoggerFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ContributorInsightsStatus;

/** The hottest keys of a table, from the request that turns the counting on to the answer for the operator. */
class ContributorInsightsTest {
    private static final String ACCOUNT = "000000000000";

    @Test
    void theOperatorIsToldTheHottestKeys() {
        var galena = TestingGalena.shared(3);
        var table = "insights-" + UUID.randomUUID();
        try (var client = galena.client()) {
            TestingTables.create(client, table);
            client.updateContributorInsights(update -> update.tableName(table).contributorInsightsAction("ENABLE"));
            assertThat(client.describeContributorInsights(describe -> describe.tableName(table))
                            .contributorInsightsStatus())
                    .isEqualTo(ContributorInsightsStatus.ENABLED);

            var calls = galena.bean(InternalCalls.class);
            var end = Instant.now().plus(Duration.ofSeconds(60));
            while (hotKeys(calls, table).accessedPartitions().isEmpty()) {
                put(client, table, "hot");
                assertThat(Instant.now()).isBefore(end);
            }
            put(client, table, "hot");
            put(client, table, "cold");

            assertThat(hotKeys(calls, table).accessedPartitions())
                    .extracting(HotKeys.Key::key)
                    .containsExactly("{\"pk\":{\"S\":\"hot\"}}", "{\"pk\":{\"S\":\"cold\"}}");
            assertThat(LoggerFactory.getLogger(InsightsLog.class).isInfoEnabled())
                    .as("they are told in the log")
                    .isTrue();
            client.deleteTable(delete -> delete.tableName(table));
        }
    }

    private static HotKeys.Answer hotKeys(InternalCalls calls, String table) {
        return calls.call(HotKeys.NAME, new HotKeys.Request(ACCOUNT, table, "", 10), HotKeys.Answer.class);
    }

    private static void put(DynamoDbClient client, String table, String key) {
        client.putItem(put -> put.tableName(table).item(Map.of("pk", AttributeValue.fromS(key))));
    }
}
