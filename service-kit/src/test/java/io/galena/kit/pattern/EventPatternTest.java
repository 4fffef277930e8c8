package io.galena.kit.pattern;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** The cases are in {@code src/test/resources/pattern}. */
class EventPatternTest {
    private static final Pattern CASE = Pattern.compile("(yes|no) +\\| (.+) \\| (.+)");

    static List<String> cases() throws IOException {
        return lines("event-patterns.txt");
    }

    static List<String> noPatterns() throws IOException {
        return lines("no-patterns.txt");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aPatternMatchesWhatItSays(String line) {
        var parts = CASE.matcher(line);
        assertThat(parts.matches()).isTrue();
        var event = JsonMapper.builder().build().readTree(parts.group(3));

        assertThat(EventPattern.compile(parts.group(2)).matches(event))
                .isEqualTo(parts.group(1).equals("yes"));
    }

    @ParameterizedTest
    @MethodSource("noPatterns")
    void whatIsNoPatternIsRefused(String text) {
        assertThatThrownBy(() -> EventPattern.compile(text)).isInstanceOf(InvalidPatternException.class);
    }

    @Test
    void aPatternNestedTooDeeplyIsRefused() {
        var deep = "{\"a\":".repeat(1200) + "[1]" + "}".repeat(1200);

        assertThatThrownBy(() -> EventPattern.compile(deep)).isInstanceOf(InvalidPatternException.class);
    }

    private static List<String> lines(String file) throws IOException {
        try (var stream = Objects.requireNonNull(EventPatternTest.class.getResourceAsStream("/pattern/" + file))) {
            return new String(stream.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.replace('\'', '"'))
                    .toList();
        }
    }
}
