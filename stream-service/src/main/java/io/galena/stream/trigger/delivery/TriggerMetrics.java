package io.galena.stream.trigger.delivery;

import io.galena.kit.trigger.MappingDescriptor;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The meters of triggers, by mapping and function. */
public final class TriggerMetrics {
    private final MeterRegistry registry;

    public TriggerMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Those of one mapping. */
    OfMapping of(MappingDescriptor mapping) {
        var tags = tags(mapping);
        return new OfMapping(
                timer("galena.trigger.delay", "Time from a record's commit to its invocation", tags),
                timer("galena.trigger.invocations", "Invocations that were answered", tags.and("outcome", "answered")),
                timer("galena.trigger.invocations", "Invocations that failed", tags.and("outcome", "failed")),
                timer("galena.trigger.invocations", "Invocations not taken", tags.and("outcome", "not reached")),
                records("delivered", tags),
                records("discarded", tags),
                records("filtered", tags));
    }

    /** Shows the age of the oldest record of a shard that is not processed, in milliseconds. */
    public TimeGauge iteratorAge(MappingDescriptor mapping, String shardId, Supplier<Number> age) {
        return TimeGauge.builder("galena.trigger.iterator.age", age, TimeUnit.MILLISECONDS)
                .description("Age of the oldest record of a stream shard that is not processed")
                .tags(tags(mapping).and("shard", shardId))
                .register(registry);
    }

    /** Shows it no longer. */
    public void remove(TimeGauge gauge) {
        registry.remove(gauge);
    }

    /** The counter of the records that no filter of a mapping lets pass. */
    public Counter filtered(MappingDescriptor mapping) {
        return of(mapping).filtered();
    }

    private static Tags tags(MappingDescriptor mapping) {
        return Tags.of("mapping", mapping.uuid(), "function", mapping.function());
    }

    private Timer timer(String name, String description, Tags tags) {
        return Timer.builder(name)
                .description(description)
                .tags(tags)
                .publishPercentileHistogram()
                .register(registry);
    }

    private Counter records(String what, Tags tags) {
        return Counter.builder("galena.trigger.records")
                .description("Records that were delivered, given up, or let through by no filter")
                .tags(tags.and("outcome", what))
                .register(registry);
    }

    /** The meters of one mapping. */
    record OfMapping(
            Timer delay,
            Timer answered,
            Timer failed,
            Timer notReached,
            Counter delivered,
            Counter discarded,
            Counter filtered) {
        Timer of(Outcome outcome) {
            return switch (outcome) {
                case Outcome.Answered _ -> answered;
                case Outcome.Failed _ -> failed;
                case Outcome.NotReached _ -> notReached;
            };
        }
    }
}
