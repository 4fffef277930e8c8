package io.galena.kit.operation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UsualLengthTest {
    private final UsualLength usual = new UsualLength();

    @Test
    void aLongAnswerMakesRoomForTheNext() {
        usual.learn(15_000);
        assertThat(usual.get()).isEqualTo(15_000);
    }

    @Test
    void veryLongAnswersDoNotMakeRoomForAll() {
        usual.learn(16 << 20);
        assertThat(usual.get()).isEqualTo(UsualLength.LONGEST);
    }

    @Test
    void shortAnswersLetItBeForgotten() {
        usual.learn(50_000);
        for (var n = 0; n < 200; n++) {
            usual.learn(10);
        }
        assertThat(usual.get()).isEqualTo(UsualLength.SHORTEST);
    }
}
