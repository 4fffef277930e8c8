package io.galena.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;

@EnabledOnOs(LINUX)
class MeterTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void theServerIsSeenWithItsChildrenFromTheBeginningOn() throws Exception {
        try (var server = new BusyChild()) {
            var before = server.awaitTime(Duration.ofMillis(100));
            var meter = Meter.start(OptionalLong.of(server.pid()));
            var after = server.awaitTime(before.plusMillis(300));
            var use = meter.stop();

            var all = ProcessorTime.ofTree(server.pid()).toNanos() / (double) SECOND;
            assertThat(use.server()).isGreaterThan(0.1).isLessThanOrEqualTo(all - 0.1);
            assertThat(after).isGreaterThan(before);
        }
    }

    @Test
    void thisProcessIsTheClient() {
        var meter = new Meter(
                OptionalLong.empty(),
                Duration.ZERO,
                ProcessorTime.own().minusSeconds(2),
                ProcessorTime.ofMachine(),
                System.nanoTime());

        assertThat(meter.stop().client()).isGreaterThanOrEqualTo(2);
        assertThat(meter.stop().server()).isZero();
    }

    @Test
    void othersAreWhatIsNeitherTheServersNorTheClients() {
        // Ten seconds of the machine within one, of which two were the client's.
        var use = new Meter(
                        OptionalLong.empty(),
                        Duration.ZERO,
                        ProcessorTime.own().minusSeconds(2),
                        ProcessorTime.ofMachine().minusSeconds(10),
                        System.nanoTime() - SECOND)
                .stop();

        assertThat(use.others()).isBetween(4.0, 9.0);
    }

    @Test
    void othersAreNeverLessThanNothing() {
        // The times of processes and of the machine are not of the very same moment.
        var use = new Meter(
                        OptionalLong.empty(),
                        Duration.ZERO,
                        ProcessorTime.own().minusSeconds(60),
                        ProcessorTime.ofMachine(),
                        System.nanoTime() - SECOND)
                .stop();

        assertThat(use.others()).isZero();
    }
}
