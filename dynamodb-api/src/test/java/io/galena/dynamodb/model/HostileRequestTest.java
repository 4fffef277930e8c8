package io.galena.dynamodb.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes in, a request is either parsed or refused with one of two errors, and soon. */
class HostileRequestTest {
    private static final List<String> GOOD = List.of("""
            {"TableName":"abc","Item":{"a":{"S":"x"},"n":{"N":"1.5"},"l":{"L":[{"M":{"b":{"BOOL":true}}},{"NULL":true}]},
            "s":{"SS":["a","b"]},"bin":{"B":"AAAA"}},"Expected":{"a":{"Exists":false}},"ReturnValues":"ALL_OLD"}""", """
            {"RequestItems":{"abc":{"Keys":[{"a":{"S":"x"}}],"ConsistentRead":true,"AttributesToGet":["a"]}}}""", """
            {"TableName":"abc","AttributeDefinitions":[{"AttributeName":"a","AttributeType":"S"}],"KeySchema":
            [{"AttributeName":"a","KeyType":"HASH"}],"ProvisionedThroughput":{"ReadCapacityUnits":1,"WriteCapacityUnits":1},
            "GlobalSecondaryIndexes":[{"IndexName":"index","KeySchema":[],"Projection":{"ProjectionType":"ALL"}}]}""", """
            {"TransactItems":[{"Put":{"TableName":"abc","Item":{"a":{"S":"x"}}}},{"Update":{"Key":{}}}],
            "ClientRequestToken":"token","Limit":12}""");

    private static final List<String> SNIPPETS = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "\\u",
            "\\ud800",
            "null",
            "true",
            "1",
            "-1",
            "1e400",
            "1E-999999999",
            "1.5",
            "\"\"",
            "\"x\"",
            "{}",
            "[]",
            "[[]]",
            "{\"S\":",
            "{\"M\":{\"a\":",
            "\u0000",
            "é",
            "\uFFFF",
            "9".repeat(400),
            "9".repeat(2_000),
            "\"Limit\":",
            "\"TableName\":1,");

    @Property(tries = 3_000)
    void mutatedRequestsAreParsedOrRefused(
            @ForAll("operations") String operation, @ForAll("mutations") List<Mutation> mutations) {
        for (var good : GOOD) {
            var body = good.getBytes(StandardCharsets.UTF_8);
            for (var mutation : mutations) {
                body = mutation.apply(body);
            }
            parseOrRefuse(operation, body);
        }
    }

    @Property(tries = 500)
    void randomBytesAreRefused(@ForAll("operations") String operation, @ForAll byte[] body) {
        parseOrRefuse(operation, body);
    }

    @Property(tries = 500)
    void everyTruncationIsRefused(@ForAll("operations") String operation, @ForAll("lengths") int length) {
        for (var good : GOOD) {
            var body = good.getBytes(StandardCharsets.UTF_8);
            if (length < body.length) {
                assertThat(refusal(operation, Arrays.copyOf(body, length))).isEqualTo(ErrorType.SERIALIZATION);
            }
        }
    }

    @Provide
    Arbitrary<String> operations() {
        return Arbitraries.of(TestingModel.MODEL.operationNames());
    }

    @Provide
    Arbitrary<Integer> lengths() {
        return Arbitraries.integers().between(0, 400);
    }

    @Provide
    Arbitrary<List<Mutation>> mutations() {
        var places = Arbitraries.doubles().between(0, 1);
        var insert = places.flatMap(place ->
                Arbitraries.of(SNIPPETS).map(text -> new Mutation(place, 0, text.getBytes(StandardCharsets.UTF_8))));
        var replace =
                places.flatMap(place -> Arbitraries.bytes().map(value -> new Mutation(place, 1, new byte[] {value})));
        var delete = places.flatMap(
                place -> Arbitraries.integers().between(1, 12).map(length -> new Mutation(place, length, new byte[0])));
        return Arbitraries.oneOf(insert, replace, delete).list().ofMinSize(1).ofMaxSize(4);
    }

    @ParameterizedTest
    @MethodSource("floods")
    void floodsAreRefusedSoon(String operation, String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> parseOrRefuse(operation, bytes));
    }

    static List<Arguments> floods() {
        return List.of(
                Arguments.of("PutItem", "[".repeat(10_000)),
                Arguments.of("PutItem", "{\"a\":".repeat(10_000)),
                Arguments.of("PutItem", "{\"Unknown\":" + "[".repeat(1_000_000)),
                Arguments.of("PutItem", "{\"Item\":{\"a\":" + "{\"L\":[".repeat(10_000) + "]}".repeat(10_000) + "}}"),
                Arguments.of(
                        "PutItem", "{\"Item\":{\"a\":" + "{\"M\":{\"b\":".repeat(400) + "{}" + "}}".repeat(400) + "}}"),
                Arguments.of("Query", "{\"Limit\":" + "9".repeat(1_000_000) + "}"),
                Arguments.of("Query", "{\"Limit\":1e" + "9".repeat(900) + "}"),
                Arguments.of("PutItem", "{\"Item\":{\"a\":{\"N\":\"" + "9".repeat(4_000_000) + "\"}}}"),
                Arguments.of("ImportTable", "{\"S3BucketSource\":{\"S3Bucket\":\"" + "a".repeat(4_000_000) + ";\"}}"),
                Arguments.of("ListImports", "{\"NextToken\":\"" + "0123456789abcdef".repeat(100_000) + "\"}"),
                Arguments.of("BatchGetItem", "{\"RequestItems\":{" + manyNames(300_000) + "\"x\":{}}}"),
                Arguments.of(
                        "PutItem",
                        "{\"" + "n".repeat(4_000_000) + "\":1,\"TableName\":\"" + "t".repeat(4_000_000) + "\"}"));
    }

    private static String manyNames(int count) {
        var names = new StringBuilder();
        for (int i = 0; i < count; i++) {
            names.append('"').append(Integer.toString(i, 36)).append("\":{},");
        }
        return names.toString();
    }

    private static void parseOrRefuse(String operation, byte[] body) {
        try {
            askForAttributeValues(TestingModel.parse(operation, body));
        } catch (DynamoDbException e) {
            assertThat(e.type()).isIn(ErrorType.SERIALIZATION, ErrorType.VALIDATION);
        }
    }

    private static void askForAttributeValues(Structure structure) {
        try {
            structure.item("Item");
        } catch (IllegalArgumentException _) {
            // this operation has no such member
        }
    }

    private static ErrorType refusal(String operation, byte[] body) {
        try {
            TestingModel.parse(operation, body);
        } catch (DynamoDbException e) {
            return e.type();
        }
        return fail("Parsed: " + new String(body, StandardCharsets.UTF_8));
    }

    /** Puts something in the place of some bytes. */
    record Mutation(double place, int length, byte[] bytes) {
        byte[] apply(byte[] body) {
            int from = (int) (place * body.length);
            int to = Math.min(body.length, from + length);
            var mutated = new byte[from + bytes.length + body.length - to];
            System.arraycopy(body, 0, mutated, 0, from);
            System.arraycopy(bytes, 0, mutated, from, bytes.length);
            System.arraycopy(body, to, mutated, from + bytes.length, body.length - to);
            return mutated;
        }
    }
}
