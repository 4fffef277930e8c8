package io.galena.standalone.conformance;

import io.galena.standalone.conformance.ConformanceCase.Comparison;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares what was answered with what a case expects. Where the expected JSON says {@code "<any>"} any value will do, and
 * {@code "<name>"} stands for one and the same text throughout a case: the one that was answered first.
 */
final class Answers {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern PLACEHOLDER = Pattern.compile("<([A-Za-z]+)>");
    private static final String ANY = "any";

    private final Map<String, String> bound = new HashMap<>();

    /** A request or a message with the texts that its placeholders stand for. */
    String fill(String text) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(bound.getOrDefault(found.group(1), found.group())));
    }

    /** The expected JSON in the form in which it equals a good answer. */
    JsonNode expected(String json, Comparison comparison) {
        return ordered(JSON.readTree(json), comparison);
    }

    /** The answer in the form in which it equals the expected JSON if it is good. */
    JsonNode seen(JsonNode answer, JsonNode expected, Comparison comparison) {
        return masked(ordered(answer, comparison), expected, comparison);
    }

    private JsonNode masked(JsonNode answer, JsonNode expected, Comparison comparison) {
        if (expected.isString()) {
            var placeholder = PLACEHOLDER.matcher(expected.asString());
            return placeholder.matches() && stands(placeholder.group(1), answer) ? expected : answer;
        }
        if (answer instanceof ObjectNode object && expected instanceof ObjectNode members) {
            var masked = JSON.createObjectNode();
            object.forEachEntry((name, value) -> {
                var wanted = members.get(name);
                if (wanted != null) {
                    masked.set(name, masked(value, wanted, comparison));
                } else if (comparison != Comparison.CONTAINING) {
                    masked.set(name, value);
                }
            });
            return masked;
        }
        if (answer instanceof ArrayNode array && expected instanceof ArrayNode elements) {
            var masked = JSON.createArrayNode();
            for (var i = 0; i < array.size(); i++) {
                masked.add(i < elements.size() ? masked(array.get(i), elements.get(i), comparison) : array.get(i));
            }
            return masked;
        }
        return answer;
    }

    private boolean stands(String name, JsonNode answer) {
        if (name.equals(ANY)) {
            return true;
        }
        return answer.isString()
                && bound.computeIfAbsent(name, _ -> answer.asString()).equals(answer.asString());
    }

    private static JsonNode ordered(JsonNode node, Comparison comparison) {
        return comparison == Comparison.UNORDERED ? sorted(node) : node;
    }

    private static JsonNode sorted(JsonNode node) {
        if (node instanceof ArrayNode array) {
            var sorted = JSON.createArrayNode();
            StreamSupport.stream(array.spliterator(), false)
                    .map(Answers::sorted)
                    .sorted(Comparator.comparing(JsonNode::toString))
                    .forEach(sorted::add);
            return sorted;
        }
        if (node instanceof ObjectNode object) {
            var sorted = JSON.createObjectNode();
            object.properties().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(member -> sorted.set(member.getKey(), sorted(member.getValue())));
            return sorted;
        }
        return node;
    }
}
