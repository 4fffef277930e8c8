package io.galena.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class StartedTest {
    private final Started started = new Started();
    private final ArrayList<String> ended = new ArrayList<>();

    @Test
    void theEndIsInReverseOrderAndOnce() {
        started.add(() -> ended.add("first"));
        started.add(() -> ended.add("second"));

        started.close();
        started.close();

        assertThat(ended).containsExactly("second", "first");
    }

    @Test
    void whatStartsAfterTheEndIsEndedAtOnce() {
        started.close();

        started.add(() -> ended.add("late"));

        assertThat(ended).containsExactly("late");
        assertThat(started.isEnded()).isTrue();
    }

    @Test
    void oneFailureDoesNotKeepTheRestAlive() {
        started.add(() -> ended.add("first"));
        started.add(() -> {
            throw new IllegalStateException("stuck");
        });

        assertThatThrownBy(started::close).hasMessage("stuck");
        assertThat(ended).containsExactly("first");
    }
}
