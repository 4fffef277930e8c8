package io.galena.dynamodb.value;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.core.Base64Variants;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;

/**
 * Items as canonical DynamoDB JSON, which is what shards hold and what clients see: {@code {"pk":{"S":"a"}}} without blanks,
 * numbers normalised, minimal escapes, base64 with padding, attributes and members of sets in the order given. {@code
 * decode(encode(item))} equals the item.
 */
public final class ItemCodec {
    private static final int TYPICAL_BYTES = 1024;

    private ItemCodec() {}

    /** The canonical bytes of an item. */
    public static byte[] encode(Item item) {
        var bytes = new ByteArrayOutputStream(TYPICAL_BYTES);
        try (var generator = DynamoJson.factory().createGenerator(ObjectWriteContext.empty(), bytes)) {
            write(item, generator);
        }
        return bytes.toByteArray();
    }

    /** The item that {@link #encode} made those bytes of. Other bytes are a defect, and give any exception or any item. */
    public static Item decode(byte[] bytes) {
        try (var parser = DynamoJson.factory().createParser(ObjectReadContext.empty(), bytes)) {
            parser.nextToken();
            return new Item(readMap(parser));
        }
    }

    /** Writes an item as a JSON object, where the generator stands. */
    public static void write(Item item, JsonGenerator generator) {
        writeMap(item.attributes(), generator);
    }

    /** Writes a value as a JSON object of its type and its content, where the generator stands. */
    public static void write(AttributeValue attribute, JsonGenerator generator) {
        generator.writeStartObject();
        generator.writeName(attribute.type().name());
        switch (attribute) {
            case AttributeValue.S string -> generator.writeString(string.value());
            case AttributeValue.N number -> generator.writeString(number.value().toString());
            case AttributeValue.B binary -> write(binary.value(), generator);
            case AttributeValue.Bool bool -> generator.writeBoolean(bool.value());
            case AttributeValue.Null() -> generator.writeBoolean(true);
            case AttributeValue.L list -> writeArray(list.values(), value -> write(value, generator), generator);
            case AttributeValue.M map -> writeMap(map.values(), generator);
            case AttributeValue.SS set -> writeArray(set.values(), generator::writeString, generator);
            case AttributeValue.NS set ->
                writeArray(set.values(), member -> generator.writeString(member.toString()), generator);
            case AttributeValue.BS set -> writeArray(set.values(), member -> write(member, generator), generator);
        }
        generator.writeEndObject();
    }

    private static void write(Binary binary, JsonGenerator generator) {
        generator.writeBinary(Base64Variants.MIME_NO_LINEFEEDS, binary.bytes(), 0, binary.length());
    }

    private static <T> void writeArray(List<T> elements, Consumer<T> element, JsonGenerator generator) {
        generator.writeStartArray();
        elements.forEach(element);
        generator.writeEndArray();
    }

    private static void writeMap(Map<String, AttributeValue> values, JsonGenerator generator) {
        generator.writeStartObject();
        values.forEach((name, value) -> {
            generator.writeName(name);
            write(value, generator);
        });
        generator.writeEndObject();
    }

    private static Map<String, AttributeValue> readMap(JsonParser parser) {
        var values = new LinkedHashMap<String, AttributeValue>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            parser.nextToken();
            values.put(name, readValue(parser));
        }
        return values;
    }

    private static AttributeValue readValue(JsonParser parser) {
        parser.nextToken();
        var type = AttributeType.valueOf(parser.currentName());
        parser.nextToken();
        AttributeValue value = switch (type) {
            case S -> new AttributeValue.S(parser.getString());
            case N -> new AttributeValue.N(readNumber(parser));
            case B -> new AttributeValue.B(readBinary(parser));
            case BOOL -> new AttributeValue.Bool(parser.getBooleanValue());
            case NULL -> new AttributeValue.Null();
            case L -> new AttributeValue.L(readArray(parser, () -> readValue(parser)));
            case M -> new AttributeValue.M(readMap(parser));
            case SS -> new AttributeValue.SS(readArray(parser, parser::getString));
            case NS -> new AttributeValue.NS(readArray(parser, () -> readNumber(parser)));
            case BS -> new AttributeValue.BS(readArray(parser, () -> readBinary(parser)));
        };
        parser.nextToken();
        return value;
    }

    private static <T> List<T> readArray(JsonParser parser, Supplier<T> element) {
        var elements = new ArrayList<T>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(element.get());
        }
        return elements;
    }

    private static DynamoNumber readNumber(JsonParser parser) {
        return DynamoNumber.parse(parser.getString());
    }

    private static Binary readBinary(JsonParser parser) {
        return new Binary(parser.getBinaryValue(Base64Variants.MIME_NO_LINEFEEDS));
    }
}
