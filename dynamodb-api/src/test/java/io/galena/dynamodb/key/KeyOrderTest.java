package io.galena.dynamodb.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.dynamodb.value.AttributeType;
import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.Binary;
import io.galena.dynamodb.value.DynamoNumber;
import io.galena.dynamodb.value.Item;
import io.galena.dynamodb.value.TestingValues;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Row keys and index keys compare as DynamoDB compares the sort keys. */
class KeyOrderTest {
    @Property
    void numbersInTheirOrder(@ForAll("numbers") DynamoNumber left, @ForAll("numbers") DynamoNumber right) {
        assertOrder(new AttributeValue.N(left), new AttributeValue.N(right), left.compareTo(right));
    }

    @Property
    void stringsByTheirUtf8(@ForAll("strings") String left, @ForAll("strings") String right) {
        int order =
                Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));

        assertOrder(new AttributeValue.S(left), new AttributeValue.S(right), order);
    }

    @Property
    void binariesAsUnsigned(@ForAll("binaries") Binary left, @ForAll("binaries") Binary right) {
        assertOrder(new AttributeValue.B(left), new AttributeValue.B(right), left.compareTo(right));
    }

    @Test
    void supplementaryCharactersComeAfterAllOthers() {
        // In UTF-16, and so in String.compareTo, the first is the greater one.
        assertOrder(new AttributeValue.S("\uFFFD"), new AttributeValue.S("\uD83D\uDE00"), -1);
    }

    @Test
    void numbersAtTheEdgesAreInOrder() {
        var ascending = List.of(
                "-9.9999999999999999999999999999999999999E125",
                "-1E125",
                "-9.9E124",
                "-100.01",
                "-100",
                "-99.99",
                "-99",
                "-12.34",
                "-12.3",
                "-12",
                "-1.2",
                "-1",
                "-0.99",
                "-0.1",
                "-0.01",
                "-1.5E-130",
                "-1E-130",
                "0",
                "1E-130",
                "1.5E-130",
                "1E-129",
                "0.01",
                "0.099",
                "0.1",
                "1",
                "1.0000000000000000000000000000000000001",
                "1.2",
                "9",
                "10",
                "12",
                "12.3",
                "99.99",
                "100",
                "100.01",
                "1E125",
                "9.9999999999999999999999999999999999999E125");
        var numbers = ascending.stream()
                .map(DynamoNumber::parse)
                .map(AttributeValue.N::new)
                .toList();

        for (int i = 0; i < numbers.size(); i++) {
            for (int j = 0; j < numbers.size(); j++) {
                assertOrder(numbers.get(i), numbers.get(j), Integer.compare(i, j));
            }
        }
    }

    @Property
    void longerSortKeysComeAfterTheirBeginnings(@ForAll("binaries") Binary beginning, @ForAll("binaries") Binary rest) {
        var longer = Arrays.copyOf(beginning.bytes(), beginning.length() + rest.length());
        System.arraycopy(rest.bytes(), 0, longer, beginning.length(), rest.length());

        assertOrder(
                new AttributeValue.B(beginning),
                new AttributeValue.B(new Binary(longer)),
                -Integer.signum(rest.length()));
    }

    @Property
    void severalSortAttributesOneAfterTheOther(
            @ForAll("binaries") Binary left1,
            @ForAll("binaries") Binary left2,
            @ForAll("binaries") Binary right1,
            @ForAll("binaries") Binary right2) {
        int first = left1.compareTo(right1);
        int expected = first != 0 ? first : left2.compareTo(right2);
        var keys = new KeySchema(
                List.of(new KeyAttribute("p", AttributeType.S)),
                List.of(new KeyAttribute("a", AttributeType.B), new KeyAttribute("b", AttributeType.B)));
        var table = TestingKeys.table(Optional.empty());

        var left = KeyCodec.indexKey(keys, table, pair(left1, left2));
        var right = KeyCodec.indexKey(keys, table, pair(right1, right2));

        assertThat(Integer.signum(Arrays.compareUnsigned(left, right))).isEqualTo(Integer.signum(expected));
    }

    private static Item pair(Binary a, Binary b) {
        return new Item(
                Map.of("p", new AttributeValue.S("p"), "a", new AttributeValue.B(a), "b", new AttributeValue.B(b)));
    }

    private static void assertOrder(AttributeValue left, AttributeValue right, int expected) {
        var table = TestingKeys.table(Optional.of(left.type()));
        var index = new KeySchema(
                List.of(new KeyAttribute("p", AttributeType.S)), List.of(new KeyAttribute("s", left.type())));

        int rows = Arrays.compareUnsigned(
                KeyCodec.rowKey(table, TestingKeys.item(left)), KeyCodec.rowKey(table, TestingKeys.item(right)));
        int entries = Arrays.compareUnsigned(
                KeyCodec.indexKey(index, TestingKeys.table(Optional.empty()), TestingKeys.item(left)),
                KeyCodec.indexKey(index, TestingKeys.table(Optional.empty()), TestingKeys.item(right)));

        assertThat(Integer.signum(rows)).as("rows").isEqualTo(Integer.signum(expected));
        assertThat(Integer.signum(entries)).as("index entries").isEqualTo(Integer.signum(expected));
    }

    @Provide
    Arbitrary<DynamoNumber> numbers() {
        return TestingValues.numbers();
    }

    @Provide
    Arbitrary<String> strings() {
        return TestingValues.strings();
    }

    @Provide
    Arbitrary<Binary> binaries() {
        return TestingValues.binaries();
    }
}
