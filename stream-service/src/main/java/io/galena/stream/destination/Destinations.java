package io.galena.stream.destination;

import io.galena.kit.background.Rounds;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.changelog.Topics;
import io.galena.kit.destination.DestinationDescriptor;
import io.galena.kit.destination.DestinationStatus;
import io.galena.kit.kafka.TopicAdmin;
import io.galena.kit.kinesis.KinesisStreamDescriptor;
import io.galena.stream.kafka.ChangeTopics;
import io.galena.stream.retention.Candidates;
import io.galena.stream.slot.Checkpoints;
import io.galena.stream.slot.SharedWork;
import io.galena.stream.slot.Slot;
import io.galena.stream.slot.Slots;
import io.galena.stream.slot.WorkKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Delivers the changes of tables to Kinesis streams, as the catalog's destinations say. The partitions of all tables concerned are shared
 * among the instances.
 */
public final class Destinations implements AutoCloseable {
    private static final SharedWork<Delivered> WORK =
            new SharedWork<>("destination", Topics.DESTINATIONS, new Delivered.Format());
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final Duration GRACE = Duration.ofMinutes(10);

    private final DestinationParts parts;
    private final Checkpoints<Delivered> checkpoints;
    private final Slots<Delivered> slots;
    private final DestinationReports reports;
    private final DestinationProgress progress;
    private final Map<WorkKey, DestinationWorker> workers = new ConcurrentHashMap<>();
    private final Candidates<WorkKey> useless = new Candidates<>(GRACE);
    private final Rounds rounds;
    private Optional<TopicAdmin> topics = Optional.empty();

    /**
     * Makes one that does nothing yet.
     *
     * @param session how long the other instances wait for one that is silent before they take its work over
     */
    public Destinations(DestinationParts parts, ChangeTopics topics, Duration session) {
        this.parts = parts;
        this.checkpoints = new Checkpoints<>(parts.clients(), topics, WORK);
        this.slots = new Slots<>(parts.clients(), WORK, session, this::stopAll);
        this.reports = new DestinationReports(parts.calls());
        this.progress = new DestinationProgress(checkpoints, reports);
        this.rounds = new Rounds("destinations", BETWEEN_LOOKS, this::look);
    }

    /** Begins to deliver. */
    public void start() {
        rounds.start();
    }

    @Override
    public void close() {
        rounds.close();
        topics.ifPresent(joined -> {
            slots.close();
            checkpoints.close();
            joined.close();
        });
    }

    private void look() {
        var destinations = parts.catalog().destinations();
        if (topics.isPresent() || !destinations.isEmpty()) {
            join();
            round(destinations);
        }
    }

    /** Takes part in the work from when there is some. */
    private void join() {
        if (topics.isEmpty()) {
            topics = Optional.of(new TopicAdmin(parts.clients()));
            checkpoints.start();
            slots.start();
        }
    }

    private void round(List<DestinationDescriptor> destinations) {
        var streams = parts.catalog().kinesisStreams().stream()
                .filter(KinesisStreamDescriptor::active)
                .collect(Collectors.toMap(KinesisStreamDescriptor::id, stream -> stream));
        var wanted = new HashMap<WorkKey, DestinationWork>();
        var known = new ArrayList<WorkKey>();
        for (var destination : destinations) {
            known.addAll(DestinationWork.keys(destination));
            var stream = streams.get(destination.stream());
            if (stream != null) {
                IntStream.range(0, destination.partitions())
                        .mapToObj(partition -> new DestinationWork(destination, stream, partition))
                        .forEach(work -> wanted.put(work.key(), work));
                progress.report(destination);
            }
        }
        stopUnwanted(wanted);
        wanted.values().forEach(this::begin);
        forget(Set.copyOf(known));
    }

    private void stopUnwanted(Map<WorkKey, DestinationWork> wanted) {
        workers.values().removeIf(DestinationWorker::isEnded);
        workers.forEach((key, worker) -> {
            var work = wanted.get(key);
            if (work == null || !worker.isInCharge()) {
                worker.stop();
            } else {
                worker.update(work);
            }
        });
    }

    private void begin(DestinationWork work) {
        var key = work.key();
        var slot = slots.find(key.slot());
        if (slot.isEmpty() || workers.containsKey(key)) {
            return;
        }
        var delivered = slot.get().find(key);
        if (delivered.isEmpty() && work.destination().status() == DestinationStatus.ENABLING) {
            place(work, slot.get());
        } else if (delivered.filter(Delivered::finished).isEmpty()) {
            var worker = new DestinationWorker(work, delivered, slot.get(), parts, topics.orElseThrow(), reports);
            workers.put(key, worker);
            worker.start();
        }
    }

    /** From here on everything is delivered, if all writers tell of what they do. */
    private void place(DestinationWork work, Slot<Delivered> slot) {
        var destination = work.destination();
        var isTold = parts.catalog()
                .find(destination.tableId())
                .flatMap(TableDescriptor::changeLog)
                .isPresent();
        if (isTold) {
            slot.save(
                    work.key(),
                    new Delivered(
                            work.source().ends(topics.orElseThrow()),
                            Optional.empty(),
                            destination.precision(),
                            false));
        }
    }

    /** Forgets checkpoints that are of no use. */
    private void forget(Set<WorkKey> known) {
        var unknown = slots.open().stream()
                .flatMap(slot -> checkpoints.of(slot).stream())
                .filter(key -> !known.contains(key))
                .collect(Collectors.toSet());
        useless.due(unknown, parts.time().instant())
                .forEach(key -> slots.find(key.slot()).ifPresent(slot -> slot.forget(key)));
    }

    /** Ends all work on some slots before they are given back. */
    private void stopAll(Collection<Integer> numbers) {
        var ending = workers.values().stream()
                .filter(worker -> numbers.contains(worker.slotNumber()))
                .toList();
        ending.forEach(DestinationWorker::stop);
        try {
            for (var worker : ending) {
                worker.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
