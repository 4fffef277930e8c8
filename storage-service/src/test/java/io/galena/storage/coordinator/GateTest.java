package io.galena.storage.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class GateTest {
    private static final Duration OVERLONG = Duration.ofSeconds(5);

    private final Gate gate = new Gate(1, 10_000, Duration.ofMillis(50));

    @Test
    void aTransactionThatTakesLongGivesItsTurnToAnother() {
        var others = gate.pass(0, () -> {
            assertThrottled(() -> gate.pass(0, () -> "too early"));
            gate.giveAwayOverlong(System.nanoTime());
            assertThrottled(() -> gate.pass(0, () -> "still too early"));
            gate.giveAwayOverlong(System.nanoTime() + OVERLONG.toNanos());
            return gate.pass(0, () -> "another") + gate.pass(0, () -> ", and another");
        });

        assertThat(others).isEqualTo("another, and another");
    }

    @Test
    void noMoreGiveTheirTurnsThanThereAre() {
        gate.pass(0, () -> {
            gate.giveAwayOverlong(System.nanoTime() + OVERLONG.toNanos());
            return gate.pass(0, () -> {
                gate.giveAwayOverlong(System.nanoTime() + OVERLONG.toNanos());
                assertThrottled(() -> gate.pass(0, () -> "a third"));
                return "";
            });
        });
    }

    @Test
    void aTurnThatWasGivenAwayIsNotThereTwiceAfterwards() {
        gate.pass(0, () -> {
            gate.giveAwayOverlong(System.nanoTime() + OVERLONG.toNanos());
            gate.giveAwayOverlong(System.nanoTime() + OVERLONG.toNanos());
            return "";
        });

        gate.pass(0, () -> {
            assertThrottled(() -> gate.pass(0, () -> "a second"));
            return "";
        });
    }

    private static void assertThrottled(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DynamoDbException.class,
                        error -> assertThat(error.type()).isEqualTo(ErrorType.THROTTLING));
    }
}
