package io.galena.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.kit.catalog.InsightsDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The counting of keys is turned on and off, shown and listed, and those who follow the catalog hear of it. */
class ContributorInsightsTest {
    private TestingControlPlane controlPlane;

    @BeforeEach
    void start() {
        controlPlane = TestingControlPlane.start(new FakeStorage());
        controlPlane.createTable("Plain");
        controlPlane.call("CreateTable", """
                {'TableName': 'Indexed', 'BillingMode': 'PAY_PER_REQUEST',
                 'AttributeDefinitions': [{'AttributeName': 'pk', 'AttributeType': 'S'},
                   {'AttributeName': 'sk', 'AttributeType': 'S'}],
                 'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}, {'AttributeName': 'sk', 'KeyType': 'RANGE'}],
                 'GlobalSecondaryIndexes': [{'IndexName': 'by-sk', 'Projection': {'ProjectionType': 'ALL'},
                   'KeySchema': [{'AttributeName': 'sk', 'KeyType': 'HASH'}]}]}""");
    }

    @AfterEach
    void stop() {
        controlPlane.close();
    }

    @Test
    void whatWasNeverTurnedOnIsDisabled() {
        assertThat(describe("'TableName': 'Plain'").toString())
                .isEqualTo("{\"TableName\":\"Plain\",\"ContributorInsightsStatus\":\"DISABLED\"}");
    }

    @Test
    void aTableIsCountedByRulesForItsKeysUntilThatIsTurnedOff() {
        var answer = update("'TableName': 'Indexed', 'ContributorInsightsAction': 'ENABLE'");
        assertThat(answer.toString())
                .isEqualTo("{\"TableName\":\"Indexed\",\"ContributorInsightsStatus\":\"ENABLING\","
                        + "\"ContributorInsightsMode\":\"ACCESSED_AND_THROTTLED_KEYS\"}");

        var shown = describe("'TableName': 'Indexed'");
        assertThat(shown.get("ContributorInsightsStatus").asString()).isEqualTo("ENABLED");
        var created = Math.round(shown.get("LastUpdateDateTime").asDouble() * 1000);
        assertThat(rules(shown))
                .containsExactly(
                        "DynamoDBContributorInsights-PKC-Indexed-" + created,
                        "DynamoDBContributorInsights-SKC-Indexed-" + created,
                        "DynamoDBContributorInsights-PKT-Indexed-" + created,
                        "DynamoDBContributorInsights-SKT-Indexed-" + created);
        awaitCounted(new InsightsDescriptor(0, true));

        update("'TableName': 'Indexed', 'ContributorInsightsAction': 'DISABLE'");
        var off = describe("'TableName': 'Indexed'");
        assertThat(off.get("ContributorInsightsStatus").asString()).isEqualTo("DISABLED");
        assertThat(off.has("ContributorInsightsRuleList")).isFalse();
        awaitCounted();
    }

    @Test
    void anIndexIsCountedByItselfAndPerhapsForThrottledKeysOnly() {
        update("'TableName': 'Indexed', 'IndexName': 'by-sk', 'ContributorInsightsAction': 'ENABLE',"
                + " 'ContributorInsightsMode': 'THROTTLED_KEYS'");

        var shown = describe("'TableName': 'Indexed', 'IndexName': 'by-sk'");
        assertThat(rules(shown))
                .singleElement()
                .satisfies(rule -> assertThat(rule).matches("DynamoDBContributorInsights-PKT-Indexed-by-sk-[0-9]{13}"));
        assertThat(shown.get("ContributorInsightsMode").asString()).isEqualTo("THROTTLED_KEYS");
        assertThat(describe("'TableName': 'Indexed'")
                        .get("ContributorInsightsStatus")
                        .asString())
                .isEqualTo("DISABLED");
        awaitCounted(new InsightsDescriptor(1, false));
    }

    @Test
    void tablesAndIndexesAreListedInPages() {
        update("'TableName': 'Indexed', 'IndexName': 'by-sk', 'ContributorInsightsAction': 'ENABLE'");

        var seen = new ArrayList<String>();
        var token = "";
        do {
            var page = controlPlane.call("ListContributorInsights", "{'MaxResults': 1" + token + "}");
            assertThat(page.get("ContributorInsightsSummaries").size()).isLessThanOrEqualTo(1);
            page.get("ContributorInsightsSummaries")
                    .forEach(entry -> seen.add(entry.get("TableName").asString() + "/"
                            + entry.path("IndexName").asString("") + " "
                            + entry.get("ContributorInsightsStatus").asString()));
            token = page.has("NextToken")
                    ? ", 'NextToken': '" + page.get("NextToken").asString() + "'"
                    : "";
        } while (!token.isEmpty());

        assertThat(seen).containsExactly("Indexed/ DISABLED", "Indexed/by-sk ENABLED", "Plain/ DISABLED");
        assertThat(controlPlane
                        .call("ListContributorInsights", "{'TableName': 'Indexed'}")
                        .get("ContributorInsightsSummaries")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void whatIsNotThereOrMakesNoSenseIsRefused() {
        assertRefused("DescribeContributorInsights", "'TableName': 'Missing'", "ResourceNotFoundException");
        assertRefused(
                "UpdateContributorInsights",
                "'TableName': 'Plain', 'IndexName': 'missing', 'ContributorInsightsAction': 'ENABLE'",
                "ResourceNotFoundException");
        assertRefused(
                "UpdateContributorInsights",
                "'TableName': 'Plain', 'ContributorInsightsAction': 'ENTHUSE'",
                "ValidationException");
        assertRefused("ListContributorInsights", "'TableName': 'Missing'", "ResourceNotFoundException");
        assertRefused("ListContributorInsights", "'NextToken': 'nonsense'", "ValidationException");
    }

    private void awaitCounted(InsightsDescriptor... counted) {
        TestingControlPlane.await(() -> controlPlane
                .catalog()
                .find(TestingControlPlane.ACCOUNT, "Indexed")
                .filter(table -> table.insights().equals(List.of(counted)))
                .isPresent());
    }

    private void assertRefused(String operation, String members, String type) {
        assertThat(controlPlane.send(operation, "{" + members + "}").type()).isEqualTo(type);
    }

    private JsonNode update(String members) {
        return controlPlane.call("UpdateContributorInsights", "{" + members + "}");
    }

    private JsonNode describe(String members) {
        return controlPlane.call("DescribeContributorInsights", "{" + members + "}");
    }

    private static List<String> rules(JsonNode shown) {
        return StreamSupport.stream(shown.get("ContributorInsightsRuleList").spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }
}
