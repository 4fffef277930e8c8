package io.galena.stream.destination;

import io.galena.kit.changelog.ChangeJsonReader;
import io.galena.kit.changelog.LogEntry;
import io.galena.kit.changelog.LogEntry.Cause;
import io.galena.kit.changelog.TopicRecord;
import io.galena.kit.kafka.TopicPosition;
import io.galena.stream.kafka.LogPlace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Some records of the change log, and what they mean for a stream. For one thread. */
final class DeliveryBatch {
    private final DestinationWork work;
    private final DeliveredRecord format;
    private final Consumer<String> gaps;
    private final long now;
    private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    private final List<Long> commits = new ArrayList<>();
    private Optional<LogPlace> last;
    private boolean finished;

    /**
     * Begins where the one before ended.
     *
     * @param delivered how far the work has come
     * @param now the time, in milliseconds since 1970
     * @param gaps told why changes were lost, before anything behind them is taken
     */
    DeliveryBatch(DestinationWork work, Delivered delivered, long now, Consumer<String> gaps) {
        this.work = work;
        this.format = new DeliveredRecord(work.destination(), work.stream());
        this.gaps = gaps;
        this.now = now;
        this.last = delivered.last();
        this.finished = delivered.finished();
    }

    void add(LogRecord entry) {
        if (finished || isDelivered(entry)) {
            return;
        }
        switch (ChangeJsonReader.read(entry.content().value())) {
            // Nothing changed: an index gets to know an older item.
            case TopicRecord.Change change when change.cause() == Cause.REINDEXING -> {}
            case TopicRecord.Change change -> {
                records.add(format.of(change, now));
                commits.add(change.committed());
            }
            case TopicRecord.Gap gap -> gaps.accept(gap.reason());
            case TopicRecord.Fence fence ->
                finished = fence.indexId() == LogEntry.Fence.DESTINATION
                        && fence.round() == work.destination().id();
            case TopicRecord.Opened _, TopicRecord.Closed _ -> {}
        }
        last = entry.place().or(() -> last);
    }

    /** Kafka may have forgotten records that were delivered; then they are published again, or read again. */
    private boolean isDelivered(LogRecord entry) {
        return last.isPresent()
                && entry.place().isPresent()
                && entry.place().get().server().equals(last.get().server())
                && !entry.place().get().isBehind(last.get());
    }

    /** What goes into the stream. */
    List<ProducerRecord<byte[], byte[]>> records() {
        return Collections.unmodifiableList(records);
    }

    /** How far the work has come when that is written. */
    Delivered delivered(Map<Integer, TopicPosition> positions) {
        return new Delivered(positions, last, work.destination().precision(), finished);
    }

    /** When the first of its changes was committed, in milliseconds since 1970; 0 if it has none. */
    long oldest() {
        return commits.isEmpty() ? 0 : commits.getFirst();
    }

    /** Counts what has been written. */
    void count(DestinationMetrics metrics, long written) {
        metrics.records(work.destination()).increment(records.size());
        var delay = metrics.delay(work.destination());
        commits.forEach(committed -> delay.record(Duration.ofMillis(Math.max(0, written - committed))));
    }
}
