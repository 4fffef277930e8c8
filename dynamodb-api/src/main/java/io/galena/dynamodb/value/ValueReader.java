package io.galena.dynamodb.value;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads attribute values from the JSON of a request. Each method starts at the parser's current token, the first one of what is
 * to be read (which is not null), and leaves the parser at the last one.
 *
 * <p>JSON of the wrong shape is a SERIALIZATION error, thrown at once, as is text that is not Unicode (lone surrogates) and
 * binary that is not base64. All else that can be wrong with a value is a VALIDATION error, kept in the answer. Malformed JSON is
 * the parser's own exception.
 */
public final class ValueReader {
    /** Levels are counted as in {@link ItemDepth}; a value outside of an item has none above it. */
    private static final int ITEM_LEVEL = 1;

    private static final int VALUE_LEVEL = 0;

    private static final int MAX_NAME_BYTES = 65_535;
    private static final Map<String, AttributeType> TYPES = Stream.of(AttributeType.values())
            .collect(Collectors.toUnmodifiableMap(AttributeType::name, Function.identity()));
    private static final AttributeValue NOTHING = new AttributeValue.Null();
    private static final String INVALID = "One or more parameter values were invalid: ";
    private static final String EMPTY =
            "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes";
    private static final String AMBIGUOUS =
            "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes";
    private static final String TOO_DEEP = "Nesting Levels have exceeded supported limits: "
            + "Attributes in the item have nested levels beyond supported limit";

    private final JsonParser parser;
    private @Nullable String problem;

    private ValueReader(JsonParser parser) {
        this.parser = parser;
    }

    /** One attribute value. */
    public static Deferred<AttributeValue> value(JsonParser parser) {
        var reader = new ValueReader(parser);
        var value = reader.readValue(VALUE_LEVEL);
        return reader.answer(value);
    }

    /** A list of attribute values: AttributeValueList, Parameters. */
    public static Deferred<List<AttributeValue>> values(JsonParser parser) {
        var reader = new ValueReader(parser);
        var values = reader.readList(VALUE_LEVEL);
        return reader.answer(values);
    }

    /** A map from attribute names to values: Item, Key. */
    public static Deferred<Item> item(JsonParser parser) {
        var reader = new ValueReader(parser);
        var values = reader.readMap(ITEM_LEVEL);
        return reader.answer(new Item(values));
    }

