package io.galena.stream.destination;

import io.galena.kit.destination.DestinationDescriptor;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The meters of destinations, by table and stream. */
public final class DestinationMetrics {
    private static final String LAG = "galena.destination.lag";

    private final MeterRegistry registry;

    public DestinationMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Counts records that are in the stream. */
    Counter records(DestinationDescriptor destination) {
        return Counter.builder("galena.destination.records")
                .description("Changes that are in the Kinesis stream")
                .tags(tags(destination))
                .register(registry);
    }

    /** Counts gaps. */
    Counter gaps(DestinationDescriptor destination) {
        return Counter.builder("galena.destination.gaps")
                .description("How often changes were lost that were to be delivered")
                .tags(tags(destination))
                .register(registry);
    }

    /** How long changes take. */
    Timer delay(DestinationDescriptor destination) {
        return Timer.builder("galena.destination.delay")
                .description("Time from a change's commit until it is in the Kinesis stream")
                .tags(tags(destination))
                .publishPercentileHistogram()
                .register(registry);
    }

    /**
     * Shows the age of the oldest change of a partition of the table that was read and is not delivered, in milliseconds; that of a
     * worker before, which may be about to end, no longer.
     */
    synchronized TimeGauge lag(DestinationDescriptor destination, int partition, Supplier<Number> age) {
        var tags = tags(destination).and("partition", Integer.toString(partition));
        shown(tags).ifPresent(registry::remove);
        return TimeGauge.builder(LAG, age, TimeUnit.MILLISECONDS)
                .description("Age of the oldest change that was read and is not in the Kinesis stream")
                .tags(tags)
                .register(registry);
    }

    /** Shows it no longer, unless another has taken its place. */
    @SuppressWarnings("ReferenceEquality") // those of one name and the same tags are equal
    synchronized void remove(TimeGauge gauge) {
        shown(gauge.getId().getTags()).filter(found -> found == gauge).ifPresent(registry::remove);
    }

    private Optional<TimeGauge> shown(Iterable<Tag> tags) {
        return Optional.ofNullable(registry.find(LAG).tags(tags).timeGauge());
    }

    private static Tags tags(DestinationDescriptor destination) {
        return Tags.of("table", destination.table(), "stream", destination.streamArn());
    }
}
