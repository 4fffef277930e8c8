package io.galena.dynamodb.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.dynamodb.key.KeyAttribute;
import io.galena.dynamodb.key.KeySchema;
import io.galena.dynamodb.value.AttributeType;
import io.galena.dynamodb.value.AttributeValue;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyConditionTest {
    private static final String VALUES = """
            {":p":{"S":"p"},":a":{"S":"a"},":b":{"S":"b"},":n":{"N":"1"}}""";
    private static final AttributeValue A = new AttributeValue.S("a");
    private static final AttributeValue B = new AttributeValue.S("b");
    private static final KeySchema SIMPLE = key(List.of("pk"), List.of("sk"));
    private static final KeySchema WIDE = key(List.of("p1", "p2"), List.of("s1", "s2", "s3"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    sk = :a                  | Equal[value=a]
                    :a = sk                  | Equal[value=a]
                    sk < :a                  | Less[value=a]
                    :a > sk                  | Less[value=a]
                    sk <= :a                 | LessOrEqual[value=a]
                    :a <= sk                 | GreaterOrEqual[value=a]
                    sk > :a                  | Greater[value=a]
                    (sk >= :a)               | GreaterOrEqual[value=a]
                    sk BETWEEN :a AND :b     | Between[low=a, high=b]
                    begins_with(sk, :a)      | BeginsWith[prefix=a]
                    """)
    void sortConditionsAreRead(String text, String expected) {
        var condition = fit("pk = :p AND " + text, SIMPLE);

        assertThat(condition.partition()).containsExactly(new AttributeValue.S("p"));
        assertThat(condition.sort())
                .singleElement()
                .asString()
                .isEqualTo(expected.replaceAll("=([ab])", "=S[value=$1]"));
    }

    @Test
    void orderAndParenthesesDoNotMatter() {
        assertThat(fit("(begins_with(sk, :a)) AND pk = :p", SIMPLE))
                .isEqualTo(
                        new KeyCondition(List.of(new AttributeValue.S("p")), List.of(new SortCondition.BeginsWith(A))));
    }

    @Test
    void keysOfSeveralAttributesTakeEqualityUpToTheLastSortAttribute() {
        assertThat(fit("p2 = :b AND p1 = :a", WIDE)).isEqualTo(new KeyCondition(List.of(A, B), List.of()));
        assertThat(fit("p1 = :a AND p2 = :b AND s1 = :a AND s2 > :b", WIDE))
                .isEqualTo(new KeyCondition(
                        List.of(A, B), List.of(new SortCondition.Equal(A), new SortCondition.Greater(B))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"p1 = :a AND p2 < :b", "p1 = :a AND p2 = :b AND s1 > :a AND s2 = :b"})
    void keysOfSeveralAttributesTakeNoEarlierRanges(String text) {
        assertThatThrownBy(() -> fit(text, WIDE)).hasMessage("Query key condition not supported");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    p1 = :a                                  | p2
                    p1 = :a AND p2 = :b AND s2 = :a          | s1
                    p1 = :a AND p2 = :b AND s1 = :a AND x = :a | s2
                    """)
    void keysOfSeveralAttributesHaveNoGaps(String text, String missed) {
        assertThatThrownBy(() -> fit(text, WIDE)).hasMessage("Query condition missed key schema element: " + missed);
    }

    @Test
    void thereAreNoMoreConditionsThanTheKeyHasAttributes() {
        assertThatThrownBy(() -> fit("pk = :p AND sk = :a AND x = :n", SIMPLE))
                .hasMessage("Conditions can be of length 1 or 2 only");
        assertThatThrownBy(() -> fit("p1 = :a AND p2 = :a AND s1 = :a AND s2 = :a AND s3 = :a AND x = :a", WIDE))
                .hasMessage("Query key condition not supported");
    }

    @Test
    void theMissedElementIsNamed() {
        assertThatThrownBy(() -> fit("sk = :a", SIMPLE)).hasMessage("Query condition missed key schema element: pk");
        assertThatThrownBy(() -> fit("pk = :a AND x = :n", SIMPLE))
                .hasMessage("Query condition missed key schema element: sk");
    }

    @Test
    void keysHaveNoNestedAttributes() {
        assertThatThrownBy(() -> fit("pk.a = :a", SIMPLE))
                .hasMessage("KeyConditionExpressions cannot have conditions on nested attributes");
    }

    private static KeyCondition fit(String text, KeySchema key) {
        return TestingItems.context(VALUES).keyCondition(text).fit(key);
    }

    private static KeySchema key(List<String> partition, List<String> sort) {
        return new KeySchema(attributes(partition.stream()), attributes(sort.stream()));
    }

    private static List<KeyAttribute> attributes(Stream<String> names) {
        return names.map(name -> new KeyAttribute(name, AttributeType.S)).toList();
    }
}
