package io.galena.dynamodb.value;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * One pass over the attribute values at a place of a request. It goes on to the end whatever it finds, so that the parser stands
 * where it should, and remembers the first thing that was wrong with them. Errors and positions are those of {@link ValueReader}.
 */
final class ValueParsing {
    private static final int MAX_NAME_BYTES = 65_535;
    private static final Map<String, AttributeType> TYPES = Stream.of(AttributeType.values())
            .collect(Collectors.toUnmodifiableMap(AttributeType::name, Function.identity()));
    private static final AttributeValue NOTHING = new AttributeValue.Null();
    private static final String INVALID = "One or more parameter values were invalid: ";
    static final String EMPTY = "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes";
    private static final String AMBIGUOUS =
            "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes";
    private static final String TOO_DEEP = "Nesting Levels have exceeded supported limits: "
            + "Attributes in the item have nested levels beyond supported limit";

    private final JsonParser parser;
    private @Nullable String problem;

    ValueParsing(JsonParser parser) {
        this.parser = parser;
    }

    /** The first thing that was wrong, if anything was. */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** What was read, if nothing was wrong. */
    <T> Deferred<T> answer(T value) {
        return problem == null ? Deferred.of(value) : Deferred.failed(DynamoDbException.validation(problem));
    }

    void fail(String message) {
        if (problem == null) {
            problem = message;
        }
    }

    /** Reads a value; what it answers for a bad one only stands in its place. */
    AttributeValue readValue(int depth) {
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

    List<AttributeValue> readList(int depth) {
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

    Map<String, AttributeValue> readMap(int depth) {
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

    String readName() {
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
                // The missing space is the service's.
                () -> INVALID + "Input collection "
                        + values.stream().map(Base64Text::encode).toList() + "of type BS contains duplicates.");
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
