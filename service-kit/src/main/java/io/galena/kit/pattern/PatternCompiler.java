package io.galena.kit.pattern;

import io.galena.kit.pattern.EventPattern.All;
import io.galena.kit.pattern.EventPattern.Any;
import io.galena.kit.pattern.EventPattern.Field;
import io.galena.kit.pattern.EventPattern.Leaf;
import io.galena.kit.pattern.EventPattern.Node;
import io.galena.kit.pattern.ValueTest.AnythingBut;
import io.galena.kit.pattern.ValueTest.Bound;
import io.galena.kit.pattern.ValueTest.Comparison;
import io.galena.kit.pattern.ValueTest.Constant;
import io.galena.kit.pattern.ValueTest.Exists;
import io.galena.kit.pattern.ValueTest.IgnoringCase;
import io.galena.kit.pattern.ValueTest.Numeral;
import io.galena.kit.pattern.ValueTest.Numeric;
import io.galena.kit.pattern.ValueTest.Prefix;
import io.galena.kit.pattern.ValueTest.Suffix;
import io.galena.kit.pattern.ValueTest.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes trees of the texts of patterns. */
final class PatternCompiler {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** DynamoDB writes the numbers in these as texts. */
    private static final Set<String> NUMBERS_AS_TEXT = Set.of("N", "NS");

    private PatternCompiler() {}

    static Node compile(String json) {
        try {
            var tree = MAPPER.readTree(json);
            if (tree == null || !tree.isObject()) {
                throw invalid("A pattern is an object");
            }
            return fields(tree);
        } catch (JacksonException e) {
            throw invalid("The pattern is no JSON");
        }
    }

    private static Node fields(JsonNode object) {
        if (object.isEmpty()) {
            throw invalid("A pattern names a field");
        }
        return new All(object.propertyStream()
                .map(entry -> field(entry.getKey(), entry.getValue()))
                .toList());
    }

    private static Node field(String name, JsonNode pattern) {
        if (name.equals("$or")) {
            return alternatives(pattern);
        }
        if (pattern.isObject()) {
            return new Field(name, fields(pattern));
        }
        if (!pattern.isArray() || pattern.isEmpty()) {
            throw invalid("What a field may be is an object, or an array that is not empty");
        }
        var inText = NUMBERS_AS_TEXT.contains(name);
        return new Field(
                name,
                new Leaf(pattern.valueStream().map(value -> test(value, inText)).toList()));
    }

    private static Node alternatives(JsonNode pattern) {
        if (!pattern.isArray() || pattern.size() < 2 || !pattern.valueStream().allMatch(JsonNode::isObject)) {
            throw invalid("$or is an array of two patterns or more");
        }
        return new Any(pattern.valueStream().map(PatternCompiler::fields).toList());
    }

    private static ValueTest test(JsonNode value, boolean inText) {
        return value.isObject() ? operator(value, inText) : exact(value);
    }

    private static ValueTest exact(JsonNode value) {
        if (value.isString()) {
            return new Text(value.stringValue());
        }
        if (value.isNumber()) {
            return new Numeral(value.decimalValue());
        }
        if (value.isBoolean() || value.isNull()) {
            return new Constant(value);
        }
        throw invalid("An array has values and operators");
    }

    private static ValueTest operator(JsonNode object, boolean inText) {
        var entry = onlyEntry(object);
        var operand = entry.operand();
        return switch (entry.name()) {
            case "prefix" -> new Prefix(text(operand));
            case "suffix" -> new Suffix(text(operand));
            case "equals-ignore-case" -> new IgnoringCase(text(operand));
            case "numeric" -> new Numeric(bounds(operand), inText);
            case "anything-but" -> new AnythingBut(anythingBut(operand));
            case "exists" -> {
                if (!operand.isBoolean()) {
                    throw invalid("exists is true or false");
                }
                yield new Exists(operand.booleanValue());
            }
            default -> throw invalid("There is no such operator");
        };
    }

    private static List<ValueTest> anythingBut(JsonNode operand) {
        if (!operand.isObject()) {
            return each(operand, PatternCompiler::textOrNumber);
        }
        var entry = onlyEntry(operand);
        return switch (entry.name()) {
            case "prefix" -> each(entry.operand(), value -> new Prefix(text(value)));
            case "suffix" -> each(entry.operand(), value -> new Suffix(text(value)));
            case "equals-ignore-case" -> each(entry.operand(), value -> new IgnoringCase(text(value)));
            default -> throw invalid("anything-but has no such operator");
        };
    }

    private static ValueTest textOrNumber(JsonNode value) {
        if (!value.isString() && !value.isNumber()) {
            throw invalid("anything-but takes texts and numbers");
        }
        return exact(value);
    }

    /** The tests that an operand, or each of a list of them, makes. */
    private static List<ValueTest> each(JsonNode operand, Function<JsonNode, ValueTest> test) {
        if (operand.isArray() && operand.isEmpty()) {
            throw invalid("A list of operands is not empty");
        }
        return (operand.isArray() ? operand.valueStream() : Stream.of(operand))
                .map(test)
                .toList();
    }

    private static List<Bound> bounds(JsonNode operand) {
        if (!operand.isArray() || (operand.size() != 2 && operand.size() != 4)) {
            throw invalid("numeric takes one comparison, or two");
        }
        var bounds = new ArrayList<Bound>();
        for (var i = 0; i < operand.size(); i += 2) {
            if (!operand.get(i + 1).isNumber()) {
                throw invalid("numeric compares with numbers");
            }
            bounds.add(new Bound(
                    comparison(text(operand.get(i))), operand.get(i + 1).decimalValue()));
        }
        if (bounds.size() == 2 && !isRange(bounds.getFirst(), bounds.getLast())) {
            throw invalid("Two comparisons are a range, its lower bound first");
        }
        return List.copyOf(bounds);
    }

    private static boolean isRange(Bound lower, Bound upper) {
        return Set.of(Comparison.GREATER, Comparison.AT_LEAST).contains(lower.comparison())
                && Set.of(Comparison.LESS, Comparison.AT_MOST).contains(upper.comparison())
                && lower.limit().compareTo(upper.limit()) <= 0;
    }

    private static Comparison comparison(String text) {
        return switch (text) {
            case "=" -> Comparison.EQUAL;
            case "<" -> Comparison.LESS;
            case "<=" -> Comparison.AT_MOST;
            case ">" -> Comparison.GREATER;
            case ">=" -> Comparison.AT_LEAST;
            default -> throw invalid("There is no such comparison");
        };
    }

    private static String text(JsonNode value) {
        if (!value.isString()) {
            throw invalid("The operand is a text");
        }
        return value.stringValue();
    }

    private static Operator onlyEntry(JsonNode object) {
        if (object.size() != 1) {
            throw invalid("An operator is an object with one member");
        }
        var entry = object.propertyStream().findFirst().orElseThrow();
        return new Operator(entry.getKey(), entry.getValue());
    }

    private static InvalidPatternException invalid(String message) {
        return new InvalidPatternException(message);
    }

    private record Operator(String name, JsonNode operand) {}
}
