package io.galena.dynamodb.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateTest {
    private static final String ITEM = """
            {"n":{"N":"1"},"s":{"S":"x"},"ss":{"SS":["a","b"]},"m":{"M":{"k":{"S":"v"}}},
             "l":{"L":[{"N":"0"},{"N":"1"},{"N":"2"}]}}""";
    private static final String VALUES = """
            {":1":{"N":"1"},":9":{"N":"9"},":bc":{"SS":["b","c"]},":ab":{"SS":["b","a"]},":ns":{"NS":["1"]},":l":{"L":[{"S":"e"}]},
             ":big":{"N":"9.9E125"},":small":{"N":"1E-130"}}""";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    SET n = s, s = n                         | n=x s=1
                    SET n = n - :9                           | n=-8
                    SET n = if_not_exists(x, :9) + n         | n=10
                    SET n = if_not_exists(n, x)              | n=1
                    SET l = list_append(:l, l)               | l=[e,0,1,2]
                    SET l = list_append(l, l)                | l=[0,1,2,0,1,2]
                    SET l = list_append(if_not_exists(x,:l), l) | l=[e,0,1,2]
                    SET l[0] = l[2], l[2] = l[0] REMOVE l[1] | l=[2,0]
                    SET l[99] = :9, l[5] = :1                | l=[0,1,2,1,9]
                    REMOVE l[0], l[2]                        | l=[1]
                    REMOVE l[0], l[1], l[2]                  | l=[]
                    REMOVE l[7]                              | l=[0,1,2]
                    SET l[3] = :9 REMOVE l[0]                | l=[1,2,9]
                    ADD ss :bc                               | ss=<a,b,c>
                    DELETE ss :bc                            | ss=<a>
                    DELETE ss :ab                            | ss=-
                    DELETE x :ab                             | x=-
                    ADD x :bc                                | x=<b,c>
                    ADD n :9, x :1                           | n=10 x=1
                    ADD m.x :1                               | m={k=v,x=1}
                    ADD l[0] :9                              | l=[9,1,2]
                    DELETE m.x :ab REMOVE m.k                | m={}
                    SET x = m, m.k = :9                      | x={k=v} m={k=9}
                    """)
    void changesTheItem(String text, String expected) {
        var updated = update(text).apply(TestingItems.item(ITEM)).item();

        for (var attribute : expected.split(" ", -1)) {
            var name = attribute.substring(0, attribute.indexOf('='));
            var shown = updated.find(name).map(ShortValues::show).orElse("-");
            assertThat(name + "=" + shown).isEqualTo(attribute);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET x.y = :9",
                "SET n.x = :9",
                "SET l.x = :9",
                "SET m[0] = :9",
                "SET l[9].x = :9",
                "REMOVE x.y",
                "ADD x.y :9",
                "DELETE n[0] :ab"
            })
    void theParentOfATargetMustBeThere(String text) {
        assertFails(text, "The document path provided in the update expression is invalid for update");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET n = x",
                "SET n = m.x",
                "SET n = l[3]",
                "SET n = n + x",
                "SET l = list_append(x, l)",
                "SET n = if_not_exists(x, y)"
            })
    void operandsMustBeThere(String text) {
        assertFails(text, "The provided expression refers to an attribute that does not exist in the item");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET n = n + s",
                "SET n = l - :1",
                "SET l = list_append(l, n)",
                "ADD s :9",
                "ADD ss :9",
                "ADD n :bc",
                "ADD ss :ns",
                "DELETE ss :ns",
                "DELETE n :bc"
            })
    void operandsMustHaveTheRightTypes(String text) {
        assertFails(text, "An operand in the update expression has an incorrect data type");
    }

    @Test
    void sumsKeepToTheRangeOfNumbers() {
        assertFails(
                "SET n = :big + :big",
                "Number overflow. Attempting to store a number with magnitude larger than supported range");
        assertThatThrownBy(() -> update("ADD n :small").apply(TestingItems.item(ITEM)))
                .hasMessageContaining("38");
    }

    @Test
    void anAbsentItemStartsFromItsKey() {
        var updated = update("SET x = pk ADD n :9").apply(TestingItems.item("""
                {"pk":{"S":"p"}}"""));

        assertThat(TestingItems.json(updated.item())).isEqualTo("""
                {"pk":{"S":"p"},"x":{"S":"p"},"n":{"N":"9"}}""");
        assertThat(updated.updatedOld().isEmpty()).isTrue();
    }

    private static void assertFails(String text, String message) {
        assertThatThrownBy(() -> update(text).apply(TestingItems.item(ITEM))).hasMessage(message);
    }

    private static Update update(String text) {
        return TestingItems.context(VALUES).update(text);
    }
}
