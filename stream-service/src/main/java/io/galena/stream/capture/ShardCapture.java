package io.galena.stream.capture;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Captures one shard, in a thread of its own. Any number of processes may run one: the replication slot allows one reader, the
 * others try again and again, and take over when it is gone. Whoever takes over first gets the slot, then shuts the one before
 * out of Kafka, and only then looks what is there: so every change is published once, whatever dies when.
 *
 * <p>The slot is confirmed only up to positions that Kafka holds for good. When Kafka is away, the shard keeps the changes.
 */
final class ShardCapture implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ShardCapture.class);
    private static final Duration STANDBY = Duration.ofMillis(500);
    private static final Duration NO_SLOT = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final ShardSource source;
    private final SlotWatch slot;
    private final CaptureTarget kafka;
    private final GapReports gaps;
    private final CaptureProgress progress;
    private final Thread thread;
    private volatile boolean closed;
    private Duration pause = STANDBY;

    ShardCapture(ShardSource source, CaptureTarget kafka, GapReports gaps, CaptureProgress progress) {
        this.source = source;
        this.slot = new SlotWatch(source);
        this.kafka = kafka;
        this.gaps = gaps;
        this.progress = progress;
        this.thread =
                Thread.ofPlatform().daemon().name("capture-" + source.shard()).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Lets the worker end, soon: what it may have begun to publish ends as when its process dies. */
    void stop() {
        closed = true;
        thread.interrupt();
    }

    @Override
    public void close() {
        stop();
        try {
            thread.join(LONGEST_PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (slot) {
            while (!closed) {
                try {
                    capture();
                } catch (SQLException e) {
                    failed(e);
                } catch (RuntimeException e) {
                    kafka.topics().forget();
                    failed("Kafka cannot be reached, or refuses", e);
                }
                progress.stopped();
                sleep(pause);
            }
        }
    }

    private void capture() throws SQLException {
        slot.requireFree();
        try (var wal = WalStream.open(source)) {
            kafka.topics().requireCommon();
            try (var publisher = new ChangePublisher(source.shard(), wal.source(), kafka)) {
                var position = new CapturePositions(kafka.clients()).find(source.shard());
                var found = StartPosition.of(wal.source(), position);
                var lost = found.gap().isPresent() || kafka.mayHaveForgotten()
                        ? Set.<String>of()
                        : ToldSpans.read(kafka.clients(), source.shard()).lost();
                var start = lost.isEmpty() ? found : found.withoutTopics();
                publisher.goOn(start.from(), generation(start));
                publisher.forget(lost);
                log.atInfo().addKeyValue("shard", source.shard()).log("Capturing changes");
                pause = STANDBY;
                follow(wal, publisher);
            }
        }
    }

    /** Tells of a gap, if there is one; returns the generation of what is published from now on. */
    private long generation(StartPosition start) {
        var told = start.gap().map(reason -> gaps.tell(source.shard(), reason, start.isNothingLeft()));
        return told.filter(_ -> start.isLostByKafka())
                .map(next -> Math.max(next, start.generation()))
                .orElse(start.generation());
    }

    /** From what the slot still has on: what of that is in Kafka already, the publisher knows. */
    private void follow(WalStream wal, ChangePublisher publisher) throws SQLException {
        var from = wal.source().confirmed();
        var idle = new IdlePauses();
        var batches = new WalBatches(wal);
        var confirmations = new Confirmations(wal, publisher, kafka.durability(), from);
        var published = from;
        while (!closed) {
            var batch = batches.next();
            if (!batch.isEmpty()) {
                published = batch.getLast().end();
                publisher.publish(batch, published);
                confirmations.published(published);
                progress.published(batch);
                idle.reset();
            } else if (idle.isPositionDue(wal, published)) {
                published = wal.idlePosition().orElse(published);
                publisher.publish(List.of(), published);
                confirmations.published(published);
            } else {
                idle.pause();
            }
            confirmations.advance();
        }
    }

    private void failed(SQLException error) {
        if (WalFailures.isInUse(error)) {
            pause = STANDBY;
        } else if (WalFailures.isMissing(error) || WalFailures.isInvalidated(error)) {
            // Storage makes it, or makes it anew.
            pause = NO_SLOT;
        } else {
            failed("The write-ahead log cannot be read", error);
        }
    }

    private void failed(String message, Exception error) {
        if (closed) {
            return;
        }
        log.atWarn()
                .addKeyValue("shard", source.shard())
                .addKeyValue("error", error.toString())
                .log(message);
        var doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private void sleep(Duration duration) {
        try {
            for (var left = duration.toMillis(); left > 0 && !closed; left -= 50) {
                Thread.sleep(Math.min(left, 50));
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }
}
