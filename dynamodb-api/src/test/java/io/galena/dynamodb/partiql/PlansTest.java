package io.galena.dynamodb.partiql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.dynamodb.expression.Condition;
import io.galena.dynamodb.expression.ExpressionContext;
import io.galena.dynamodb.expression.KeyConditionExpression;
import io.galena.dynamodb.key.KeyAttribute;
import io.galena.dynamodb.key.KeySchema;
import io.galena.dynamodb.value.AttributeType;
import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.DynamoNumber;
import io.galena.dynamodb.value.Item;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.api.Test;

/** What a statement reads or writes is what the equivalent classic request would. */
class PlansTest {
    private static final AttributeValue A = new AttributeValue.S("a");
    private static final AttributeValue ONE = new AttributeValue.N(DynamoNumber.of(1));
    private static final AttributeValue THREE = new AttributeValue.N(DynamoNumber.of(3));
    private static final Item VALUES = new Item(Map.of(":a", A, ":1", ONE, ":3", THREE));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            h='a'                                  | h = :a                          |
            'a' = h AND r=1                        | h = :a AND r = :1               |
            r<1 AND h='a'                          | h = :a AND r < :1               |
            1 <= r AND h='a'                       | h = :a AND r >= :1              |
            h='a' AND r BETWEEN 1 AND 3            | h = :a AND r BETWEEN :1 AND :3  |
            h='a' AND v=1                          | h = :a                          | v = :1
            h='a' AND (v=1 AND r>3)                | h = :a AND r > :3               | v = :1
            h='a' AND r>1 AND r<3                  | h = :a AND r > :1               | r < :3
            h='a' AND r IN [1,3]                   | h = :a                          | r IN (:1, :3)
            h='a' AND r<>1                         | h = :a                          | r <> :1
            h='a' AND v=1 AND begins_with(v,'a')   | h = :a                          | v = :1 AND begins_with(v, :a)
            h='a' AND (v=1 OR v=3)                 | h = :a                          | v = :1 OR v = :3
            """)
    void equalityOnThePartitionKeyIsAQuery(String where, String keyCondition, String filter) {
        var plan = plan(where, "");

        assertThat(plan.queries()).hasSize(1);
        assertThat(plan.queries().getFirst().conditions())
                .isEqualTo(used(keyCondition).keyCondition(keyCondition).conditions());
        assertThat(plan.filter()).isEqualTo(filter(filter));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            r=1                       | r = :1
            h<>'a'                    | h <> :a
            h>'a'                     | h > :a
            h='a' OR v=1              | h = :a OR v = :1
            NOT h='a'                 | NOT h = :a
            h BETWEEN 'a' AND 'a'     | h BETWEEN :a AND :a
            h=v                       | h = v
            """)
    void everythingElseIsAScanWithAFilter(String where, String filter) {
        var plan = plan(where, "");

        assertThat(plan.queries()).isEmpty();
        assertThat(plan.filter()).isEqualTo(filter(filter));
    }

    @Test
    void candidatesForThePartitionKeyAreAQueryEach() {
        assertThat(partitions(plan("h IN ['c','a','b','a']", ""))).containsExactly("a", "b", "c");
        assertThat(partitions(plan("h IN ('c','a') AND r=1", "ORDER BY h DESC")))
                .containsExactly("c", "a");
    }

    @Test
    void candidatesThatAreNotConstantsAreAFilter() {
        var plan = plan("h IN ['c', v]", "");

        assertThat(plan.queries()).isEmpty();
        assertThat(plan.filter()).isPresent();
    }

    @Test
    void orderOnTheSortKeyIsTheDirectionOfTheQuery() {
        assertThat(plan("h='a'", "").forward()).isTrue();
        assertThat(plan("h='a'", "ORDER BY r ASC").forward()).isTrue();
        assertThat(plan("h='a'", "ORDER BY r DESC").forward()).isFalse();
        assertThat(plan("h IN ['a','b']", "ORDER BY h, r DESC").forward()).isFalse();
    }

    @Test
    void moreThanFiftyPartitionsAreRefused() {
        assertThat(plan("h IN [" + "'a',".repeat(49) + "'a']", "").queries()).hasSize(1);
        assertThatThrownBy(() -> plan("h IN [" + "'a',".repeat(50) + "'a']", ""))
                .hasMessage("The IN operator is provided with too many operands; number of operands: 51");
    }

    @Test
    void aKeyOfSeveralAttributesIsQueriedWhenAllOfItsPartitionIsGiven() {
        var keys = new KeySchema(List.of(string("h"), string("i")), List.of(string("j"), string("k"), string("l")));
        var conditions = ExpressionContext.of(Optional.empty(), Optional.of(new Item(Map.of(":a", A))))
                .keyCondition("h = :a AND i = :a AND j = :a AND k > :a")
                .conditions();

        var plan = SelectPlan.of(select("i='a' AND k>'a' AND j='a' AND h='a' AND l='a'", ""), keys);

        assertThat(plan.queries().getFirst().conditions()).isEqualTo(conditions);
        assertThat(plan.filter()).isPresent();
        assertThat(SelectPlan.of(select("i='a' AND j='a'", ""), keys).queries()).isEmpty();
    }

    @Test
    void aWriteNamesItsItemByAllOfTheKey() {
        var where = select("v=1 AND r=3 AND h='a' AND h='b'", "").where();

        var keyed = KeyedWhere.of(where, TestingKeys.TWO).orElseThrow();

        assertThat(keyed.key()).isEqualTo(new Item(Map.of("h", A, "r", THREE)));
        assertThat(keyed.rest()).isEqualTo(select("v=1 AND h='b'", "").where());
        assertThat(KeyedWhere.of(select("h='a' AND r>3", "").where(), TestingKeys.TWO))
                .isEmpty();
        assertThat(KeyedWhere.of(select("h='a' OR r=3", "").where(), TestingKeys.TWO))
                .isEmpty();
    }

    @Test
    void aProjectionShowsPartsByTheirOwnNames() {
        var projection = ((Statement.Select) Statement.of("SELECT m.x, l[0].y, l[1], absent FROM tab", List.of()))
                .projection()
                .orElseThrow();
        var inner = new AttributeValue.M(Map.of("x", ONE, "y", THREE));

        var shown =
                projection.apply(new Item(Map.of("m", inner, "l", new AttributeValue.L(List.of(inner, A)), "z", A)));

        assertThat(shown).isEqualTo(new Item(Map.of("x", ONE, "y", THREE, "l[1]", A)));
        assertThat(projection.attributes()).containsExactly("m", "l", "absent");
    }

    private static List<String> partitions(SelectPlan plan) {
        return plan.queries().stream()
                .map(KeyConditionExpression::conditions)
                .map(conditions -> String.valueOf(conditions.get("h")).replaceAll(".*value=(\\w).*", "$1"))
                .toList();
    }

    private static SelectPlan plan(String where, String order) {
        return SelectPlan.of(select(where, order), TestingKeys.TWO);
    }

    private static Statement.Select select(String where, String order) {
        return (Statement.Select) Statement.of("SELECT * FROM tab WHERE " + where + " " + order, List.of());
    }

    private static Optional<Condition> filter(String text) {
        return Optional.ofNullable(text).map(present -> used(present).filter(present));
    }

    private static ExpressionContext used(String expression) {
        var values = new HashMap<>(VALUES.attributes());
        values.keySet().removeIf(key -> !expression.contains(key));
        return ExpressionContext.of(
                Optional.empty(), values.isEmpty() ? Optional.empty() : Optional.of(new Item(values)));
    }

    private static KeyAttribute string(String name) {
        return new KeyAttribute(name, AttributeType.S);
    }
}
