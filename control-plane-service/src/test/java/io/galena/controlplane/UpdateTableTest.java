package io.galena.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Settings of tables change, and the changes last. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpdateTableTest {
    private TestingControlPlane controlPlane;

    @BeforeAll
    void start() {
        controlPlane = TestingControlPlane.start(new FakeStorage());
    }

    @AfterAll
    void stop() {
        controlPlane.close();
    }

    @Test
    void changeIsAnsweredUpdatingAndIsCompleteAtOnce() {
        controlPlane.createTable("Protected");

        var answer = update("Protected", "'DeletionProtectionEnabled': true");

        assertThat(answer.get("TableStatus").asString()).isEqualTo("UPDATING");
        var table = controlPlane.describe("Protected");
        assertThat(table.get("TableStatus").asString()).isEqualTo("ACTIVE");
        assertThat(table.get("DeletionProtectionEnabled").asBoolean()).isTrue();
        assertThat(controlPlane
                        .send("DeleteTable", "{'TableName': 'Protected'}")
                        .status())
                .isEqualTo(400);

        update("Protected", "'DeletionProtectionEnabled': false");
        controlPlane.call("DeleteTable", "{'TableName': 'Protected'}");
    }

    @Test
    void throughputGoesUpAndDownAndIsRemembered() {
        provisioned("Throughput", 5);

        update("Throughput", throughput(10));
        var increased = controlPlane.describe("Throughput").get("ProvisionedThroughput");
        assertThat(increased.get("ReadCapacityUnits").asLong()).isEqualTo(10);
        assertThat(increased.has("LastIncreaseDateTime")).isTrue();
        assertThat(increased.has("LastDecreaseDateTime")).isFalse();

        update("Throughput", throughput(3));
        var decreased = controlPlane.describe("Throughput").get("ProvisionedThroughput");
        assertThat(decreased.get("NumberOfDecreasesToday").asInt()).isEqualTo(1);
        assertThat(decreased.has("LastDecreaseDateTime")).isTrue();
    }

    @Test
    void theAnswerShowsTheThroughputThatWas() {
        provisioned("Answered", 5);

        var decreased = update("Answered", throughput(3));
        assertThat(decreased.at("/ProvisionedThroughput/ReadCapacityUnits").asLong())
                .isEqualTo(5);
        assertThat(decreased.at("/ProvisionedThroughput/NumberOfDecreasesToday").asInt())
                .isZero();
        assertThat(decreased.at("/ProvisionedThroughput").has("LastDecreaseDateTime"))
                .isTrue();

        var switched = update("Answered", "'BillingMode': 'PAY_PER_REQUEST'");
        assertThat(switched.at("/ProvisionedThroughput/ReadCapacityUnits").asLong())
                .isZero();
        var again = update("Answered", "'BillingMode': 'PROVISIONED', " + throughput(7));
        assertThat(again.at("/ProvisionedThroughput/ReadCapacityUnits").asLong())
                .isEqualTo(7);
    }

    @Test
    void warmThroughputIsUpdatingWhileItChangesAndTheTableIsNotWhenThatIsAll() {
        provisioned("Warming", 5);

        var alone = update("Warming", "'WarmThroughput': {'ReadUnitsPerSecond': 90}");
        assertThat(alone.get("TableStatus").asString()).isEqualTo("ACTIVE");
        assertThat(alone.get("WarmThroughput").toString())
                .isEqualTo("{\"ReadUnitsPerSecond\":90,\"WriteUnitsPerSecond\":5,\"Status\":\"UPDATING\"}");

        var other = update("Warming", "'DeletionProtectionEnabled': false");
        assertThat(other.get("TableStatus").asString()).isEqualTo("UPDATING");
        assertThat(other.at("/WarmThroughput/Status").asString()).isEqualTo("ACTIVE");

        var throughput = update("Warming", throughput(80));
        assertThat(throughput.get("WarmThroughput").toString())
                .isEqualTo("{\"ReadUnitsPerSecond\":90,\"WriteUnitsPerSecond\":80,\"Status\":\"UPDATING\"}");
    }

    @Test
    void fifthDecreaseWithinAnHourIsRefused() {
        provisioned("Decreased", 9);
        for (int units = 8; units >= 5; units--) {
            update("Decreased", throughput(units));
        }

        var answer = controlPlane.send("UpdateTable", "{'TableName': 'Decreased', " + throughput(4) + "}");

        assertThat(answer.type()).isEqualTo("LimitExceededException");
        assertThat(answer.message())
                .startsWith(
                        "Subscriber limit exceeded: Provisioned throughput decreases are limited within a given UTC day."
                                + " After the first 4 decreases, each subsequent decrease in the same UTC day can be performed at"
                                + " most once every 3600 seconds. Number of decreases today: 4. Last decrease at ");
        update("Decreased", throughput(20));
    }

    @Test
    void billingModeCanBeSwitchedBothWays() {
        provisioned("Billed", 5);
        assertThat(controlPlane.describe("Billed").has("BillingModeSummary")).isFalse();

        update("Billed", "'BillingMode': 'PAY_PER_REQUEST'");
        var onDemand = controlPlane.describe("Billed");
        assertThat(onDemand.at("/BillingModeSummary/BillingMode").asString()).isEqualTo("PAY_PER_REQUEST");
        assertThat(onDemand.at("/ProvisionedThroughput/ReadCapacityUnits").asLong())
                .isZero();
        assertThat(onDemand.at("/WarmThroughput/ReadUnitsPerSecond").asLong()).isEqualTo(12_000);

        update("Billed", "'BillingMode': 'PROVISIONED', " + throughput(7));
        var again = controlPlane.describe("Billed");
        assertThat(again.at("/BillingModeSummary/BillingMode").asString()).isEqualTo("PROVISIONED");
        assertThat(again.at("/ProvisionedThroughput/WriteCapacityUnits").asLong())
                .isEqualTo(7);
    }

    @Test
    void theFifthSwitchToOnDemandWithinADayIsRefusedAndChangesNothing() {
        provisioned("Switched", 5);
        for (var time = 0; time < 4; time++) {
            update("Switched", "'BillingMode': 'PAY_PER_REQUEST'");
            update("Switched", "'BillingMode': 'PROVISIONED', " + throughput(5));
        }

        var answer = controlPlane.send(
                "UpdateTable",
                "{'TableName': 'Switched', 'DeletionProtectionEnabled': true, 'BillingMode': 'PAY_PER_REQUEST'}");

        assertThat(answer.type()).isEqualTo("LimitExceededException");
        assertThat(answer.message())
                .startsWith(
                        "Subscriber limit exceeded: Update to PayPerRequest mode are limited to 4 times in 1 day(s).");
        var table = controlPlane.describe("Switched");
        assertThat(table.at("/BillingModeSummary/BillingMode").asString()).isEqualTo("PROVISIONED");
        assertThat(table.get("DeletionProtectionEnabled").asBoolean()).isFalse();
    }

    @Test
    void capacityThatDoesNotGoWithTheBillingModeOrChangesNothingIsRefused() {
        provisioned("Refusing", 5);
        controlPlane.createTable("RefusingOnDemand");

        assertRefused(
                "Refusing",
                throughput(5),
                "The provisioned throughput for the table will not change. The requested value equals the current value."
                        + " Current ReadCapacityUnits provisioned for the table: 5. Requested ReadCapacityUnits: 5. Current"
                        + " WriteCapacityUnits provisioned for the table: 5. Requested WriteCapacityUnits: 5. Refer to the"
                        + " Amazon DynamoDB Developer Guide for current limits and how to request higher limits.");
        assertRefused(
                "Refusing",
                "'OnDemandThroughput': {'MaxReadRequestUnits': 9}",
                "One or more parameter values were invalid: OnDemandThroughput cannot be specified when BillingMode is"
                        + " PROVISIONED");
        assertRefused(
                "RefusingOnDemand",
                throughput(5),
                "One or more parameter values were invalid: Neither ReadCapacityUnits nor WriteCapacityUnits can be specified"
                        + " when BillingMode is PAY_PER_REQUEST");
        assertRefused(
                "RefusingOnDemand",
                "'BillingMode': 'PROVISIONED'",
                "One or more parameter values were invalid: ReadCapacityUnits and WriteCapacityUnits must both be specified"
                        + " when BillingMode is PROVISIONED");
        assertRefused(
                "Refusing",
                throughput(0),
                "2 validation errors detected: Value '0' at 'provisionedThroughput.writeCapacityUnits' failed to satisfy"
                        + " constraint: Member must have value greater than or equal to 1; Value '0' at"
                        + " 'provisionedThroughput.readCapacityUnits' failed to satisfy constraint: Member must have value"
                        + " greater than or equal to 1");
    }

    private void assertRefused(String table, String change, String message) {
        var answer = controlPlane.send("UpdateTable", "{'TableName': '" + table + "', " + change + "}");
        assertThat(answer.type()).isEqualTo("ValidationException");
        assertThat(answer.message()).isEqualTo(message);
    }

    @Test
    void streamKeepsItsLabelWhenItIsDisabledAndGetsAnotherNextTime() {
        controlPlane.createTable("Streamed");

        update("Streamed", "'StreamSpecification': {'StreamEnabled': true, 'StreamViewType': 'NEW_IMAGE'}");
        var enabled = controlPlane.describe("Streamed");
        assertThat(enabled.at("/StreamSpecification/StreamViewType").asString()).isEqualTo("NEW_IMAGE");
        assertThat(enabled.get("LatestStreamLabel").asString())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}");

        update("Streamed", "'StreamSpecification': {'StreamEnabled': false}");
        var disabled = controlPlane.describe("Streamed");
        assertThat(disabled.has("StreamSpecification")).isFalse();
        assertThat(disabled.get("LatestStreamLabel")).isEqualTo(enabled.get("LatestStreamLabel"));
    }

    @Test
    void otherSettingsAreKept() {
        controlPlane.createTable("Settings");

        update("Settings", "'TableClass': 'STANDARD_INFREQUENT_ACCESS'");
        update("Settings", "'OnDemandThroughput': {'MaxReadRequestUnits': 9}");
        update("Settings", "'WarmThroughput': {'WriteUnitsPerSecond': 5000}");
        update("Settings", "'OnDemandThroughput': {'MaxWriteRequestUnits': 8}");

        var table = controlPlane.describe("Settings");
        assertThat(table.at("/TableClassSummary/TableClass").asString()).isEqualTo("STANDARD_INFREQUENT_ACCESS");
        assertThat(table.at("/TableClassSummary").has("LastUpdateDateTime")).isTrue();
        assertThat(table.get("OnDemandThroughput").toString())
                .isEqualTo("{\"MaxReadRequestUnits\":9,\"MaxWriteRequestUnits\":8}");
        assertThat(table.get("WarmThroughput").toString())
                .isEqualTo("{\"ReadUnitsPerSecond\":12000,\"WriteUnitsPerSecond\":5000,\"Status\":\"ACTIVE\"}");
    }

    private void provisioned(String name, int units) {
        controlPlane.call("CreateTable", """
                {'TableName': '%s', %s,
                 'AttributeDefinitions': [{'AttributeName': 'pk', 'AttributeType': 'S'}],
                 'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}]}""".formatted(name, throughput(units)));
    }

    private JsonNode update(String name, String change) {
        return controlPlane
                .call("UpdateTable", "{'TableName': '" + name + "', " + change + "}")
                .get("TableDescription");
    }

    private static String throughput(int units) {
        return "'ProvisionedThroughput': {'ReadCapacityUnits': " + units + ", 'WriteCapacityUnits': " + units + "}";
    }
}
