package io.galena.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.kit.operation.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Lists come in byte order and in pages; tags are kept; what describes the account is answered. */
class ListsAndTagsTest {
    private static final String ARN = "arn:aws:dynamodb:us-east-1:000000000000:table/Tagged";

    private TestingControlPlane controlPlane;

    @BeforeEach
    void start() {
        controlPlane = TestingControlPlane.start(new FakeStorage());
    }

    @AfterEach
    void stop() {
        controlPlane.close();
    }

    @Test
    void tablesAreListedInByteOrderPageByPage() {
        var names = List.of("a-b", "A.b", "a_b", "aab", "Zzz", "abc", "a.b", "000");
        names.forEach(controlPlane::createTable);

        var listed = new ArrayList<String>();
        var request = "{'Limit': 3}";
        while (!request.isEmpty()) {
            var page = controlPlane.call("ListTables", request);
            listed.addAll(texts(page.get("TableNames"), ""));
            assertThat(page.get("TableNames").size()).isLessThanOrEqualTo(3);
            request = page.has("LastEvaluatedTableName")
                    ? "{'Limit': 3, 'ExclusiveStartTableName': '"
                            + page.get("LastEvaluatedTableName").asString() + "'}"
                    : "";
        }

        assertThat(listed).containsExactly("000", "A.b", "Zzz", "a-b", "a.b", "a_b", "aab", "abc");
    }

    @Test
    void lastPageThatIsFullHasNoNext() {
        List.of("One", "Two").forEach(controlPlane::createTable);

        assertThat(controlPlane.call("ListTables", "{'Limit': 2}").toString())
                .isEqualTo("{\"TableNames\":[\"One\",\"Two\"]}");
        assertThat(controlPlane
                        .call("ListTables", "{'ExclusiveStartTableName': 'Tables-need-not-exist'}")
                        .toString())
                .isEqualTo("{\"TableNames\":[\"Two\"]}");
    }

    @Test
    void accountSeesItsOwnTablesOnly() {
        controlPlane.createTable("Mine");
        var stranger = new Caller("111111111111", TestingControlPlane.REGION, "other", "request");

        assertThat(controlPlane.send("ListTables", "{}", stranger).body().toString())
                .isEqualTo("{\"TableNames\":[]}");
        assertThat(controlPlane
                        .send("DescribeTable", "{'TableName': 'Mine'}", stranger)
                        .type())
                .isEqualTo("ResourceNotFoundException");
    }

    @Test
    void tagsAreAddedReplacedListedAndRemoved() {
        controlPlane.call(
                "CreateTable",
                TestingControlPlane.simpleTable("Tagged")
                        .replaceFirst("\\{", "{'Tags': [{'Key': 'b', 'Value': 'old'}],"));

        controlPlane.call(
                "TagResource",
                "{'ResourceArn': '" + ARN + "', 'Tags': [{'Key': 'b', 'Value': 'new'}, {'Key': 'A', 'Value': ''}]}");
        assertThat(controlPlane
                        .call("ListTagsOfResource", "{'ResourceArn': '" + ARN + "'}")
                        .toString())
                .isEqualTo("{\"Tags\":[{\"Key\":\"A\",\"Value\":\"\"},{\"Key\":\"b\",\"Value\":\"new\"}]}");

        var answer =
                controlPlane.call("UntagResource", "{'ResourceArn': '" + ARN + "', 'TagKeys': ['b', 'never there']}");
        assertThat(answer.toString()).isEqualTo("{}");
        assertThat(controlPlane
                        .call("ListTagsOfResource", "{'ResourceArn': '" + ARN + "'}")
                        .toString())
                .isEqualTo("{\"Tags\":[{\"Key\":\"A\",\"Value\":\"\"}]}");
    }

    @Test
    void fiftyTagsAreTheMostAndAreListedTenAtATime() {
        controlPlane.createTable("Tagged");
        controlPlane.call("TagResource", "{'ResourceArn': '" + ARN + "', 'Tags': [" + tags(0, 50) + "]}");

        var oneMore =
                controlPlane.send("TagResource", "{'ResourceArn': '" + ARN + "', 'Tags': [" + tags(50, 51) + "]}");
        assertThat(oneMore.message())
                .isEqualTo("One or more parameter values were invalid: Too many tags: 51. Maximum: 50");

        var keys = new ArrayList<String>();
        var token = "";
        do {
            var page = controlPlane.call("ListTagsOfResource", "{'ResourceArn': '" + ARN + "'" + token + "}");
            assertThat(page.get("Tags").size()).isEqualTo(10);
            keys.addAll(texts(page.get("Tags"), "/Key"));
            token = page.has("NextToken")
                    ? ", 'NextToken': '" + page.get("NextToken").asString() + "'"
                    : "";
        } while (!token.isEmpty());
        assertThat(keys).hasSize(50).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void tagsGoWithTheirTable() {
        controlPlane.createTable("Tagged");
        controlPlane.call("TagResource", "{'ResourceArn': '" + ARN + "', 'Tags': [" + tags(0, 1) + "]}");
        controlPlane.call("DeleteTable", "{'TableName': 'Tagged'}");

        controlPlane.createTable("Tagged");

        assertThat(controlPlane
                        .call("ListTagsOfResource", "{'ResourceArn': '" + ARN + "'}")
                        .toString())
                .isEqualTo("{\"Tags\":[]}");
    }

    @Test
    void accountIsDescribed() {
        controlPlane.createTable("Tagged");

        assertThat(controlPlane.call("DescribeLimits", "{}").toString())
                .isEqualTo("{\"AccountMaxReadCapacityUnits\":80000,\"AccountMaxWriteCapacityUnits\":80000,"
                        + "\"TableMaxReadCapacityUnits\":40000,\"TableMaxWriteCapacityUnits\":40000}");
        assertThat(controlPlane.call("DescribeEndpoints", "{}").toString())
                .isEqualTo("{\"Endpoints\":[{\"Address\":\"localhost:8000\",\"CachePeriodInMinutes\":1440}]}");
        assertThat(controlPlane
                        .call("DescribeTimeToLive", "{'TableName': 'Tagged'}")
                        .toString())
                .isEqualTo("{\"TimeToLiveDescription\":{\"TimeToLiveStatus\":\"DISABLED\"}}");
        assertThat(controlPlane
                        .call("DescribeContinuousBackups", "{'TableName': 'Tagged'}")
                        .toString())
                .isEqualTo("{\"ContinuousBackupsDescription\":{\"ContinuousBackupsStatus\":\"DISABLED\","
                        + "\"PointInTimeRecoveryDescription\":{\"PointInTimeRecoveryStatus\":\"DISABLED\"}}}");
    }

    private static List<String> texts(JsonNode array, String path) {
        return array.valueStream().map(node -> node.at(path).asString()).toList();
    }

    private static String tags(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "{'Key': 'key" + i + "', 'Value': ''}")
                .collect(Collectors.joining(", "));
    }
}
