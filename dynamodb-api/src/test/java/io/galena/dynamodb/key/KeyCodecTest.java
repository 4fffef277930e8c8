package io.galena.dynamodb.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.dynamodb.value.AttributeType;
import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.Binary;
import io.galena.dynamodb.value.DynamoNumber;
import io.galena.dynamodb.value.Item;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyCodecTest {
    /** PostgreSQL's limit of an index row is 2,704 bytes; some of it is its own. */
    private static final int POSTGRES_KEY_BYTES = 2_680;

    /** The first half of SHA-256("partition"). */
    private static final String PARTITION_HASH = "2df962d37ee229c547fb4ebef038a1ea";

    private static final KeySchema TWO_SORTS = new KeySchema(
            List.of(new KeyAttribute("p", AttributeType.S)),
            List.of(new KeyAttribute("a", AttributeType.B), new KeyAttribute("b", AttributeType.B)));

    @Test
    void rowKeysAreTheStoredFormat() {
        var table = TestingKeys.table(Optional.of(AttributeType.S));

        var key = KeyCodec.rowKey(table, TestingKeys.item(new AttributeValue.S("a\u0000é")));

        assertThat(hex(key)).isEqualTo(PARTITION_HASH + "6100c3a9");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 80",
        "1, c102",
        "100, c202",
        "99.5, c16433",
        "0.01, c002",
        "-1, 3efdff",
        "1E-130, 8002",
        "9E125, ff5b",
        "-9E125, 00a4ff"
    })
    void numbersAreTheStoredFormat(String number, String encoded) {
        assertThat(hex(KeyNumber.encode(DynamoNumber.parse(number)))).isEqualTo(encoded);
    }

    @Test
    void indexKeysAreTheStoredFormat() {
        var index = new KeySchema(
                List.of(new KeyAttribute("p", AttributeType.S)), List.of(new KeyAttribute("s", AttributeType.B)));
        var item = TestingKeys.item(new AttributeValue.B(new Binary(new byte[] {1, 0, 2})));

        var key = KeyCodec.indexKey(index, TestingKeys.table(Optional.empty()), item);

        assertThat(hex(key)).isEqualTo(PARTITION_HASH + "0100ff02" + "0000" + PARTITION_HASH);
    }

    @Test
    void itemsWithEqualIndexKeysStayApart() {
        var table = TestingKeys.table(Optional.of(AttributeType.N));
        var index = new KeySchema(List.of(new KeyAttribute("p", AttributeType.S)), List.of());

        var one = KeyCodec.indexKey(index, table, TestingKeys.item(new AttributeValue.N(DynamoNumber.of(1))));
        var two = KeyCodec.indexKey(index, table, TestingKeys.item(new AttributeValue.N(DynamoNumber.of(2))));

        assertThat(one).isNotEqualTo(two).startsWith(Arrays.copyOf(two, 16));
    }

    @Test
    void severalPartitionAttributesAreNotRunTogether() {
        var index = new KeySchema(
                List.of(new KeyAttribute("a", AttributeType.S), new KeyAttribute("b", AttributeType.S)), List.of());

        assertThat(KeyCodec.rowKey(index, strings("ab", "c"))).isNotEqualTo(KeyCodec.rowKey(index, strings("a", "bc")));
    }

    @Test
    void longestKeysFitWhateverTheirBytes() {
        var table = TestingKeys.table(Optional.of(AttributeType.B));
        var index = new KeySchema(
                List.of(new KeyAttribute("p", AttributeType.S)), List.of(new KeyAttribute("s", AttributeType.B)));
        var random = new byte[1024];
        new Random(1).nextBytes(random);

        for (var bytes : List.of(new byte[1024], random)) {
            var item = TestingKeys.item(new AttributeValue.B(new Binary(bytes)));
            assertThat(KeyCodec.rowKey(table, item)).hasSize(1_040);
            assertThat(KeyCodec.indexKey(index, table, item)).hasSizeLessThanOrEqualTo(2_082);
        }
    }

    @Test
    void longKeysOfSeveralAttributesAreShortenedAndStayApart() {
        var table = TestingKeys.table(Optional.of(AttributeType.S));

        var one = KeyCodec.indexKey(TWO_SORTS, table, zeros("one"));
        var two = KeyCodec.indexKey(TWO_SORTS, table, zeros("two"));

        assertThat(one).hasSize(2_616).hasSizeLessThan(POSTGRES_KEY_BYTES).isNotEqualTo(two);
    }

    @Test
    void hashIsTheFirstEightBytes() {
        var key = HexFormat.of().parseHex("ffffffffffffff01aabbccdd00112233");

        assertThat(KeyCodec.hash(key)).isEqualTo(-255);
        assertThat(KeyCodec.lowestKey(-255)).isEqualTo(Arrays.copyOf(key, 8));
    }

    @Test
    void uncheckedKeysAreDefects() {
        var table = TestingKeys.table(Optional.of(AttributeType.S));

        assertThatThrownBy(() -> KeyCodec.rowKey(table, new Item(Map.of("p", new AttributeValue.S("a")))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KeyCodec.rowKey(table, TestingKeys.item(new AttributeValue.Bool(true))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Item strings(String a, String b) {
        return new Item(Map.of("a", new AttributeValue.S(a), "b", new AttributeValue.S(b)));
    }

    private static Item zeros(String sort) {
        var zeros = new AttributeValue.B(new Binary(new byte[1024]));
        return new Item(
                Map.of("p", new AttributeValue.S("p"), "s", new AttributeValue.S(sort), "a", zeros, "b", zeros));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
