package io.galena.dynamodb.partiql.syntax;

import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.DynamoNumber;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads nodes as attribute values. Parameters may stand for whole values, never for parts of them. */
final class LiteralReader {
    private static final int MAX_DIGITS = 38;
    private static final String BAG =
            "Unsupported data type in Bag. DynamoDB only supports either numbers or strings in bags";

    private final Reading reading;
    private final PathReader paths;

    LiteralReader(Reading reading) {
        this.reading = reading;
        this.paths = new PathReader(reading);
    }

    /** A literal. */
    AttributeValue value(Node node) {
        return value(node, "root");
    }

    /** The attributes of an item to insert, which may be parameters. */
    Map<String, StatementValue> item(Node.Tuple tuple) {
        var item = new LinkedHashMap<String, StatementValue>();
        for (var member : tuple.members()) {
            var name = key(member.key());
            var value = attribute(member.value());
            if (item.put(name, value) != null) {
                throw duplicate(name, member.key().token());
            }
        }
        return item;
    }

    private StatementValue attribute(Node node) {
        return switch (node) {
            case Node.Parameter(var index, var _) -> new StatementValue.Parameter(index);
            case Node.Path _ -> throw reading.invalid("Unsupported data type: PATH under key root");
            case Node.Variable _, Node.Operation _, Node.TypeTest _, Node.Call _, Node.Missing _, Node.Subquery _ -> {
                var token = node.token();
                throw reading.invalidAt(token, "Unsupported data type: " + reading.text(token) + " under key root");
            }
            default -> new StatementValue.Constant(value(node));
        };
    }

    private AttributeValue value(Node node, String place) {
        return switch (node) {
            case Node.Text(var text, var _) -> new AttributeValue.S(text);
            case Node.Digits(var digits, var _) -> new AttributeValue.N(number(digits));
            case Node.Truth(var truth, var _) -> new AttributeValue.Bool(truth);
            case Node.Null _ -> new AttributeValue.Null();
            case Node.Sequence(var elements, var _) -> {
                var values = new ArrayList<AttributeValue>(elements.size());
                for (var element : elements) {
                    values.add(value(element, place + "." + values.size()));
                }
                yield new AttributeValue.L(values);
            }
            case Node.Tuple tuple -> map(tuple, place);
            case Node.Bag bag -> set(bag);
            case Node.Ion(var token) ->
                throw reading.invalidAt(
                        token, "Ion Literals are not supported: " + reading.text(token) + " under key " + place);
            case Node.Path _ -> throw reading.invalid("Unsupported data type: Path under key " + place);
            case Node.Missing _ -> throw unsupported("LiteralMissing", node, place);
            case Node.Parameter _ -> throw unsupported("Parameter", node, place);
            case Node.Variable _ -> throw unsupported("VariableReference", node, place);
            case Node.Operation _, Node.TypeTest _, Node.Call _ -> throw unsupported("NAry", node, place);
            case Node.Subquery _ -> throw unsupported("Select", node, place);
        };
    }

    private AttributeValue map(Node.Tuple tuple, String place) {
        var values = new LinkedHashMap<String, AttributeValue>();
        for (var member : tuple.members()) {
            var name = key(member.key());
            if (values.put(name, value(member.value(), place + "." + name)) != null) {
                throw duplicate(name, tuple.token());
            }
        }
        return new AttributeValue.M(values);
    }

    private String key(Node key) {
        if (key instanceof Node.Text(var name, var _)) {
            return paths.name(name);
        }
        var type = switch (key) {
            case Node.Variable _ -> "VariableReference";
            case Node.Parameter _ -> "Parameter";
            case Node.Digits _ -> "INT";
            case Node.Path _ -> "Path";
            default -> reading.text(key.token());
        };
        throw reading.invalidAt(key.token(), "Tuple keys must be of type String. Actual type: " + type + " under root");
    }

    private AttributeValue set(Node.Bag bag) {
        if (bag.elements().isEmpty()) {
            throw reading.invalidAt(bag.token(), "Empty bags are not supported");
        }
        var strings = new ArrayList<String>();
        var numbers = new ArrayList<DynamoNumber>();
        for (var element : bag.elements()) {
            switch (element) {
                case Node.Text(var text, var _) -> strings.add(text);
                case Node.Digits(var digits, var _) -> numbers.add(number(digits));
                default -> throw reading.invalidAt(element.token(), BAG);
            }
        }
        if (!strings.isEmpty() && !numbers.isEmpty()) {
            throw reading.invalid(BAG);
        }
        requireDistinct(strings);
        requireDistinct(numbers);
        return numbers.isEmpty() ? new AttributeValue.SS(strings) : new AttributeValue.NS(numbers);
    }

    private void requireDistinct(List<?> members) {
        if (new HashSet<>(members).size() < members.size()) {
            throw reading.invalid("Input collection contains duplicates");
        }
    }

    private DynamoNumber number(String text) {
        if (significantDigits(text) > MAX_DIGITS) {
            throw reading.invalid("DynamoDB only supports precision up to 38 digits");
        }
        return DynamoNumber.parse(text);
    }

    /** The digits between the first and the last one that is not zero. */
    private static int significantDigits(String text) {
        var digits = 0;
        var significant = 0;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == 'e' || c == 'E') {
                break;
            }
            if (c < '0' || c > '9' || (c == '0' && digits == 0)) {
                continue;
            }
            digits++;
            significant = c == '0' ? significant : digits;
        }
        return significant;
    }

    private RuntimeException duplicate(String name, Token token) {
        return reading.invalidAt(token, "Duplicate keys in tuple. Key: " + name + " under root");
    }

    private RuntimeException unsupported(String type, Node node, String place) {
        return reading.invalidAt(node.token(), "Unsupported data type: " + type + " under key " + place);
    }
}
