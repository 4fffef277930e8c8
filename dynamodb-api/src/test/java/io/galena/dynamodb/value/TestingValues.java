package io.galena.dynamodb.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/**
 * Arbitrary values and items for properties, edges of Unicode and of numbers included. They come from a random source in one
 * step: composed arbitraries of this depth take jqwik minutes.
 */
public final class TestingValues {
    private static final int[] EDGES_OF_UNICODE = {
        0, '"', '\\', '/', '\n', 0x1F, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFD, 0xFFFF, 0x10000, 0x1F600,
        0x10FFFF
    };
    private static final List<String> EDGES_OF_NUMBERS = List.of(
            "0",
            "9.9999999999999999999999999999999999999E125",
            "-9.9999999999999999999999999999999999999E125",
            "1E-130",
            "-1E-130",
            "1E125",
            "-1E125",
            "0.1",
            "0.01",
            "-0.01",
            "99",
            "-99");
    private static final byte[] EDGES_OF_BYTES = {0, 1, 0x7F, (byte) 0x80, (byte) 0xFE, (byte) 0xFF};

    private TestingValues() {}

    /** Well-formed strings: control characters, quotes, the ends of each UTF-8 length, supplementary characters. */
    public static Arbitrary<String> strings() {
        return Arbitraries.randomValue(TestingValues::string);
    }

    /** Numbers of the whole range, small whole numbers more often. */
    public static Arbitrary<DynamoNumber> numbers() {
        return Arbitraries.randomValue(TestingValues::number);
    }

    /** Binaries, bytes at the ends of their range more often. */
    public static Arbitrary<Binary> binaries() {
        return Arbitraries.randomValue(TestingValues::binary);
    }

    /** Items of a few attributes of all types, nested a few levels. */
    public static Arbitrary<Item> items() {
        return Arbitraries.randomValue(random -> new Item(map(random, 3)));
    }

    private static String string(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(10); i > 0; i--) {
            text.appendCodePoint(
                    switch (random.nextInt(4)) {
                        case 0 -> EDGES_OF_UNICODE[random.nextInt(EDGES_OF_UNICODE.length)];
                        case 1 -> random.nextInt(0xE000, 0x110000);
                        default -> random.nextInt('a', 'd');
                    });
        }
        return text.toString();
    }

    private static DynamoNumber number(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> DynamoNumber.of(random.nextInt(-1_000, 1_000));
            case 1 -> DynamoNumber.of(random.nextLong());
            case 2 -> DynamoNumber.parse(EDGES_OF_NUMBERS.get(random.nextInt(EDGES_OF_NUMBERS.size())));
            default -> wideNumber(random);
        };
    }

    private static DynamoNumber wideNumber(Random random) {
        var digits = new BigInteger(random.nextInt(1, 127), random).mod(BigInteger.TEN.pow(DynamoNumber.MAX_DIGITS));
        var number = new BigDecimal(random.nextBoolean() ? digits : digits.negate(), random.nextInt(-87, 130));
        return DynamoNumber.of(number);
    }

    private static Binary binary(Random random) {
        var bytes = new byte[random.nextInt(10)];
        random.nextBytes(bytes);
        for (int i = 0; i < bytes.length; i++) {
            if (random.nextBoolean()) {
                bytes[i] = EDGES_OF_BYTES[random.nextInt(EDGES_OF_BYTES.length)];
            }
        }
        return new Binary(bytes);
    }

    private static AttributeValue value(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 8 : 10)) {
            case 0 -> new AttributeValue.S(string(random));
            case 1 -> new AttributeValue.N(number(random));
            case 2 -> new AttributeValue.B(binary(random));
            case 3 -> new AttributeValue.Bool(random.nextBoolean());
            case 4 -> new AttributeValue.Null();
            case 5 -> new AttributeValue.SS(members(random, TestingValues::string));
            case 6 -> new AttributeValue.NS(members(random, TestingValues::number));
            case 7 -> new AttributeValue.BS(members(random, TestingValues::binary));
            case 8 -> new AttributeValue.L(list(random, depth - 1));
            default -> new AttributeValue.M(map(random, depth - 1));
        };
    }

    private static List<AttributeValue> list(Random random, int depth) {
        var values = new ArrayList<AttributeValue>();
        for (int i = random.nextInt(4); i > 0; i--) {
            values.add(value(random, depth));
        }
        return values;
    }

    private static Map<String, AttributeValue> map(Random random, int depth) {
        var values = new LinkedHashMap<String, AttributeValue>();
        for (int i = random.nextInt(4); i > 0; i--) {
            values.put("n" + string(random), value(random, depth));
        }
        return values;
    }

    private static <T> List<T> members(Random random, Function<Random, T> member) {
        var first = member.apply(random);
        var second = member.apply(random);
        return first.equals(second) ? List.of(first) : List.of(first, second);
    }
}
