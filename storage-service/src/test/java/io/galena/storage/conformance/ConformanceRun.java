package io.galena.storage.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.galena.kit.operation.Caller;
import io.galena.storage.conformance.ConformanceCase.Expectation;
import io.galena.storage.conformance.ConformanceCase.Step;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Runs the steps of a case as the calls of one caller. */
record ConformanceRun(OperationsUnderTest operations, Caller caller) {
    private static final JsonMapper JSON = JsonMapper.shared();

    void run(ConformanceCase conformanceCase) {
        conformanceCase.steps().forEach(step -> run(step, conformanceCase));
    }

    private void run(Step step, ConformanceCase conformanceCase) {
        var answer = operations.call(step.operation(), request(step), caller);
        var body = new String(answer.body(), 0, answer.length(), UTF_8);
        var description = "%s, line %d: %s %s -> %d %s"
                .formatted(
                        conformanceCase.file().getFileName(),
                        step.line(),
                        step.operation(),
                        step.request(),
                        answer.status(),
                        body);
        switch (step.expectation()) {
            case Expectation.Success() ->
                assertThat(answer.status()).as(description).isEqualTo(200);
            case Expectation.Answer(var json, var unordered) -> {
                assertThat(answer.status()).as(description).isEqualTo(200);
                assertThat(tree(body, unordered)).as(description).isEqualTo(tree(json, unordered));
            }
            case Expectation.Failure(var name, var message, var members) -> {
                assertThat(answer.status()).as(description).isEqualTo(400);
                var error = (ObjectNode) JSON.readTree(body);
                assertThat(error.remove("__type").asString()).as(description).endsWith("#" + name);
                assertThat(error.remove(error.has("message") ? "message" : "Message")
                                .asString())
                        .as(description)
                        .isEqualTo(message);
                assertThat((JsonNode) error).as(description).isEqualTo(JSON.readTree(members));
            }
        }
    }

    /** ARNs in the files are those of the default account. */
    private String request(Step step) {
        return step.request().replace(ConformanceTables.ACCOUNT, caller.account());
    }

    private JsonNode tree(String json, boolean unordered) {
        var tree = JSON.readTree(json.replace(ConformanceTables.ACCOUNT, caller.account()));
        return unordered ? sorted(tree) : tree;
    }

    private static JsonNode sorted(JsonNode node) {
        if (node instanceof ArrayNode array) {
            var sorted = JSON.createArrayNode();
            StreamSupport.stream(array.spliterator(), false)
                    .map(ConformanceRun::sorted)
                    .sorted(Comparator.comparing(JsonNode::toString))
                    .forEach(sorted::add);
            return sorted;
        }
        if (node instanceof ObjectNode object) {
            var sorted = JSON.createObjectNode();
            object.properties().stream()
                    .sorted(Comparator.comparing(Map.Entry::getKey))
                    .forEach(member -> sorted.set(member.getKey(), sorted(member.getValue())));
            return sorted;
        }
        return node;
    }
}
