package io.galena.dynamodb.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.dynamodb.expression.KeyCondition;
import io.galena.dynamodb.expression.SortCondition;
import io.galena.dynamodb.key.KeyAttribute;
import io.galena.dynamodb.key.KeyCodec;
import io.galena.dynamodb.key.KeyRange;
import io.galena.dynamodb.key.KeySchema;
import io.galena.dynamodb.value.AttributeType;
import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.Binary;
import io.galena.dynamodb.value.DynamoNumber;
import io.galena.dynamodb.value.Item;
import io.galena.dynamodb.value.TestingValues;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class QueryRangeTest {
    private static final AttributeValue PARTITION = new AttributeValue.S("p");

    @Property
    void stringsAreInTheRangeIfTheConditionHolds(
            @ForAll("strings") String sort, @ForAll("strings") String one, @ForAll("strings") String other) {
        assertRanges(new AttributeValue.S(sort), new AttributeValue.S(one), new AttributeValue.S(other));
    }

    @Property
    void numbersAreInTheRangeIfTheConditionHolds(
            @ForAll("numbers") DynamoNumber sort,
            @ForAll("numbers") DynamoNumber one,
            @ForAll("numbers") DynamoNumber other) {
        assertRanges(new AttributeValue.N(sort), new AttributeValue.N(one), new AttributeValue.N(other));
    }

    @Property
    void binariesAreInTheRangeIfTheConditionHolds(
            @ForAll("binaries") Binary sort, @ForAll("binaries") Binary one, @ForAll("binaries") Binary other) {
        assertRanges(new AttributeValue.B(sort), new AttributeValue.B(one), new AttributeValue.B(other));
    }

    @Property
    void beginningsAreInTheRange(@ForAll("binaries") Binary beginning, @ForAll("binaries") Binary rest) {
        var longer = Arrays.copyOf(beginning.bytes(), beginning.length() + rest.length());
        System.arraycopy(rest.bytes(), 0, longer, beginning.length(), rest.length());

        assertRange(
                new AttributeValue.B(new Binary(longer)),
                new SortCondition.BeginsWith(new AttributeValue.B(beginning)),
                true);
    }

    @Test
    void otherPartitionsAreOutside() {
        var condition = new KeyCondition(List.of(new AttributeValue.S("q")), List.of());
        var item = item(new AttributeValue.S("s"));

        assertThat(QueryRange.ofTable(condition).contains(KeyCodec.rowKey(keys(AttributeType.S), item)))
                .isFalse();
        assertThat(QueryRange.ofIndex(condition).contains(entry(item, AttributeType.S)))
                .isFalse();
    }

    @Test
    void leadingSortAttributesMustBeEqual() {
        var index = new KeySchema(
                keys(AttributeType.S).partition(),
                List.of(new KeyAttribute("s", AttributeType.S), new KeyAttribute("t", AttributeType.N)));
        var condition = new KeyCondition(
                List.of(PARTITION),
                List.of(
                        new SortCondition.Equal(new AttributeValue.S("a")),
                        new SortCondition.Greater(new AttributeValue.N(DynamoNumber.of(5)))));
        var range = QueryRange.ofIndex(condition);

        assertThat(range.contains(entry(index, "a", 6))).isTrue();
        assertThat(range.contains(entry(index, "a", 5))).isFalse();
        assertThat(range.contains(entry(index, "b", 6))).isFalse();
        assertThat(range.contains(entry(index, "a\u0000", 6))).isFalse();
    }

    @Test
    void shortenedIndexKeysAreNeverLeftOut() {
        var table = keys(AttributeType.S);
        var index = new KeySchema(
                table.partition(),
                List.of(new KeyAttribute("a", AttributeType.B), new KeyAttribute("b", AttributeType.B)));
        var zeros = new AttributeValue.B(new Binary(new byte[1024]));
        var higher = new byte[1024];
        higher[1023] = 1;
        var item = new Item(Map.of(
                "p",
                PARTITION,
                "s",
                new AttributeValue.S("s"),
                "a",
                zeros,
                "b",
                new AttributeValue.B(new Binary(higher))));
        var above = new KeyCondition(
                List.of(PARTITION), List.of(new SortCondition.Equal(zeros), new SortCondition.Greater(zeros)));
        var below = new KeyCondition(
                List.of(PARTITION),
                List.of(
                        new SortCondition.Equal(zeros),
                        new SortCondition.Less(new AttributeValue.B(new Binary(Arrays.copyOf(higher, 1025))))));

        var key = KeyCodec.indexKey(index, table, item);

        assertThat(QueryRange.ofIndex(above).contains(key)).isTrue();
        assertThat(QueryRange.ofIndex(below).contains(key)).isTrue();
    }

    @Property(tries = 200)
    void pagesOfOneMeetEveryRowOnceInBothDirections(@ForAll("sortKeys") List<String> sorts) {
        var all = QueryRange.ofTable(new KeyCondition(List.of(PARTITION), List.of()));
        var inOrder = sorts.stream()
                .sorted(Comparator.comparing(text -> text.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned))
                .toList();

        assertThat(readPages(inOrder, all, true)).isEqualTo(inOrder);
        assertThat(readPages(inOrder.reversed(), all, false)).isEqualTo(inOrder.reversed());
    }

    /** Reads page by page of one row; the sort keys are in the direction of reading. */
    private static List<String> readPages(List<String> sorts, KeyRange range, boolean forward) {
        var read = new ArrayList<String>();
        var left = range;
        while (true) {
            var rest = left;
            var next =
                    sorts.stream().filter(sort -> rest.contains(rowKey(sort))).findFirst();
            if (next.isEmpty()) {
                return read;
            }
            read.add(next.get());
            left = left.after(rowKey(next.get()), forward);
        }
    }

    private static byte[] rowKey(String sort) {
        return KeyCodec.rowKey(keys(AttributeType.S), item(new AttributeValue.S(sort)));
    }

    private static void assertRanges(AttributeValue sort, AttributeValue one, AttributeValue other) {
        var low = compare(one, other) <= 0 ? one : other;
        var high = compare(one, other) <= 0 ? other : one;
        int order = compare(sort, one);
        assertRange(sort, new SortCondition.Equal(one), order == 0);
        assertRange(sort, new SortCondition.Equal(sort), true);
        assertRange(sort, new SortCondition.Less(one), order < 0);
        assertRange(sort, new SortCondition.LessOrEqual(one), order <= 0);
        assertRange(sort, new SortCondition.Greater(one), order > 0);
        assertRange(sort, new SortCondition.GreaterOrEqual(one), order >= 0);
        assertRange(sort, new SortCondition.Less(sort), false);
        assertRange(sort, new SortCondition.Greater(sort), false);
        assertRange(sort, new SortCondition.Between(low, high), compare(sort, low) >= 0 && compare(sort, high) <= 0);
        if (sort.type() != AttributeType.N) {
            assertRange(sort, new SortCondition.BeginsWith(one), beginsWith(sort, one));
        }
    }

    private static void assertRange(AttributeValue sort, SortCondition condition, boolean expected) {
        var key = new KeyCondition(List.of(PARTITION), List.of(condition));

        assertThat(QueryRange.ofTable(key).contains(KeyCodec.rowKey(keys(sort.type()), item(sort))))
                .as("row of %s, %s", sort, condition)
                .isEqualTo(expected);
        assertThat(QueryRange.ofIndex(key).contains(entry(item(sort), sort.type())))
                .as("index entry of %s, %s", sort, condition)
                .isEqualTo(expected);
    }

    private static int compare(AttributeValue left, AttributeValue right) {
        return left instanceof AttributeValue.N(var number) && right instanceof AttributeValue.N(var other)
                ? number.compareTo(other)
                : Arrays.compareUnsigned(bytes(left), bytes(right));
    }

    private static boolean beginsWith(AttributeValue value, AttributeValue beginning) {
        var prefix = bytes(beginning);
        return bytes(value).length >= prefix.length
                && Arrays.equals(Arrays.copyOf(bytes(value), prefix.length), prefix);
    }

    private static byte[] bytes(AttributeValue value) {
        return switch (value) {
            case AttributeValue.S(var text) -> text.getBytes(StandardCharsets.UTF_8);
            case AttributeValue.B(var binary) -> binary.bytes();
            default -> throw new IllegalArgumentException(value.toString());
        };
    }

    private static KeySchema keys(AttributeType sort) {
        return new KeySchema(List.of(new KeyAttribute("p", AttributeType.S)), List.of(new KeyAttribute("s", sort)));
    }

    private static Item item(AttributeValue sort) {
        return new Item(Map.of("p", PARTITION, "s", sort));
    }

    private static byte[] entry(Item item, AttributeType sort) {
        return KeyCodec.indexKey(keys(sort), keys(sort), item);
    }

    private static byte[] entry(KeySchema index, String s, long t) {
        var item = new Item(
                Map.of("p", PARTITION, "s", new AttributeValue.S(s), "t", new AttributeValue.N(DynamoNumber.of(t))));
        return KeyCodec.indexKey(index, keys(AttributeType.S), item);
    }

    @Provide
    Arbitrary<List<String>> sortKeys() {
        return TestingValues.strings().list().ofMaxSize(20).uniqueElements();
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
