package io.galena.kit.changelog;

import io.galena.kit.changelog.LogEntry.Cause;
import io.galena.kit.changelog.LogEntry.Image;
import io.galena.kit.changelog.LogEntry.Kind;
import java.util.Optional;

/** What a record of a table's topic says. */
public sealed interface TopicRecord {
    /** The epoch of the stream shard that the record belongs to. */
    long epoch();

    /**
     * An item was written; members as in {@link LogEntry.Change}. Arrays are shared and must not be changed.
     *
     * @param committed when the write's transaction was committed, milliseconds since 1970
     * @param micros how many microseconds later, up to 999, as far as that is known
     */
    record Change(
            Kind kind,
            byte[] keys,
            Optional<Image> oldImage,
            Optional<Image> newImage,
            long version,
            long streamId,
            long epoch,
            int partitionId,
            long partitionEpoch,
            Cause cause,
            String origin,
            Optional<String> transactionId,
            long committed,
            int micros)
            implements TopicRecord {}

    /** A stream shard begins after this record. */
    record Opened(String shardId, long streamId, long epoch, long committed) implements TopicRecord {}

    /** A fence of an index's backfill, as in {@link LogEntry.Fence}. */
    record Fence(int indexId, long round, long epoch, long committed) implements TopicRecord {}

    /** A stream shard ends with this record. */
    record Closed(String shardId, long streamId, long epoch, long committed) implements TopicRecord {}

    /** Changes of a stream shard may be missing before this record; if it names none, those of the whole partition. */
    record Gap(String shardId, long streamId, long epoch, String reason, long committed) implements TopicRecord {}
}
