package io.galena.dynamodb.expression;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The limits of DynamoDB's expressions, on both sides of each. */
class ExpressionLimitsTest {
    private static final String ONE = """
            {":v":{"N":"1"}}""";

    @Test
    void textsHave4096Characters() {
        assertFits("attribute_exists(" + "a".repeat(4078) + ")");
        assertFails(
                "attribute_exists(" + "a".repeat(4079) + ")",
                "Expression size has exceeded the maximum allowed size; expression size: 4097");
    }

    @Test
    void conditionsHave300Operators() {
        assertFits(repeated("a=:v", " AND ", 150));
        assertFails(repeated("a=:v", " AND ", 151), "The expression contains too many operators; operator count: 301");
        assertFits("NOT ".repeat(298) + "size(a) = :v");
        assertFails(
                "NOT ".repeat(299) + "size(a) = :v", "The expression contains too many operators; operator count: 301");
    }

    @Test
    void updatesHave300Operators() {
        assertThatNoException().isThrownBy(() -> TestingItems.context(ONE).update(sums(300)));
        assertThatThrownBy(() -> TestingItems.context(ONE).update(sums(301)))
                .hasMessage(
                        "Invalid UpdateExpression: The expression contains too many operators; operator count: 301");
    }

    @Test
    void inTakes100Candidates() {
        assertFits("a IN (" + repeated(":v", ",", 100) + ")");
        assertFails(
                "a IN (" + repeated(":v", ",", 101) + ")",
                "The IN operator is provided with too many operands; number of operands: 101");
    }

    @Test
    void pathsHave32Levels() {
        assertFits("a" + "[0]".repeat(31) + " = :v");
        assertFails(
                repeated("a", ".", 33) + " = :v", "The document path has too many nesting levels; nesting levels: 33");
    }

    @Test
    void positionsAreIntegers() {
        assertFits("a[2147483647] = :v");
        assertFails("a[2147483648] = :v", "List index is not within the allowable range; index: [2147483648]");
    }

    private static String sums(int count) {
        return "SET "
                + IntStream.range(0, count).mapToObj(i -> "a" + i + "=b+:v").collect(Collectors.joining(","));
    }

    private static String repeated(String text, String separator, int times) {
        return String.join(separator, Collections.nCopies(times, text));
    }

    private static void assertFits(String text) {
        assertThatNoException().isThrownBy(() -> TestingItems.context(ONE).condition(text));
    }

    private static void assertFails(String text, String problem) {
        assertThatThrownBy(() -> TestingItems.context(ONE).condition(text))
                .hasMessage("Invalid ConditionExpression: " + problem);
    }
}
