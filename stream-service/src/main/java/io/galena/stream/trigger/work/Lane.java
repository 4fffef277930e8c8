package io.galena.stream.trigger.work;

import io.galena.kit.trigger.MappingSettings;
import io.galena.stream.trigger.delivery.Delivery;
import io.galena.stream.trigger.delivery.EventRecord;
import io.galena.stream.trigger.delivery.Payload;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers its part of a shard's records in batches, one after the other, in a thread of its own. */
final class Lane {
    private static final Logger log = LoggerFactory.getLogger(Lane.class);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Delivery delivery;
    private final MappingSettings settings;
    private final Consumer<List<EventRecord>> processed;
    private final Runnable broken;
    private final Object lock = new Object();
    private final Deque<EventRecord> queue = new ArrayDeque<>();
    private final Thread thread;
    private volatile boolean stopping;
    private volatile boolean ending;

    /**
     * Delivers nothing before it is started.
     *
     * @param processed is told what was processed
     * @param broken is told when the lane cannot go on, through a fault of its own
     */
    Lane(
            String name,
            Delivery delivery,
            MappingSettings settings,
            Consumer<List<EventRecord>> processed,
            Runnable broken) {
        this.broken = broken;
        this.delivery = delivery;
        this.settings = settings;
        this.processed = processed;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Takes records that follow those before; together they may be in one batch. */
    void offer(List<EventRecord> records) {
        synchronized (lock) {
            queue.addAll(records);
            lock.notifyAll();
        }
    }

    /** No more records come: what is there need not wait for others. */
    void end() {
        ending = true;
    }

    /** Begins no other batch. */
    void stop() {
        stopping = true;
    }

    /** Waits for the batch that is under way, and gives it up after a while. */
    void await(Duration patience) throws InterruptedException {
        if (!thread.join(patience)) {
            thread.interrupt();
            thread.join();
        }
    }

    private void run() {
        try {
            while (!stopping) {
                var batch = collect();
                if (batch.isEmpty()) {
                    delivery.idle();
                    processed.accept(batch);
                } else if (!stopping) {
                    delivery.deliver(batch);
                    processed.accept(batch);
                }
            }
        } catch (InterruptedException e) {
            // It was told to give up; what is not processed comes again.
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("A lane of a trigger has failed, its shard begins again");
            broken.run();
        }
    }

    /** Waits for a batch: until it is full, or has waited for long enough since its first record came; or for a moment, in vain. */
    private List<EventRecord> collect() throws InterruptedException {
        synchronized (lock) {
            var patience = System.nanoTime() + LOOK.toNanos();
            while (queue.isEmpty()) {
                var left = TimeUnit.NANOSECONDS.toMillis(patience - System.nanoTime());
                if (left <= 0) {
                    return List.of();
                }
                lock.wait(left);
            }
            var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(settings.batchingWindowSeconds());
            var count = fitting();
            while (count == queue.size() && count < settings.batchSize() && !ending && !stopping) {
                var left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    break;
                }
                lock.wait(Math.min(left, LOOK.toMillis()));
                count = fitting();
            }
            var batch = new ArrayList<EventRecord>(count);
            for (var i = 0; i < count; i++) {
                batch.add(queue.remove());
            }
            return batch;
        }
    }

    /** How many of the waiting records go into one invocation, at least one. */
    private int fitting() {
        var count = 0;
        var bytes = Payload.ENVELOPE;
        for (var record : queue) {
            bytes += record.json().length + 1;
            if (count == settings.batchSize() || (count > 0 && bytes > Payload.MAX_BYTES)) {
                break;
            }
            count++;
        }
        return count;
    }
}
