package io.galena.controlplane.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "key", "\u0001", "\uffff", "\ud83d\ude00", "a\ud83d\ude00b\ud83d\ude00"})
    void mostTextIsKept(String text) {
        assertThat(KeptText.require(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "a\0b", "\ud83d", "\ude00", "\ude00\ud83d", "a\ud83db"})
    void whatPostgresCannotKeepIsRefused(String text) {
        assertThatThrownBy(() -> KeptText.require(text)).hasMessageContaining("invalid character");
    }
}
