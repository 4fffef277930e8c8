package io.galena.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void whatIsNotGivenIsAsUsual() {
        var options = parse();

        assertThat(options.number("seconds", 10)).isEqualTo(10);
        assertThat(options.numbers("connections", "1,32")).containsExactly(1, 32);
        assertThat(options.text("auth")).isEmpty();
    }

    @Test
    void whatIsGivenCounts() {
        var options = parse("--seconds", "3", "--connections", "8");

        assertThat(options.number("seconds", 10)).isEqualTo(3);
        assertThat(options.numbers("connections", "1,32")).containsExactly(8);
    }

    @Test
    void mistakesAreTold() {
        assertThatThrownBy(() -> parse("--speed", "3")).hasMessage("Unknown option --speed");
        assertThatThrownBy(() -> parse("seconds", "3")).hasMessage("Unknown option seconds");
        assertThatThrownBy(() -> parse("--seconds")).hasMessage("The option --seconds needs a value");
        assertThatThrownBy(() -> parse("--seconds", "few").number("seconds", 1))
                .hasMessage("The option --seconds is a number, not few");
        assertThatThrownBy(() -> parse("--seconds", "0").number("seconds", 1))
                .hasMessage("The option --seconds is more than 0, not 0");
        assertThatThrownBy(() -> parse("--auth", "maybe").choice("auth", "none", Set.of("none", "verify")))
                .hasMessage("The option --auth is not one of [none, verify]");
    }

    private static Options parse(String... arguments) {
        return Options.parse(List.of(arguments), Set.of("seconds", "connections", "auth"));
    }
}
