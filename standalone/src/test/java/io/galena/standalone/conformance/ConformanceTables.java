package io.galena.standalone.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes the tables that a case speaks of, those of {@code tables.json}, and deletes whatever tables there are more after it. */
final class ConformanceTables {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PROBE = "conformance-probe";

    private final ConformanceEndpoint endpoint;
    private final List<JsonNode> definitions = new ArrayList<>();
    private final Set<String> foreign;
    private final String account;

    ConformanceTables(ConformanceEndpoint endpoint) throws IOException, InterruptedException {
        this.endpoint = endpoint;
        JSON.readTree(Files.readString(ConformanceFile.DIRECTORY.resolve("tables.json")))
                .forEach(definitions::add);
        foreign = Set.copyOf(names());
        var created = call("CreateTable", definitions.getFirst().toString().replace("\"hash\"", "\"" + PROBE + "\""));
        account = created.at("/TableDescription/TableArn").asString().split(":", -1)[4];
        deleteAll();
    }

    /** A text of a file, whose ARNs are of a made-up account and region, with those of the endpoint. */
    String local(String text) {
        return text.replace(":us-east-1:000000000000:", ":" + endpoint.region() + ":" + account + ":");
    }

    void create(ConformanceCase conformanceCase) throws InterruptedException {
        var text = new StringBuilder();
        conformanceCase.steps().forEach(step -> text.append(step.request()).append('\n'));
        var wanted = definitions.stream()
                .filter(definition -> Pattern.compile("(?<![\\w.-])" + name(definition) + "(?![\\w-])")
                        .matcher(text)
                        .find())
                .toList();
        for (var definition : wanted) {
            call("CreateTable", definition.toString());
        }
        for (var definition : wanted) {
            await("DescribeTable", name(definition), "\"TableStatus\":\"ACTIVE\"");
        }
    }

    /** Deletes the tables that were not there before the first case. */
    void deleteAll() throws InterruptedException {
        var mine = new HashSet<>(names());
        mine.removeAll(foreign);
        for (var name : mine) {
            await("DeleteTable", name, "ResourceNotFoundException");
        }
    }

    private static String name(JsonNode definition) {
        return definition.get("TableName").asString();
    }

    private List<String> names() {
        var names = new ArrayList<String>();
        var request = "{}";
        while (true) {
            var page = call("ListTables", request);
            page.get("TableNames").forEach(name -> names.add(name.asString()));
            if (!page.has("LastEvaluatedTableName")) {
                return names;
            }
            request = "{\"ExclusiveStartTableName\": \""
                    + page.get("LastEvaluatedTableName").asString() + "\"}";
        }
    }

    /** Calls an operation on a table until it answers the sign, and takes protection against deletion away on the way. */
    private void await(String operation, String name, String sign) throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var body = endpoint.call(operation, "{\"TableName\": \"" + name + "\"}")
                    .body();
            if (body.contains(sign)) {
                return;
            }
            if (body.contains("protected against deletion")) {
                endpoint.call("UpdateTable", "{\"TableName\": \"" + name + "\", \"DeletionProtectionEnabled\": false}");
            }
            assertThat(System.nanoTime())
                    .as("%s of %s: %s", operation, name, body)
                    .isLessThan(end);
            Thread.sleep(20);
        }
    }

    private JsonNode call(String operation, String request) {
        var answer = endpoint.call(operation, request);
        assertThat(answer.status())
                .as("%s %s -> %s", operation, request, answer.body())
                .isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
