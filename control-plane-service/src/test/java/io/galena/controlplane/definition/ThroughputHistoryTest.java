package io.galena.controlplane.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.dynamodb.error.DynamoDbException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ThroughputHistoryTest {
    private static final Instant MORNING = Instant.parse("2026-03-01T08:00:00Z");
    private static final Throughput MORE = new Throughput(2, 2);
    private static final Throughput LESS = new Throughput(2, 1);

    @Test
    void increaseIsNoDecrease() {
        var history = ThroughputHistory.EMPTY.changed(LESS, MORE, MORNING);

        assertThat(history.lastIncrease()).contains(MORNING);
        assertThat(history.lastDecrease()).isEmpty();
        assertThat(history.decreasesOn(MORNING)).isZero();
    }

    @Test
    void fifthDecreaseOfADayNeedsAnHourSinceTheLast() {
        var history = fourDecreases();

        assertThatThrownBy(() -> history.changed(MORE, LESS, MORNING.plus(Duration.ofMinutes(59))))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageEndingWith(
                        "Number of decreases today: 4. Last decrease at Sunday, March 1, 2026, 8:00:00 AM UTC."
                                + " Next decrease can be made at Sunday, March 1, 2026, 9:00:00 AM UTC");
        var later = MORNING.plus(Duration.ofMinutes(60));
        assertThat(history.changed(MORE, LESS, later).decreasesOn(later)).isEqualTo(5);
    }

    @Test
    void nextDayBeginsAnew() {
        var tomorrow = Instant.parse("2026-03-02T00:00:00Z");

        assertThat(fourDecreases().decreasesOn(tomorrow)).isZero();
        assertThat(fourDecreases().changed(MORE, LESS, tomorrow).decreasesOn(tomorrow))
                .isEqualTo(1);
    }

    private static ThroughputHistory fourDecreases() {
        var history = ThroughputHistory.EMPTY;
        for (int i = 0; i < 4; i++) {
            history = history.changed(MORE, LESS, MORNING);
        }
        return history;
    }
}
