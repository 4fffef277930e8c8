package io.galena.stream.trigger.delivery;

import io.galena.kit.trigger.FunctionDescriptor;
import io.galena.kit.trigger.MappingDescriptor;
import io.galena.stream.trigger.delivery.Attempts.Turns;
import io.galena.stream.trigger.delivery.WindowState.Turn;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Delivers batches of a stream shard, one after the other. For use by one thread. */
public interface Delivery {
    /** Returns when a batch is processed, or given up. */
    void deliver(List<EventRecord> batch) throws InterruptedException;

    /** Says that there is nothing to deliver at the moment. */
    void idle() throws InterruptedException;

    /** The window that is open after what has been delivered. */
    Optional<WindowState> window();

    /** The delivery that a mapping asks for. */
    static Delivery of(
            MappingDescriptor mapping,
            Payload.Source source,
            Supplier<Optional<FunctionDescriptor>> function,
            DeliveryParts parts,
            Results results,
            Optional<WindowState> window) {
        var attempts = new Attempts(mapping, source, function, parts, results);
        return mapping.settings().tumblingWindowSeconds() > 0
                ? new WindowedDelivery(attempts, mapping, parts.time(), window)
                : new Plain(attempts);
    }

    /** Without windows. */
    record Plain(Attempts attempts) implements Delivery {
        private static final Turns NONE = new Turns() {
            @Override
            public Optional<Turn> turn() {
                return Optional.empty();
            }

            @Override
            public boolean answered(byte[] body) {
                return true;
            }
        };

        @Override
        public void deliver(List<EventRecord> batch) throws InterruptedException {
            attempts.deliver(batch, NONE);
        }

        @Override
        public void idle() {}

        @Override
        public Optional<WindowState> window() {
            return Optional.empty();
        }
    }
}
