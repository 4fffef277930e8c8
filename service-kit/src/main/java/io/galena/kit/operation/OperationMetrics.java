package io.galena.kit.operation;

import io.galena.dynamodb.error.ErrorType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/**
 * The meters of one operation: the timer {@code galena.operation} and a counter {@code galena.operation.errors} for each
 * kind of error met. They are looked up once, so that a request allocates nothing for them.
 */
final class OperationMetrics {
    private final MeterRegistry registry;
    private final String operation;
    private final Timer timer;
    private final ConcurrentMap<ErrorType, Counter> errors = new ConcurrentHashMap<>();

    OperationMetrics(MeterRegistry registry, String operation) {
        this.registry = registry;
        this.operation = operation;
        this.timer = Timer.builder("galena.operation")
                .description("Time from a parsed HTTP request to its answer, by operation")
                .tag("operation", operation)
                .publishPercentileHistogram()
                .register(registry);
    }

    void served(long nanos) {
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    void failed(ErrorType type) {
        var counter = errors.get(type);
        if (counter == null) {
            counter = errors.computeIfAbsent(type, this::register);
        }
        counter.increment();
    }

    private Counter register(ErrorType type) {
        return Counter.builder("galena.operation.errors")
                .description("Requests answered with an error, by operation and kind")
                .tag("operation", operation)
                .tag("error", type.name())
                .register(registry);
    }
}
