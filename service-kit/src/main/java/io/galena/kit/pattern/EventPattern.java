package io.galena.kit.pattern;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * An event pattern: a JSON object that names fields of an event and what their values may be. Fields that it does not name do not
 * matter. Safe for several threads.
 */
public final class EventPattern {
    private final Node root;

    private EventPattern(Node root) {
        this.root = root;
    }

    /**
     * Compiles a pattern.
     *
     * @throws InvalidPatternException for what is none
     */
    public static EventPattern compile(String json) {
        return new EventPattern(PatternCompiler.compile(json));
    }

    /** Whether an event is as the pattern wants it. */
    public boolean matches(JsonNode event) {
        return matches(root, event);
    }

    private static boolean matches(Node node, JsonNode value) {
        return switch (node) {
            case All(var nodes) -> nodes.stream().allMatch(each -> matches(each, value));
            case Any(var nodes) -> nodes.stream().anyMatch(each -> matches(each, value));
            case Field(var name, var inner) ->
                value.isArray()
                        ? value.valueStream().anyMatch(element -> matches(inner, element.path(name)))
                        : matches(inner, value.path(name));
            case Leaf(var tests) -> {
                var values = leaves(value).toList();
                yield tests.stream().anyMatch(test -> test.passes(values));
            }
        };
    }

    /** The values of a field that is a leaf: one, or the elements of an array; none of an object, or if it is absent. */
    private static Stream<JsonNode> leaves(JsonNode value) {
        if (value.isArray()) {
            return value.valueStream().flatMap(EventPattern::leaves);
        }
        return value.isMissingNode() || value.isObject() ? Stream.empty() : Stream.of(value);
    }

    /** A part of a pattern. */
    sealed interface Node {}

    /** All of them must match. */
    record All(List<Node> nodes) implements Node {}

    /** One of them must match. */
    record Any(List<Node> nodes) implements Node {}

    /** What the field of that name must be like. */
    record Field(String name, Node inner) implements Node {}

    /** One of the tests must pass. */
    record Leaf(List<ValueTest> tests) implements Node {}
}
