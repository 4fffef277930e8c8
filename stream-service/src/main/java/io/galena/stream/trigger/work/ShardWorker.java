package io.galena.stream.trigger.work;

import io.galena.stream.slot.Slot;
import io.galena.stream.slot.Slots;
import io.galena.dynamodb.error.DynamoDbException;
import io.galena.kit.trigger.FunctionDescriptor;
import io.galena.stream.read.ReadRecord;
import io.galena.stream.trigger.delivery.Delivery;
import io.galena.stream.trigger.delivery.EventRecord;
import io.galena.stream.trigger.delivery.Payload;
import io.galena.stream.trigger.delivery.RecordFilter;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one stream shard for one mapping, and spreads its records over lanes by their items. It writes a checkpoint when a batch is
 * processed, so what it was at work on when it dies is delivered again.
 */
final class ShardWorker {
    private static final Logger log = LoggerFactory.getLogger(ShardWorker.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ShardWork work;
    private final Slots<Checkpoint> slots;
    private final Slot<Checkpoint> slot;
    private final WorkerParts parts;
    private final MappingReports reports;
    private final Progress progress;
    private final Checkpoint begin;
    private final RecordFilter filter;
    private final Counter filtered;
    private final Semaphore room;
    private final int bytes;
    private final List<Lane> lanes;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile boolean ended;

    ShardWorker(
            ShardWork work,
            Checkpoint begin,
            Slots<Checkpoint> slots,
            Slot<Checkpoint> slot,
            WorkerParts parts,
            MappingReports reports) {
        this.work = work;
        this.begin = begin;
        this.slots = slots;
        this.slot = slot;
        this.parts = parts;
        this.reports = reports;
        this.progress = new Progress(begin);
        var settings = work.mapping().settings();
        this.filter = new RecordFilter(settings.filters());
        this.filtered = parts.delivery().metrics().filtered(work.mapping());
        this.bytes = Payload.MAX_BYTES * (settings.parallelization() + 1);
        this.room = new Semaphore(bytes);
        this.lanes = IntStream.range(0, settings.parallelization())
                .mapToObj(this::lane)
                .toList();
        this.thread = Thread.ofPlatform()
                .daemon()
                .name("trigger-" + work.key().owner())
                .unstarted(this::run);
    }

    ShardWork work() {
        return work;
    }

    /** Whether it works on what is this instance's. */
    boolean isInCharge() {
        return slot.isOpen();
    }

    void start() {
        thread.start();
    }

    /** Begins nothing new; {@link #isEnded} says when what is under way has come to an end. */
    void stop() {
        stopping = true;
        lanes.forEach(Lane::stop);
    }

    boolean isEnded() {
        return ended;
    }

    /** Waits for the end. */
    void await() throws InterruptedException {
        thread.join();
    }

    private Lane lane(int number) {
        var delivery = Delivery.of(
                work.mapping(),
                work.source(),
                this::function,
                parts.delivery(),
                result -> reports.result(work.key(), number, result),
                begin.window());
        return new Lane(
                "trigger-lane-" + work.key().owner() + "-" + number,
                delivery,
                work.mapping().settings(),
                batch -> processed(batch, delivery),
                this::stop);
    }

    /** The function to invoke, as soon as it is sure that this instance is still the one to do so. */
    private Optional<FunctionDescriptor> function() {
        while (!slots.isAwake() && !stopping) {
            Slots.sleep(Duration.ofMillis(20));
        }
        return slot.isOpen() ? parts.catalog().triggers().function(work.mapping()) : Optional.empty();
    }

    private void processed(List<EventRecord> batch, Delivery delivery) {
        progress.done(batch, delivery.window());
        batch.forEach(record -> room.release(size(record)));
        if (!batch.isEmpty()) {
            slot.save(work.key(), progress.checkpoint());
        }
    }

    private void run() {
        var age = parts.delivery()
                .metrics()
                .iteratorAge(work.mapping(), work.shard().id(), this::age);
        lanes.forEach(Lane::start);
        try {
            read();
        } catch (KafkaException | DynamoDbException e) {
            log.atInfo()
                    .addKeyValue("mapping", work.mapping().uuid())
                    .addKeyValue("error", e.toString())
                    .log("A stream shard cannot be read, will be tried again");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stop();
            endLanes();
            parts.delivery().metrics().remove(age);
            reports.forget(work.key());
            ended = true;
        }
    }

    private void endLanes() {
        try {
            var deadline = System.nanoTime() + PATIENCE.toNanos();
            for (var lane : lanes) {
                lane.await(Duration.ofNanos(deadline - System.nanoTime()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() throws InterruptedException {
        var span = parts.spans().find(work.stream(), work.shard());
        if (span.isEmpty()) {
            return;
        }
        try (var tail = new ShardTail(parts.clients(), work, span.get(), begin, progress::committed)) {
            var saved = begin;
            var finished = false;
            while (!stopping && !finished) {
                var page = tail.next();
                take(page.records());
                if (stopping) {
                    return;
                }
                progress.reached(page.next());
                finished = page.ended() && isDrained();
                var now = progress.checkpoint();
                if (!now.equals(saved)) {
                    slot.save(work.key(), now);
                    saved = now;
                }
            }
        }
    }

    /** Whether nothing is left of a shard that has ended. */
    private boolean isDrained() throws InterruptedException {
        lanes.forEach(Lane::end);
        while (!stopping
                && !(progress.isIdle() && progress.checkpoint().window().isEmpty())) {
            Thread.sleep(20);
        }
        if (!stopping) {
            progress.finish();
        }
        return true;
    }

    /** Gives the records of a page to their lanes, all at once as far as there is room. */
    private void take(List<ReadRecord> page) throws InterruptedException {
        var ready = new ArrayList<EventRecord>(page.size());
        for (var entry : page) {
            var record = EventRecord.of(entry, work.stream());
            if (!filter.passes(record)) {
                filtered.increment();
                continue;
            }
            while (!stopping && !room.tryAcquire(size(record), ready.isEmpty() ? 100 : 0, TimeUnit.MILLISECONDS)) {
                spread(ready);
            }
            ready.add(record);
        }
        spread(ready);
    }

    private void spread(List<EventRecord> records) {
        if (!stopping && !records.isEmpty()) {
            records.forEach(progress::begin);
            records.stream()
                    .collect(Collectors.groupingBy(record -> Math.floorMod(record.item(), lanes.size())))
                    .forEach((lane, its) -> lanes.get(lane).offer(its));
        }
        records.clear();
    }

    private int size(EventRecord record) {
        return Math.min(record.json().length, bytes);
    }

    private Number age() {
        return progress.oldest()
                .map(written -> Math.max(0, parts.delivery().time().millis() - written))
                .orElse(0L);
    }
}
