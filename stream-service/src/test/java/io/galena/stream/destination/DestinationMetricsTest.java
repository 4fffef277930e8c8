package io.galena.stream.destination;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.kit.destination.DestinationDescriptor;
import io.galena.kit.destination.DestinationPrecision;
import io.galena.kit.destination.DestinationStatus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DestinationMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final DestinationMetrics metrics = new DestinationMetrics(registry);

    @Test
    void theNextWorkersLagIsShownThoughTheLastOneEndsLater() {
        var last = metrics.lag(destination(1), 0, () -> 1);
        var next = metrics.lag(destination(2), 0, () -> 2);

        metrics.remove(last);
        assertThat(registry.get("galena.destination.lag").timeGauge().value(TimeUnit.MILLISECONDS))
                .isEqualTo(2);

        metrics.remove(next);
        assertThat(registry.find("galena.destination.lag").timeGauge()).isNull();
    }

    private static DestinationDescriptor destination(long id) {
        return new DestinationDescriptor(
                id,
                7,
                "000000000000",
                "us-east-1",
                "table",
                3,
                "arn:aws:kinesis:us-east-1:000000000000:stream/s",
                DestinationStatus.ACTIVE,
                DestinationPrecision.MILLISECOND,
                1);
    }
}
