package io.galena.dynamodb.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectionTest {
    private static final String ITEM = """
            {"n":{"N":"1"},"m":{"M":{"k":{"S":"v"},"e":{"M":{}},"l":{"L":[{"N":"0"},{"M":{"x":{"N":"1"},"y":{"N":"2"}}},{"N":"2"}]}}}}""";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    n                | {"n":{"N":"1"}}
                    n, x             | {"n":{"N":"1"}}
                    x                | {}
                    m.k              | {"m":{"M":{"k":{"S":"v"}}}}
                    m.k, n           | {"m":{"M":{"k":{"S":"v"}}},"n":{"N":"1"}}
                    m.e              | {"m":{"M":{"e":{"M":{}}}}}
                    m.e.x            | {}
                    m.l[1].y         | {"m":{"M":{"l":{"L":[{"M":{"y":{"N":"2"}}}]}}}}
                    m.l[2], m.l[0]   | {"m":{"M":{"l":{"L":[{"N":"0"},{"N":"2"}]}}}}
                    m.l[7], m.l[2]   | {"m":{"M":{"l":{"L":[{"N":"2"}]}}}}
                    m.l[1].x, m.l[1].y | {"m":{"M":{"l":{"L":[{"M":{"x":{"N":"1"},"y":{"N":"2"}}}]}}}}
                    m.l[7]           | {}
                    n.x, m.k.x       | {}
                    """)
    void keepsTheNamedPlaces(String text, String expected) {
        var projected = TestingItems.context("").projection(text).apply(TestingItems.item(ITEM));

        assertThat(TestingItems.json(projected)).isEqualTo(expected);
    }

    @Test
    void knowsTheTopLevelAttributesThatItNeeds() {
        assertThat(TestingItems.context("").projection("m.k, n, m.l[0]").attributes())
                .containsExactly("m", "n");
    }
}
