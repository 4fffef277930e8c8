package io.galena.dynamodb.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What UPDATED_OLD and UPDATED_NEW answer: the places that the update names, and nothing around them. */
class UpdatedPartsTest {
    private static final String ITEM = """
            {"n":{"N":"1"},"m":{"M":{"k":{"S":"v"},"other":{"S":"o"}}},"l":{"L":[{"N":"0"},{"N":"1"},{"N":"2"}]}}""";
    private static final String VALUES = """
            {":v":{"N":"9"}}""";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    SET n = :v            | {"n":{"N":"1"}}                | {"n":{"N":"9"}}
                    ADD n :v              | {"n":{"N":"1"}}                | {"n":{"N":"10"}}
                    SET x = :v            | {}                             | {"x":{"N":"9"}}
                    REMOVE n              | {"n":{"N":"1"}}                | {}
                    REMOVE x              | {}                             | {}
                    SET m.k = :v          | {"m":{"M":{"k":{"S":"v"}}}}    | {"m":{"M":{"k":{"N":"9"}}}}
                    SET m.x = :v          | {}                             | {"m":{"M":{"x":{"N":"9"}}}}
                    REMOVE m.k            | {"m":{"M":{"k":{"S":"v"}}}}    | {}
                    SET l[1] = :v         | {"l":{"L":[{"N":"1"}]}}        | {"l":{"L":[{"N":"9"}]}}
                    SET l[7] = :v         | {}                             | {}
                    SET l[2] = :v, n = :v | {"l":{"L":[{"N":"2"}]},"n":{"N":"1"}} | {"l":{"L":[{"N":"9"}]},"n":{"N":"9"}}
                    """)
    void areTheNamedPlaces(String text, String before, String after) {
        var context = TestingItems.context(text.contains(":v") ? VALUES : "");

        var updated = context.update(text).apply(TestingItems.item(ITEM));

        assertThat(TestingItems.json(updated.updatedOld())).isEqualTo(before);
        assertThat(TestingItems.json(updated.updatedNew())).isEqualTo(after);
    }
}
