package io.galena.dynamodb.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionEvaluationTest {
    private static final String ITEM = """
            {"n":{"N":"5"},"big":{"N":"10"},"s":{"S":"hello"},"bin":{"B":"/w=="},"yes":{"BOOL":true},"nil":{"NULL":true},
             "l":{"L":[{"N":"1"},{"S":"x"},{"M":{"k":{"N":"7"}}}]},"m":{"M":{"k":{"S":"v"},"l":{"L":[{"N":"9"}]}}},
             "ss":{"SS":["a","b"]},"ns":{"NS":["1","2.50"]},"bs":{"BS":["AQ=="]},"e":{"S":""},
             "u":{"S":"😀"},"two":{"N":"2"}}""";
    private static final String VALUES = """
            {":0":{"N":"0"},":1":{"N":"1.0"},":2":{"N":"2"},":3":{"N":"3"},":5":{"N":"5.00"},":9":{"N":"9"},":25":{"N":"2.5"},
             ":a":{"S":"a"},":he":{"S":"he"},":ll":{"S":"ll"},":z":{"S":"z"},":low":{"B":"AQ=="},":FFFF":{"S":"￿"},
             ":sets":{"SS":["b","a"]},":numbers":{"NS":["2.5","1"]},":true":{"BOOL":true},":null":{"NULL":true},
             ":list":{"L":[{"N":"1.0"},{"S":"x"},{"M":{"k":{"N":"7.0"}}}]},":map":{"M":{"l":{"L":[{"N":"9"}]},"k":{"S":"v"}}},
             ":k7":{"M":{"k":{"N":"7"}}},":S":{"S":"S"},":M":{"S":"M"},":BOOL":{"S":"BOOL"},":empty":{"S":""}}""";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n = :5",
                "n <> :1",
                "n < big",
                "big > n",
                "n <= :5 AND n >= :5",
                "n BETWEEN :1 AND :5",
                "n IN (:1, :5)",
                "s > :he",
                "s BETWEEN :a AND :z",
                "u > :FFFF",
                "bin > :low",
                "ss = :sets",
                "ns = :numbers",
                "l = :list",
                "m = :map",
                "yes = :true",
                "nil = :null",
                "s <> n",
                "gone <> n",
                "gone <> absent",
                "NOT gone = absent",
                "NOT n = :1",
                "NOT NOT n = :5",
                "n = :1 OR n = :5 AND s > :he",
                "NOT n = :1 AND n = :5",
                "(n = :5 OR n = :1) AND s > :a",
                "attribute_exists(m.k)",
                "attribute_exists(m.l[0])",
                "attribute_exists(l[2].k)",
                "attribute_not_exists(m.x)",
                "attribute_not_exists(l[3])",
                "attribute_not_exists(n.k)",
                "attribute_not_exists(s[0])",
                "attribute_exists(nil)",
                "attribute_type(s, :S)",
                "attribute_type(m, :M)",
                "attribute_type(yes, :BOOL)",
                "begins_with(s, :he)",
                "begins_with(s, :empty)",
                "begins_with(bin, bin2) OR begins_with(:he, e)",
                "contains(s, :ll)",
                "contains(ss, :a)",
                "contains(ns, :25)",
                "contains(ns, :1)",
                "contains(bs, :low)",
                "contains(l, :1)",
                "contains(l, :k7)",
                "size(s) = :5",
                "size(l) = :3",
                "size(ss) = :2",
                "size(m) = two",
                "size(bin) = :1",
                "size(e) = :0",
                "size(u) = :2",
                "size(gone) <> :0",
                "m.l[0] = :9",
                "l[2].k > m.l[3] OR l[2].k < m.l[0]"
            })
    void holds(String text) {
        assertThat(test(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n = :1",
                "n <> :5",
                "s < :5",
                "s > :5",
                "n < :he",
                "s = :5",
                "gone = absent",
                "gone < :5",
                "gone > :5",
                "gone IN (:5, absent)",
                "gone BETWEEN :1 AND :5",
                "n BETWEEN gone AND :5",
                "n BETWEEN :1 AND gone",
                "n BETWEEN :1 AND :3",
                "n IN (:1, s, gone)",
                "NOT (n = :5 OR n = :1)",
                "NOT gone <> n",
                "n = :1 AND n = :5 OR n = :1",
                "yes < :5",
                "u < :FFFF",
                "attribute_exists(m.x)",
                "attribute_exists(l[3])",
                "attribute_not_exists(nil)",
                "attribute_type(gone, :S)",
                "attribute_type(n, :S)",
                "begins_with(s, :ll)",
                "begins_with(n, :he)",
                "begins_with(gone, :he)",
                "contains(s, :z)",
                "contains(ss, :1)",
                "contains(ns, :3)",
                "contains(ss, :sets)",
                "contains(n, :5)",
                "contains(l, :9)",
                "contains(m, :S)",
                "contains(gone, :5)",
                "size(n) = :1",
                "size(gone) = :0",
                "size(gone) < :5"
            })
    void doesNotHold(String text) {
        assertThat(test(text)).isFalse();
    }

    @Test
    void anAbsentItemHasNoAttributes() {
        var context = TestingItems.context("");

        assertThat(context.condition("attribute_not_exists(pk)").test(TestingItems.item("{}")))
                .isTrue();
    }

    @Test
    void namesArePlainTextWhateverTheyHold() {
        var item = TestingItems.item("""
                {"a.b":{"N":"1"},"a":{"M":{"b":{"N":"2"},"[0]":{"N":"3"}}}}""");
        var context = TestingItems.context(Map.of("#dotted", "a.b", "#index", "[0]"), """
                {":1":{"N":"1"},":2":{"N":"2"},":3":{"N":"3"}}""");

        assertThat(context.condition("#dotted = :1 AND a.b = :2 AND a.#index = :3")
                        .test(item))
                .isTrue();
    }

    private static boolean test(String text) {
        return TestingItems.context(VALUES).condition(text).test(TestingItems.item(ITEM));
    }
}
