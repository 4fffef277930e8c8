package io.galena.dynamodb.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemSizeTest {
    /** Found by filling items of DynamoDB local 3.1.0 up to the limit. */
    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "1, 2",
        "-1, 3",
        "10, 2",
        "12, 2",
        "100, 2",
        "120, 3",
        "123, 3",
        "1200, 2",
        "1234, 3",
        "12000, 3",
        "12345, 4",
        "1001, 3",
        "10010, 4",
        "-123, 4",
        "0.1, 2",
        "0.01, 2",
        "0.12, 2",
        "0.123, 3",
        "0.001, 2",
        "0.0012, 2",
        "1.23, 3",
        "12.3, 3",
        "10.1, 3",
        "100.5, 4",
        "1000.5, 4",
        "1e20, 2",
        "1e125, 2",
        "-1e125, 3",
        "1e-130, 2",
        "99999999999999999999999999999999999999, 20",
        "9999999999999999999999999999999999999, 20",
        "-9999999999999999999999999999999999999, 21"
    })
    void numbersTakeAByteForTwoDigits(String number, int size) {
        assertThat(ItemSize.of(new AttributeValue.N(DynamoNumber.parse(number))))
                .isEqualTo(size);
    }

    @Test
    void otherValuesTakeTheirBytes() {
        var nothing = new AttributeValue.Null();

        assertThat(ItemSize.of(new AttributeValue.S(""))).isZero();
        assertThat(ItemSize.of(new AttributeValue.S("aé€😀"))).isEqualTo(10);
        assertThat(ItemSize.of(new AttributeValue.B(new Binary(new byte[2])))).isEqualTo(2);
        assertThat(ItemSize.of(new AttributeValue.Bool(false))).isEqualTo(1);
        assertThat(ItemSize.of(nothing)).isEqualTo(1);
        assertThat(ItemSize.of(new AttributeValue.L(List.of()))).isEqualTo(3);
        assertThat(ItemSize.of(new AttributeValue.L(List.of(nothing)))).isEqualTo(5);
        assertThat(ItemSize.of(new AttributeValue.M(Map.of()))).isEqualTo(3);
        assertThat(ItemSize.of(new AttributeValue.M(Map.of("ab", nothing)))).isEqualTo(7);
        assertThat(ItemSize.of(new AttributeValue.SS(List.of("a", "bc")))).isEqualTo(3);
        assertThat(ItemSize.of(new AttributeValue.NS(List.of(DynamoNumber.of(1), DynamoNumber.of(22)))))
                .isEqualTo(4);
        assertThat(ItemSize.of(new AttributeValue.BS(List.of(new Binary(new byte[0]), new Binary(new byte[3])))))
                .isEqualTo(3);
    }

    @Test
    void itemsTakeTheirNamesAndValues() {
        var item = new Item(Map.of("pk", new AttributeValue.S("a"), "é", new AttributeValue.N(DynamoNumber.of(12345))));

        assertThat(ItemSize.of(item)).isEqualTo(2 + 1 + 2 + 4);
        assertThat(ItemSize.of(Item.empty())).isZero();
    }

    @Property
    void stringsAreMeasuredAsUtf8(@ForAll("strings") String text) {
        assertThat(ItemSize.utf8Length(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    }

    @Provide
    Arbitrary<String> strings() {
        return TestingValues.strings();
    }
}
