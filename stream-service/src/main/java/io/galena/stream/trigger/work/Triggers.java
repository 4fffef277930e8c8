package io.galena.stream.trigger.work;

import io.galena.stream.slot.Checkpoints;
import io.galena.stream.slot.Slot;
import io.galena.stream.slot.Slots;
import io.galena.stream.slot.WorkKey;
import io.galena.dynamodb.error.DynamoDbException;
import io.galena.kit.changelog.Topics;
import io.galena.stream.slot.SharedWork;
import io.galena.kit.background.Rounds;
import io.galena.kit.catalog.StreamDescriptor;
import io.galena.kit.operation.InternalCalls;
import io.galena.kit.trigger.MappingDescriptor;
import io.galena.kit.trigger.TriggerSet;
import io.galena.stream.kafka.ChangeTopics;
import io.galena.stream.retention.Candidates;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the records of streams to functions, as the catalog's mappings say. The stream shards of all mappings are shared among the
 * instances; of a shard the records come in order, after all those of its parent.
 */
public final class Triggers implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Triggers.class);
    private static final SharedWork<Checkpoint> WORK =
            new SharedWork<>("trigger", Topics.TRIGGERS, new Checkpoint.Format());
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final Duration GRACE = Duration.ofMinutes(10);

    private final WorkerParts parts;
    private final Checkpoints<Checkpoint> checkpoints;
    private final Slots<Checkpoint> slots;
    private final MappingReports reports;
    private final StartPositions starts;
    private final Map<WorkKey, ShardWorker> workers = new ConcurrentHashMap<>();
    private final Candidates<WorkKey> useless = new Candidates<>(GRACE);
    private final Rounds rounds;
    private boolean joined;

    /**
     * Makes one that does nothing yet.
     *
     * @param session how long the other instances wait for one that is silent before they take its work over
     */
    public Triggers(WorkerParts parts, ChangeTopics topics, InternalCalls calls, Duration session) {
        this.parts = parts;
        this.checkpoints = new Checkpoints<>(parts.clients(), topics, WORK);
        this.slots = new Slots<>(parts.clients(), WORK, session, this::stopAll);
        this.reports = new MappingReports(calls);
        this.starts = new StartPositions(parts.spans(), parts.reader());
        this.rounds = new Rounds("triggers", BETWEEN_LOOKS, this::look);
    }

    /** Begins to deliver. */
    public void start() {
        rounds.start();
    }

    @Override
    public void close() {
        rounds.close();
        if (joined) {
            slots.close();
            checkpoints.close();
            reports.close();
        }
    }

    private void look() {
        var triggers = parts.catalog().triggers();
        if (joined || join(triggers)) {
            round(triggers);
        }
    }

    /** Takes part in the work from when there is some. */
    private boolean join(TriggerSet triggers) {
        if (triggers.mappings().isEmpty()) {
            return false;
        }
        checkpoints.start();
        slots.start();
        reports.start();
        joined = true;
        return true;
    }

    private void round(TriggerSet triggers) {
        var streams = parts.catalog().streams().stream()
                .collect(Collectors.toMap(StreamDescriptor::arn, stream -> stream, (one, _) -> one));
        var wanted = new HashMap<WorkKey, ShardWork>();
        var known = new HashMap<WorkKey, ShardWork>();
        for (var mapping : triggers.mappings()) {
            var stream = Optional.ofNullable(streams.get(mapping.streamArn()));
            stream.ifPresent(present -> present.shards().forEach(shard -> {
                var work = new ShardWork(mapping, present, shard);
                known.put(work.key(), work);
                if (mapping.enabled()) {
                    wanted.put(work.key(), work);
                }
            }));
        }
        stopUnwanted(wanted);
        wanted.values().forEach(this::begin);
        wanted.values().stream()
                .map(ShardWork::mapping)
                .filter(mapping -> !mapping.started())
                .distinct()
                .filter(mapping -> hasStarted(mapping, wanted))
                .forEach(mapping -> reports.started(mapping.uuid()));
        forget(known.keySet());
    }

    private void stopUnwanted(Map<WorkKey, ShardWork> wanted) {
        workers.values().removeIf(ShardWorker::isEnded);
        workers.forEach((key, worker) -> {
            var work = wanted.get(key);
            if (work == null || !worker.isInCharge() || !worker.work().isSameAs(work)) {
                worker.stop();
            }
        });
    }

    private void begin(ShardWork work) {
        var key = work.key();
        var slot = slots.find(key.slot());
        if (slot.isEmpty() || workers.containsKey(key) || awaitsParent(work)) {
            return;
        }
        var checkpoint = slot.get().find(key);
        if (checkpoint.isEmpty()) {
            place(work, slot.get());
        } else if (!checkpoint.get().finished()) {
            var worker = new ShardWorker(work, checkpoint.get(), slots, slot.get(), parts, reports);
            workers.put(key, worker);
            worker.start();
        }
    }

    private void place(ShardWork work, Slot<Checkpoint> slot) {
        try {
            starts.find(work).ifPresent(begin -> slot.save(work.key(), begin));
        } catch (DynamoDbException e) {
            log.atDebug().setCause(e).log("Kafka does not say where a stream shard begins, will be asked again");
        }
    }

    private boolean awaitsParent(ShardWork work) {
        return work.shard()
                .parent()
                .filter(parent -> work.stream().shards().stream()
                        .anyMatch(shard -> shard.id().equals(parent)))
                .filter(parent -> checkpoints
                        .find(new WorkKey(work.mapping().uuid(), parent))
                        .filter(Checkpoint::finished)
                        .isEmpty())
                .isPresent();
    }

    /** Whether all shards have their place, but for those whose turn comes after others. */
    private boolean hasStarted(MappingDescriptor mapping, Map<WorkKey, ShardWork> wanted) {
        return wanted.values().stream()
                .filter(work -> work.mapping().equals(mapping))
                .allMatch(work -> checkpoints.find(work.key()).isPresent() || awaitsParent(work));
    }

    /** Forgets checkpoints that are of no use. */
    private void forget(Set<WorkKey> known) {
        var unknown = slots.open().stream()
                .flatMap(slot -> checkpoints.of(slot).stream())
                .filter(key -> !known.contains(key))
                .collect(Collectors.toSet());
        useless.due(unknown, parts.delivery().time().instant())
                .forEach(key -> slots.find(key.slot()).ifPresent(slot -> slot.forget(key)));
    }

    /** Ends all work on some slots before they are given back. */
    private void stopAll(Collection<Integer> numbers) {
        var ending = workers.values().stream()
                .filter(worker -> numbers.contains(worker.work().key().slot()))
                .toList();
        ending.forEach(ShardWorker::stop);
        try {
            for (var worker : ending) {
                worker.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