    /** A list of items: the Keys of BatchGetItem. */
    public static Deferred<List<Item>> items(JsonParser parser) {
        var reader = new ValueReader(parser);
        JsonShape.requireList(parser);
        var items = new ArrayList<Item>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.VALUE_NULL) {
                reader.fail(EMPTY);
            } else {
                items.add(new Item(reader.readMap(ITEM_LEVEL)));
            }
        }
        return reader.answer(List.copyOf(items));
    }

    /** The map ExpressionAttributeValues: its errors name the member and the key. */
    public static Deferred<Item> expressionValues(JsonParser parser) {
        var reader = new ValueReader(parser);
        JsonShape.requireMap(parser);
        var values = new LinkedHashMap<String, AttributeValue>();
        String failure = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = reader.readName();
            parser.nextToken();
            values.put(name, reader.readValue(VALUE_LEVEL));
            if (failure == null && reader.problem != null) {
                failure = "ExpressionAttributeValues contains invalid value: " + reader.problem + " for key " + name;
            }
        }
        reader.problem = failure;
        return reader.answer(new Item(values));
    }

    private <T> Deferred<T> answer(T value) {
        return problem == null ? Deferred.of(value) : Deferred.failed(DynamoDbException.validation(problem));
    }

    private void fail(String message) {
        if (problem == null) {
            problem = message;
        }
    }

    /** Reads a value; what it answers for a bad one only stands in its place. */
    private AttributeValue readValue(int depth) {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            fail(EMPTY);
            return NOTHING;
        }
        JsonShape.requireAttributeValue(parser);
        AttributeValue value = null;
        boolean ambiguous = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var type = TYPES.get(parser.currentName());
            if (parser.nextToken() == JsonToken.VALUE_NULL) {
                continue;
            }
            if (type == null) {
                parser.skipChildren();
                continue;
            }
            ambiguous |= value != null && value.type() != type;
            value = readContent(type, depth);
        }
        if (ambiguous) {
            fail(AMBIGUOUS);
        }
        if (value == null) {
            fail(EMPTY);
            return NOTHING;
        }
        return value;
    }

    private AttributeValue readContent(AttributeType type, int depth) {
        return switch (type) {
            case S -> new AttributeValue.S(JsonShape.string(parser));
            case N -> new AttributeValue.N(readNumber());
            case B -> new AttributeValue.B(JsonShape.binary(parser));
            case BOOL -> new AttributeValue.Bool(JsonShape.bool(parser));
            case NULL -> readNull();
            case L -> new AttributeValue.L(readList(depth + 1));
            case M -> new AttributeValue.M(readMap(depth + 1));
            case SS -> readStringSet();
            case NS -> readNumberSet();
            case BS -> readBinarySet();
        };
    }

    private AttributeValue readNull() {
        if (!JsonShape.bool(parser)) {
            fail(INVALID + "Null attribute value types must have the value of true");
        }
        return new AttributeValue.Null();
    }

    private DynamoNumber readNumber() {
        try {
            return DynamoNumber.parse(JsonShape.string(parser));
        } catch (DynamoDbException e) {
            if (e.type() == ErrorType.SERIALIZATION) {
                throw e;
            }
            fail(String.valueOf(e.getMessage()));
            return DynamoNumber.ZERO;
        }
    }

    private List<AttributeValue> readList(int depth) {
        JsonShape.requireList(parser);
        if (tooDeep(depth)) {
            return List.of();
        }
        var values = new ArrayList<AttributeValue>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(readValue(depth));
        }
        return values;
    }

    private Map<String, AttributeValue> readMap(int depth) {
        JsonShape.requireMap(parser);
        if (tooDeep(depth)) {
            return Map.of();
        }
        var values = new LinkedHashMap<String, AttributeValue>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = readName();
            parser.nextToken();
            values.put(name, readValue(depth));
        }
        return values;
    }

    private boolean tooDeep(int depth) {
        if (depth <= ItemDepth.MAX_LEVELS) {
            return false;
        }
        fail(TOO_DEEP);
        parser.skipChildren();
        return true;
    }

    private String readName() {
        var name = JsonShape.unicode(parser.currentName());
        if (name.isEmpty()) {
            fail("Empty attribute name");
        }
        if (ItemSize.utf8Length(name) > MAX_NAME_BYTES) {
            fail("Attribute name is too large, must be less than 65536 bytes");
        }
        return name;
    }

    private AttributeValue readStringSet() {
        var values = readMembers(
                () -> JsonShape.string(parser), INVALID + "An string set may not have a null string as a member");
        check(
                values,
                "An string set  may not be empty",
                () -> INVALID + "Input collection " + values + " contains duplicates.");
        return new AttributeValue.SS(values);
    }

    private AttributeValue readNumberSet() {
        var values = readMembers(this::readNumber, "The parameter cannot be converted to a numeric value");
        check(values, "An number set  may not be empty", () -> "Input collection contains duplicates");
        return new AttributeValue.NS(values);
    }

    private AttributeValue readBinarySet() {
        var values = readMembers(
                () -> JsonShape.binary(parser), INVALID + "Binary sets may not contain null or empty values");
        check(
                values,
                "Binary sets should not be empty",
                () -> INVALID + "Input collection of type BS contains duplicates.");
        return new AttributeValue.BS(values);
    }

    private <T> List<T> readMembers(Supplier<T> member, String nullMember) {
        JsonShape.requireList(parser);
        var members = new ArrayList<T>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.VALUE_NULL) {
                fail(nullMember);
            } else {
                members.add(member.get());
            }
        }
        return members;
    }

    private void check(List<?> members, String empty, Supplier<String> duplicates) {
        if (members.isEmpty()) {
            fail(INVALID + empty);
        } else if (problem == null && new HashSet<>(members).size() < members.size()) {
            fail(duplicates.get());
        }
    }
}
