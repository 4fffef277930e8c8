package io.galena.dynamodb.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;

class ItemCodecTest {
    @Test
    void bytesAreCanonical() {
        var attributes = new LinkedHashMap<String, AttributeValue>();
        attributes.put("s/\"\u0001é", new AttributeValue.S("/\"\\\n\u0001\u007Fé\u2028😀"));
        attributes.put("n", new AttributeValue.N(DynamoNumber.parse("1.50E2")));
        attributes.put("b", new AttributeValue.B(new Binary(new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0xFE, 0})));
        attributes.put("t", new AttributeValue.Bool(true));
        attributes.put("0", new AttributeValue.Null());
        attributes.put("l", new AttributeValue.L(List.of(new AttributeValue.M(Map.of()))));
        attributes.put("ss", new AttributeValue.SS(List.of("b", "a")));
        attributes.put("ns", new AttributeValue.NS(List.of(DynamoNumber.of(2), DynamoNumber.parse("1E-3"))));
        attributes.put("bs", new AttributeValue.BS(List.of(new Binary(new byte[] {1}), new Binary(new byte[0]))));

        var bytes = ItemCodec.encode(new Item(attributes));

        assertThat(new String(bytes, StandardCharsets.UTF_8))
                .isEqualTo("{\"s/\\\"\\u0001é\":{\"S\":\"/\\\"\\\\\\n\\u0001\u007Fé\u2028😀\"},\"n\":{\"N\":\"150\"},"
                        + "\"b\":{\"B\":\"///+AA==\"},\"t\":{\"BOOL\":true},\"0\":{\"NULL\":true},"
                        + "\"l\":{\"L\":[{\"M\":{}}]},\"ss\":{\"SS\":[\"b\",\"a\"]},\"ns\":{\"NS\":[\"2\",\"0.001\"]},"
                        + "\"bs\":{\"BS\":[\"AQ==\",\"\"]}}");
    }

    @Property(tries = 300)
    void itemsComeBackAsTheyWere(@ForAll("items") Item item) {
        var bytes = ItemCodec.encode(item);

        var back = ItemCodec.decode(bytes);

        assertThat(back).isEqualTo(item);
        assertThat(ItemCodec.encode(back)).isEqualTo(bytes);
    }

    @Property(tries = 300)
    void requestsReadCanonicalBytesAsTheSameItem(@ForAll("items") Item item) {
        try (var parser = DynamoJson.factory().createParser(ObjectReadContext.empty(), ItemCodec.encode(item))) {
            parser.nextToken();

            assertThat(ValueReader.item(parser).get()).isEqualTo(item);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 7_990, 8_000, 8_100, 400_000})
    void rawJsonIsSplicedAsItIs(int length) {
        var raw = ItemCodec.encode(new Item(Map.of("v", new AttributeValue.S("é".repeat(length)))));
        var out = new ByteArrayOutputStream();

        try (var generator = DynamoJson.factory().createGenerator(ObjectWriteContext.empty(), out)) {
            generator.writeStartArray();
            generator.writeRawValue(new RawJson(raw));
            generator.writeRawValue(new RawJson(raw));
            generator.writeEndArray();
        }

        var text = new String(raw, StandardCharsets.UTF_8);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("[" + text + "," + text + "]");
    }

    @Test
    void longestNamesAndDeepestValuesComeBack() {
        AttributeValue value = new AttributeValue.S("x".repeat(1_000_000));
        for (int i = 0; i < 31; i++) {
            value = new AttributeValue.M(Collections.singletonMap("n".repeat(65_535), value));
        }
        var item = new Item(Map.of("v", value));

        assertThat(ItemCodec.decode(ItemCodec.encode(item))).isEqualTo(item);
    }

    @Provide
    Arbitrary<Item> items() {
        return TestingValues.items();
    }
}
