package io.galena.stream.trigger.work;

import io.galena.stream.read.Position;
import io.galena.stream.trigger.delivery.EventRecord;
import io.galena.stream.trigger.delivery.WindowState;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What of a shard is processed, whatever is processed first: everything before the oldest record that is not. Safe for several
 * threads.
 */
final class Progress {
    /** When records were written that are under way, by their offsets. */
    private final TreeMap<Long, Long> underway = new TreeMap<>();

    private long generation;
    private long read;
    private long committed;
    private Optional<WindowState> window;
    private boolean finished;

    Progress(Checkpoint begin) {
        this.generation = begin.generation();
        this.read = begin.offset();
        this.committed = begin.committed();
        this.window = begin.window();
    }

    /** A record is to be processed. */
    synchronized void begin(EventRecord record) {
        underway.put(record.offset(), record.committed());
    }

    /** What lies before a position has been read; what of it has not begun needs no work. */
    synchronized void reached(Position position) {
        generation = position.generation();
        read = position.offset();
    }

    /** When the last processed record was written, milliseconds since 1970; 0 if there is none. */
    synchronized long committed() {
        return committed;
    }

    /** Records are processed. */
    synchronized void done(List<EventRecord> records, Optional<WindowState> open) {
        for (var record : records) {
            underway.remove(record.offset());
            committed = Math.max(committed, record.committed());
        }
        window = open;
    }

    /** Nothing follows what has been read. */
    synchronized void finish() {
        finished = true;
    }

    synchronized boolean isIdle() {
        return underway.isEmpty();
    }

    /** How far everything is processed. */
    synchronized Checkpoint checkpoint() {
        var offset = underway.isEmpty() ? read : underway.firstKey();
        var end = finished && underway.isEmpty();
        return new Checkpoint(generation, offset, committed, end, end ? Optional.empty() : window);
    }

    /** When the oldest record that is not processed was written, milliseconds since 1970. */
    synchronized Optional<Long> oldest() {
        return underway.isEmpty()
                ? Optional.empty()
                : Optional.of(underway.firstEntry().getValue());
    }
}
