package io.galena.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Policies of tables and streams are kept, shown, replaced and detached, under the revisions that clients expect. */
class ResourcePolicyTest {
    private static final String ARN = "arn:aws:dynamodb:us-east-1:000000000000:table/Guarded";
    private static final String STATEMENT =
            "{'Effect':'Allow','Principal':'*','Action':'dynamodb:GetItem','Resource':'*'}".replace("'", "\\'");
    private static final String POLICY = "{\\'Statement\\':[" + STATEMENT + "]}";
    private static final String OTHER = "{\\'Statement\\': " + STATEMENT.replace("Allow", "Deny") + "}";
    private static final String NOT_FOUND = "The operation tried to access a nonexistent resource-based policy. If you"
            + " specified an ExpectedRevisionId, it's possible that a policy is present for the resource but its revision ID"
            + " didn't match the expected value.";

    private TestingControlPlane controlPlane;

    @BeforeEach
    void start() {
        controlPlane = TestingControlPlane.start(new FakeStorage());
        controlPlane.createTable("Guarded", "KEYS_ONLY");
    }

    @AfterEach
    void stop() {
        controlPlane.close();
    }

    @Test
    void aPolicyIsShownAsItWasGivenUntilItIsDetached() {
        assertRefused("GetResourcePolicy", of(ARN), "PolicyNotFoundException", NOT_FOUND);

        var revision = put(ARN, POLICY, "");
        assertThat(revision).matches("[0-9]{13,}");
        assertThat(put(ARN, POLICY, "")).isEqualTo(revision);
        var shown = controlPlane.call("GetResourcePolicy", of(ARN));
        assertThat(shown.get("Policy").asString()).isEqualTo(POLICY.replace("\\'", "\""));
        assertThat(shown.get("RevisionId").asString()).isEqualTo(revision);
        assertThat(Long.parseLong(put(ARN, OTHER, ""))).isGreaterThan(Long.parseLong(revision));

        assertThat(controlPlane.call("DeleteResourcePolicy", of(ARN)).has("RevisionId"))
                .isTrue();
        assertThat(controlPlane.call("DeleteResourcePolicy", of(ARN)).toString())
                .isEqualTo("{}");
        assertRefused("GetResourcePolicy", of(ARN), "PolicyNotFoundException", NOT_FOUND);
    }

    @Test
    void anotherRevisionThanTheExpectedOneIsRefused() {
        var first = put(ARN, POLICY, "NO_POLICY");
        assertRefused("PutResourcePolicy", request(ARN, OTHER, "NO_POLICY"), "PolicyNotFoundException", NOT_FOUND);
        assertRefused("PutResourcePolicy", request(ARN, OTHER, "1"), "PolicyNotFoundException", NOT_FOUND);
        assertRefused("DeleteResourcePolicy", expecting(ARN, "1"), "PolicyNotFoundException", NOT_FOUND);
        var second = put(ARN, OTHER, first);

        assertThat(controlPlane
                        .call("DeleteResourcePolicy", expecting(ARN, second))
                        .get("RevisionId")
                        .asString())
                .isEqualTo(second);
        assertRefused("DeleteResourcePolicy", expecting(ARN, second), "PolicyNotFoundException", NOT_FOUND);
    }

    @Test
    void aStreamHasAPolicyOfItsOwn() {
        var stream = controlPlane.describe("Guarded").get("LatestStreamArn").asString();
        put(stream, OTHER, "");

        assertRefused("GetResourcePolicy", of(ARN), "PolicyNotFoundException", NOT_FOUND);
        assertThat(controlPlane
                        .call("GetResourcePolicy", of(stream))
                        .get("Policy")
                        .asString())
                .isEqualTo(OTHER.replace("\\'", "\""));
        var missing = ARN + "/stream/2020-01-01T00:00:00.000";
        assertRefused(
                "GetResourcePolicy",
                of(missing),
                "ResourceNotFoundException",
                "Requested resource not found: " + missing + " not found");
    }

    @Test
    void whatIsNoPolicyOrNoResourceIsRefused() {
        var syntax = "Invalid policy document: Syntax errors in policy.";
        for (var text : new String[] {"", "no JSON", "[]", "{\\'Statement\\':1}", POLICY + "}"}) {
            assertRefused("PutResourcePolicy", request(ARN, text, ""), "ValidationException", syntax);
        }
        var stream = controlPlane.describe("Guarded").get("LatestStreamArn").asString();
        assertRefused(
                "PutResourcePolicy",
                request(stream, POLICY.replace("*\\'}", ARN + "\\'}"), ""),
                "ValidationException",
                "Invalid policy document: Policy has invalid resource.");
        assertRefused(
                "PutResourcePolicy",
                request(ARN, POLICY + " ".repeat(20 * 1024), ""),
                "ValidationException",
                "Invalid policy document: Resource-based policy exceeds the maximum size of 20 KB.");
        assertRefused("GetResourcePolicy", of("Guarded"), "ValidationException", "Invalid table ARN: Guarded");
        var missing = ARN.replace("Guarded", "Missing");
        assertRefused(
                "PutResourcePolicy",
                request(missing, POLICY, ""),
                "ResourceNotFoundException",
                "Requested resource not found: " + missing + " not found");
    }

    @Test
    void aNewTableOfTheNameHasNoPolicy() {
        put(ARN, POLICY, "");
        controlPlane.call("DeleteTable", "{'TableName': 'Guarded'}");
        controlPlane.createTable("Guarded");

        assertRefused("GetResourcePolicy", of(ARN), "PolicyNotFoundException", NOT_FOUND);
    }

    @Test
    void aTableCanBeCreatedWithAPolicyThatIsCheckedAlike() {
        controlPlane.call("CreateTable", withPolicy("Born", POLICY));

        var shown = controlPlane.call("GetResourcePolicy", of(ARN.replace("Guarded", "Born")));
        assertThat(shown.get("Policy").asString()).isEqualTo(POLICY.replace("\\'", "\""));
        assertThat(shown.get("RevisionId").asString()).matches("[0-9]{13,}");

        var refused = controlPlane.send("CreateTable", withPolicy("Unborn", "{}"));
        assertThat(refused.type()).isEqualTo("ValidationException");
        assertThat(refused.message()).isEqualTo("Invalid policy document: Missing required field Statement.");
        assertThat(controlPlane.send("DescribeTable", "{'TableName': 'Unborn'}").type())
                .isEqualTo("ResourceNotFoundException");
    }

    private static String withPolicy(String table, String policy) {
        return TestingControlPlane.simpleTable(table).replaceFirst("}$", "") + ", 'ResourcePolicy': '" + policy + "'}";
    }

    private String put(String arn, String policy, String expected) {
        return controlPlane
                .call("PutResourcePolicy", request(arn, policy, expected))
                .get("RevisionId")
                .asString();
    }

    private void assertRefused(String operation, String request, String type, String message) {
        var answer = controlPlane.send(operation, request);
        assertThat(answer.type()).isEqualTo(type);
        assertThat(answer.message()).isEqualTo(message);
        assertThat(answer.status()).isEqualTo(400);
    }

    private static String of(String arn) {
        return "{'ResourceArn': '" + arn + "'}";
    }

    private static String expecting(String arn, String revision) {
        return "{'ResourceArn': '" + arn + "', 'ExpectedRevisionId': '" + revision + "'}";
    }

    private static String request(String arn, String policy, String expected) {
        return "{'ResourceArn': '" + arn + "', 'Policy': '" + policy + "'"
                + (expected.isEmpty() ? "" : ", 'ExpectedRevisionId': '" + expected + "'") + "}";
    }
}
