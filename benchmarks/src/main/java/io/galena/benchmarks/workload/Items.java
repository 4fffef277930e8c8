package io.galena.benchmarks.workload;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.dynamodb.value.ItemCodec;
import io.galena.dynamodb.value.ItemSize;
import java.util.Base64;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Items with attributes of most types, each of the same size by DynamoDB's arithmetic. The attribute {@code counter} is 0. For one
 * thread.
 */
public final class Items {
    /** The least size. */
    public static final int LEAST_BYTES = 1024;

    private static final int TEXT_LENGTH = 1 << 20;
    private static final int BLOB_BYTES = 200;
    private static final String TEXT = text();

    private final int bytes;
    private final Random random;

    /** Makes items of that many bytes. */
    public Items(int bytes, Random random) {
        if (bytes < LEAST_BYTES) {
            throw new IllegalArgumentException("Items have " + LEAST_BYTES + " bytes at least, not " + bytes);
        }
        this.bytes = bytes;
        this.random = random;
    }

    /**
     * The JSON of an item.
     *
     * @param key the JSON of its key attributes, without the braces
     * @param more the JSON of further attributes, with a comma before each
     */
    public String item(String key, String more) {
        var begin = "{" + key + more + attributes() + ",\"payload\":{\"S\":\"";
        var empty = ItemCodec.decode((begin + "\"}}").getBytes(UTF_8));
        return begin + text(Math.max(1, bytes - ItemSize.of(empty))) + "\"}}";
    }

    /** The JSON of an item with no attributes but these. */
    public String item(String key) {
        return item(key, "");
    }

    /** Letters and digits. */
    String text(int length) {
        var begin = random.nextInt(TEXT_LENGTH - length);
        return TEXT.substring(begin, begin + length);
    }

    private String attributes() {
        var blob = new byte[BLOB_BYTES];
        random.nextBytes(blob);
        var tags = random.nextInt(1000);
        return """
                ,"name":{"S":"%s"},"age":{"N":"%d"},"price":{"N":"%d.%d"},"active":{"BOOL":%b},"nothing":{"NULL":true},\
                "tags":{"SS":["tag-%d","tag-%d","tag-%d"]},"scores":{"L":[%s]},"address":{"M":{"street":{"S":"%s"},\
                "city":{"S":"%s"},"zip":{"N":"%d"}}},"blob":{"B":"%s"},"counter":{"N":"0"},"field0":{"S":"%s"}""".formatted(
                        text(24),
                        18 + random.nextInt(80),
                        1 + random.nextInt(100_000),
                        1 + random.nextInt(9),
                        random.nextBoolean(),
                        tags,
                        tags + 1,
                        tags + 2,
                        scores(),
                        text(30),
                        text(12),
                        10_000 + random.nextInt(90_000),
                        Base64.getEncoder().encodeToString(blob),
                        text(100));
    }

    private String scores() {
        return IntStream.range(0, 6)
                .mapToObj(_ -> "{\"N\":\"" + (1 + random.nextInt(999_999)) + "\"}")
                .collect(Collectors.joining(","));
    }

    private static String text() {
        var alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
        return new Random(TEXT_LENGTH)
                .ints(TEXT_LENGTH, 0, alphabet.length())
                .mapToObj(position -> alphabet.substring(position, position + 1))
                .collect(Collectors.joining());
    }
}
