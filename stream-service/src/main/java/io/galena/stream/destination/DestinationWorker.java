package io.galena.stream.destination;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.kit.kafka.TopicAdmin;
import io.galena.stream.slot.Slot;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the changes of one partition of a table to a stream, in a thread of its own. Records and how far they go are written in one
 * transaction, by the only producer that the slot allows: whatever dies when, each change is in the stream once, in the order of its
 * shard's log.
 */
final class DestinationWorker {
    private static final Logger log = LoggerFactory.getLogger(DestinationWorker.class);

    /** How often it is kept that nothing has come: what lies behind the last record may expire, and is nobody's loss. */
    private static final Duration BETWEEN_SAVES = Duration.ofSeconds(5);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final Slot<Delivered> slot;
    private final DestinationParts parts;
    private final TopicAdmin topics;
    private final DestinationReports reports;
    private final Thread thread;
    private final boolean lost;
    private volatile DestinationWork work;
    private volatile boolean stopping;
    private volatile boolean ended;
    private volatile long oldest;
    private Delivered delivered;
    private long nextSave = System.nanoTime() + BETWEEN_SAVES.toNanos();

    /** @param known how far the work has come; nothing if Kafka has lost that */
    DestinationWorker(
            DestinationWork work,
            Optional<Delivered> known,
            Slot<Delivered> slot,
            DestinationParts parts,
            TopicAdmin topics,
            DestinationReports reports) {
        this.work = work;
        this.lost = known.isEmpty();
        this.delivered =
                known.orElseGet(() -> Delivered.nothing(work.destination().precision()));
        this.slot = slot;
        this.parts = parts;
        this.topics = topics;
        this.reports = reports;
        this.thread = Thread.ofPlatform()
                .daemon()
                .name("destination-" + work.key().owner() + "-" + work.partition())
                .unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** The same work as the catalog says it is now. */
    void update(DestinationWork now) {
        work = now;
    }

    /** Whether it works on what is this instance's. */
    boolean isInCharge() {
        return slot.isOpen();
    }

    int slotNumber() {
        return work.key().slot();
    }

    /** Begins nothing new; {@link #isEnded} says when what is under way has come to an end. */
    void stop() {
        stopping = true;
    }

    boolean isEnded() {
        return ended;
    }

    /** Waits for the end. */
    void await() throws InterruptedException {
        thread.join();
    }

    private void run() {
        var lag = parts.metrics().lag(work.destination(), work.partition(), this::age);
        try {
            if (lost) {
                tellOfGap("How far changes were delivered is not known any more; some may come twice");
            }
            deliver();
        } catch (KafkaException | DynamoDbException | UncheckedIOException e) {
            if (!stopping) {
                log.atInfo()
                        .addKeyValue("table", work.destination().table())
                        .addKeyValue("error", e.toString())
                        .log("Changes cannot be delivered to a Kinesis stream, will be tried again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            parts.metrics().remove(lag);
            ended = true;
        }
    }

    private void deliver() throws InterruptedException {
        awaitTopic();
        try (var reader = new LogReader(
                parts.clients(),
                topics,
                work.source(),
                delivered.positions(),
                (_, _) -> tellOfGap("Changes were no longer in Kafka when they were to be delivered"))) {
            while (!stopping && !delivered.finished()) {
                var batch = new DeliveryBatch(work, delivered, parts.time().millis(), this::tellOfGap);
                reader.next().forEach(batch::add);
                if (!write(batch, reader)) {
                    return;
                }
            }
        }
    }

    /** What a topic that is not there gets fails, and with it all that is written at the same time. */
    private void awaitTopic() throws InterruptedException {
        while (!stopping && topics.partitions(work.stream().topic()) == 0) {
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    /** Returns whether it may go on. */
    private boolean write(DeliveryBatch batch, LogReader reader) throws InterruptedException {
        var now = batch.delivered(reader.positions());
        if (batch.records().isEmpty() && !mustBeKept(now)) {
            return true;
        }
        oldest = batch.oldest();
        if (!slot.publish(work.key(), now, batch.records())) {
            return false;
        }
        oldest = 0;
        delivered = now;
        nextSave = System.nanoTime() + BETWEEN_SAVES.toNanos();
        batch.count(parts.metrics(), parts.time().millis());
        return true;
    }

    private boolean mustBeKept(Delivered now) {
        return now.finished()
                || now.precision() != delivered.precision()
                || (!now.equals(delivered) && System.nanoTime() - nextSave >= 0);
    }

    /** Never silently: it goes on when that is noted. */
    private void tellOfGap(String reason) {
        log.atWarn()
                .addKeyValue("table", work.destination().table())
                .addKeyValue("stream", work.destination().streamArn())
                .addKeyValue("reason", reason)
                .log("Changes may be missing from a Kinesis stream");
        reports.gap(work.destination(), reason);
        parts.metrics().gaps(work.destination()).increment();
    }

    private Number age() {
        var since = oldest;
        return since == 0 ? 0L : Math.max(0, parts.time().millis() - since);
    }
}
