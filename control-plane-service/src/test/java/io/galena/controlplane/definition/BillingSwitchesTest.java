package io.galena.controlplane.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BillingSwitchesTest {
    private static final Instant MORNING = Instant.parse("2026-03-01T08:00:00Z");

    @Test
    void theFifthSwitchWithin24HoursIsRefused() {
        var switches = fourSwitches();

        assertThatThrownBy(
                        () -> switches.another(MORNING.plus(Duration.ofHours(24).minusMillis(1))))
                .isInstanceOf(DynamoDbException.class)
                .extracting(error -> ((DynamoDbException) error).type())
                .isEqualTo(ErrorType.LIMIT_EXCEEDED);
        assertThatThrownBy(() -> switches.another(MORNING.plus(Duration.ofHours(4))))
                .hasMessage(
                        "Subscriber limit exceeded: Update to PayPerRequest mode are limited to 4 times in 1 day(s)."
                                + " Last update at Sun Mar 01 11:00:00 UTC 2026. Next update can be made at Mon Mar 02 08:00:00 UTC"
                                + " 2026");
    }

    @Test
    void theWindowOf24HoursRolls() {
        var tomorrow = MORNING.plus(Duration.ofHours(24));

        var switches = fourSwitches().another(tomorrow);

        assertThat(switches.toPayPerRequest()).hasSize(4).endsWith(tomorrow);
        assertThatThrownBy(() -> switches.another(tomorrow)).isInstanceOf(DynamoDbException.class);
    }

    private static BillingSwitches fourSwitches() {
        var switches = BillingSwitches.NONE;
        for (var hour = 0; hour < 4; hour++) {
            switches = switches.another(MORNING.plus(Duration.ofHours(hour)));
        }
        return switches;
    }
}
