package io.galena.dynamodb.value;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import java.util.Locale;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonParser.NumberType;
import tools.jackson.core.JsonToken;

/**
 * Reads the scalars of a request, and words the errors for JSON of the wrong shape as the service framework in front of
 * DynamoDB does: it names tokens and Java classes of its own.
 */
public final class JsonShape {
    private JsonShape() {}

    /** The text of the current token, a string of Unicode. */
    public static String string(JsonParser parser) {
        var text = switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getString();
            case START_OBJECT -> throw structureNotExpected();
            case START_ARRAY -> throw collectionNotExpected("class java.lang.String");
            default -> throw notConvertible(parser.currentToken(), "String");
        };
        return unicode(text);
    }

    /** The truth value of the current token; the service takes some texts for one. */
    public static boolean bool(JsonParser parser) {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING ->
                switch (parser.getString().toLowerCase(Locale.ROOT)) {
                    case "true", "yes", "1" -> true;
                    case "false", "no", "0" -> false;
                    default -> throw error("Unexpected token received from parser");
                };
            case START_OBJECT -> throw structureNotExpected();
            case START_ARRAY -> throw collectionNotExpected("class java.lang.Boolean");
            default -> throw notConvertible(parser.currentToken(), "Boolean");
        };
    }

    /**
     * The whole number of the current token: fractions are cut off, and what is beyond 64 bits becomes the nearest that fits.
     *
     * @param javaType the class that error messages name, {@code Integer} or {@code Long}
     */
    public static long integer(JsonParser parser, String javaType) {
        requireNumber(parser, javaType);
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() != NumberType.BIG_INTEGER) {
            return parser.getLongValue();
        }
        return (long) Math.floor(parser.getDoubleValue());
    }

    /** The floating-point number of the current token. */
    public static double decimal(JsonParser parser) {
        requireNumber(parser, "Double");
        return parser.getDoubleValue();
    }

    private static void requireNumber(JsonParser parser, String javaType) {
        switch (parser.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {}
            case START_OBJECT -> throw structureNotExpected();
            case START_ARRAY -> throw collectionNotExpected("class java.lang." + javaType);
            default -> throw notConvertible(parser.currentToken(), javaType);
        }
    }

    /** The bytes of the current token, a string of base64. */
    public static Binary binary(JsonParser parser) {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> Base64Text.decode(parser.getString());
            case START_OBJECT -> throw structureNotExpected();
            case START_ARRAY -> throw collectionNotExpected("class java.nio.ByteBuffer");
            default -> throw error("only base-64-encoded strings are convertible to bytes");
        };
    }

    /** Refuses a current token that does not start a list. */
    public static void requireList(JsonParser parser) {
        switch (parser.currentToken()) {
            case START_ARRAY -> {}
            case START_OBJECT -> throw structureNotExpected();
            default -> throw error("Unexpected field type");
        }
    }

    static void requireMap(JsonParser parser) {
        switch (parser.currentToken()) {
            case START_OBJECT -> {}
            case START_ARRAY ->
                throw collectionNotExpected(
                        "java.util.Map<java.lang.String, com.amazonaws.dynamodb.v20120810.AttributeValue>");
            default -> throw error("Unexpected field type");
        }
    }

    static void requireAttributeValue(JsonParser parser) {
        switch (parser.currentToken()) {
            case START_OBJECT -> {}
            case START_ARRAY -> throw collectionNotExpected("class com.amazonaws.dynamodb.v20120810.AttributeValue");
            default -> throw error("Unexpected value type in payload");
        }
    }

    /** The text itself, if every surrogate in it has its other half. */
    public static String unicode(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean alone = Character.isHighSurrogate(c)
                    ? i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))
                    : Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
            if (alone) {
                throw error("Unpaired surrogate in string");
            }
        }
        return text;
    }

    /** A {@code SerializationException} with that message; an empty one is not shown. */
    public static DynamoDbException error(String message) {
        return new DynamoDbException(ErrorType.SERIALIZATION, message);
    }

    private static DynamoDbException notConvertible(JsonToken token, String type) {
        var name = switch (token) {
            case VALUE_TRUE -> "TRUE_VALUE";
            case VALUE_FALSE -> "FALSE_VALUE";
            case VALUE_NUMBER_INT -> "NUMBER_VALUE";
            case VALUE_NUMBER_FLOAT -> "DECIMAL_VALUE";
            case VALUE_STRING -> "STRING_VALUE";
            default -> token.name();
        };
        return error(name + " cannot be converted to " + type);
    }

    /** The error for an object where none is expected. */
    public static DynamoDbException structureNotExpected() {
        return error("Start of structure or map found where not expected");
    }

    /** The error for an array where the service expects that type. */
    public static DynamoDbException collectionNotExpected(String javaType) {
        return error("Unrecognized collection type " + javaType);
    }
}
