package io.galena.dynamodb.expression.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReservedWordsTest {
    private static final int WORDS_OF_THE_DEVELOPER_GUIDE = 573;

    @Test
    void theListIsComplete() throws IOException {
        var words = words();

        assertThat(words)
                .hasSize(WORDS_OF_THE_DEVELOPER_GUIDE)
                .isSorted()
                .doesNotHaveDuplicates()
                .contains("ABORT", "NAME", "STATUS", "TTL", "YEAR", "ZONE")
                .allMatch(word -> word.matches("[A-Z_]+"));
    }

    @Test
    void everyReservedWordIsRefused() throws IOException {
        for (var word : words()) {
            assertThatThrownBy(() -> ParsedExpressions.projection("a." + word))
                    .hasMessageStartingWith("Invalid ProjectionExpression: ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "Name", "NAME", "nAmE"})
    void caseDoesNotMatter(String word) {
        assertThatThrownBy(() -> ParsedExpressions.projection("a, b." + word + "[0]"))
                .hasMessage("Invalid ProjectionExpression: Attribute name is a reserved keyword; reserved keyword: "
                        + word);
    }

    @Test
    void placeholdersAreNotReserved() {
        assertThatNoException().isThrownBy(() -> ParsedExpressions.projection("#name, a.#zone"));
    }

    private static List<String> words() throws IOException {
        var resource = Objects.requireNonNull(ReservedWords.class.getResourceAsStream("reserved-words.txt"));
        try (var reader = new BufferedReader(new InputStreamReader(resource, StandardCharsets.US_ASCII))) {
            return reader.lines().toList();
        }
    }
}
