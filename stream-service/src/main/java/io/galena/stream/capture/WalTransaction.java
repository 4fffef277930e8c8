package io.galena.stream.capture;

import io.galena.kit.changelog.LogEntry;
import java.util.List;

/**
 * A committed transaction of a shard, as far as it speaks to readers of changes.
 *
 * @param entries what it said, in order
 * @param committed when it was committed, milliseconds since 1970
 * @param micros how many microseconds later, up to 999
 * @param end the position behind its COMMIT in the write-ahead log; the only kind of position there is, since the messages of
 *     concurrent transactions interleave
 * @param bytes about how much memory the entries take
 */
record WalTransaction(List<LogEntry> entries, long committed, int micros, long end, long bytes) {
    /** Whether it tells of a gap: it does nothing else then. */
    boolean isGap() {
        return entries.stream().anyMatch(LogEntry.Gap.class::isInstance);
    }
}
