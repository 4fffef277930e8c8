package io.galena.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandLineTest {
    @Test
    void anOptionIsAPropertyInEitherForm() {
        var properties = CommandLine.properties(List.of("--data-dir", "/x y", "--port=8001", "--ephemeral"));

        assertThat(properties)
                .containsEntry("galena.data-dir", "/x y")
                .containsEntry("galena.port", "8001")
                .containsEntry("galena.ephemeral", "true")
                .hasSize(3);
    }

    @Test
    void anUnknownOptionIsNamed() {
        assertThatThrownBy(() -> CommandLine.properties(List.of("--prot", "8001")))
                .isInstanceOf(StartFailure.class)
                .hasMessageStartingWith("Unknown option --prot: the options are --ephemeral, --access-key,");
    }

    @Test
    void aMissingValueIsNamed() {
        assertThatThrownBy(() -> CommandLine.properties(List.of("--port")))
                .isInstanceOf(StartFailure.class)
                .hasMessage("The option --port needs a value.");
    }
}
