package io.galena.storage.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import io.galena.storage.testing.TestingClients;
import org.junit.jupiter.api.Test;

class HybridClockTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void versionsHoldTheTimeAndGrowWhileItStands() {
        var clock = new HybridClock(() -> NOON);

        var first = clock.next(0);
        var second = clock.next(0);

        assertThat(HybridClock.millis(first)).isEqualTo(NOON.toEpochMilli());
        assertThat(second).isEqualTo(first + 1);
    }

    @Test
    void aVersionThatItMeetsMovesItOn() {
        var clock = new HybridClock(() -> NOON);
        var ahead = new HybridClock(() -> NOON.plusSeconds(10)).next(0);

        assertThat(clock.next(ahead)).isEqualTo(ahead + 1);
        assertThat(clock.next(0)).isGreaterThan(ahead + 1);
    }

    @Test
    void noVersionIsGivenTwice() throws Exception {
        var clock = new HybridClock(() -> NOON);
        var given = ConcurrentHashMap.<Long>newKeySet();

        TestingClients.run(8, client -> {
            for (var i = 0; i < 2_000; i++) {
                assertThat(given.add(clock.next(i))).isTrue();
            }
        });

        assertThat(given).hasSize(16_000);
    }
}
