package io.galena.kit.changelog;

import java.util.List;
import java.util.Optional;

/** What a transaction of a shard says to the readers of changes. */
public sealed interface LogEntry {
    /**
     * An item was written. Arrays are shared, not copied, and must not be changed.
     *
     * @param tableId the number of the table
     * @param kafkaPartition where it goes in the table's topic
     * @param epoch that of the stream shard it belongs to
     * @param streamId the number of the stream that is on, or 0
     * @param partitionId the table's partition
     * @param partitionEpoch which owner of the partition wrote it
     * @param version the version that the write took
     * @param origin the region that the write was made in
     * @param transaction what it was part of, if anything
     * @param rowKey the row's key
     * @param keys the key attributes, canonical JSON
     * @param oldImage the item before; absent for an INSERT
     * @param newImage the item after; absent for a REMOVE
     */
    record Change(
            long tableId,
            int kafkaPartition,
            long epoch,
            long streamId,
            int partitionId,
            long partitionEpoch,
            long version,
            Cause cause,
            String origin,
            Optional<Transaction> transaction,
            byte[] rowKey,
            byte[] keys,
            Optional<Image> oldImage,
            Optional<Image> newImage)
            implements LogEntry {
        /** The same change, as a part of a transaction that was decided at that time, milliseconds since 1970. */
        public Change decidedAt(long time) {
            return new Change(
                    tableId,
                    kafkaPartition,
                    epoch,
                    streamId,
                    partitionId,
                    partitionEpoch,
                    version,
                    cause,
                    origin,
                    transaction.map(known -> new Transaction(known.id(), time)),
                    rowKey,
                    keys,
                    oldImage,
                    newImage);
        }

        /** The time to tell readers of: that of the decision, if the transaction was one across shards. */
        public long toldAs(long committed) {
            return isDecided() ? transaction.orElseThrow().decided() : committed;
        }

        /** Whether it is a part of a transaction across shards whose decision has a time. */
        boolean isDecided() {
            return transaction.filter(known -> known.decided() != 0).isPresent();
        }

        /** INSERT, MODIFY or REMOVE. */
        public Kind kind() {
            return oldImage.isEmpty() ? Kind.INSERT : newImage.isEmpty() ? Kind.REMOVE : Kind.MODIFY;
        }
    }

    /**
     * Which stream shards of a table end here, and which begin: a stream was turned on or off, or its ranges were cut anew. All
     * changes before this entry, in its shard's order of commits, belong to shards that were open until then.
     *
     * @param tableId the number of the table
     * @param topicPartitions how many partitions the table's topic must have
     */
    record Turn(long tableId, int topicPartitions, List<ShardSpan> closed, List<ShardSpan> opened) implements LogEntry {
        public Turn {
            closed = List.copyOf(closed);
            opened = List.copyOf(opened);
        }
    }

    /**
     * Changes before this entry may be missing from the log: it was lost, and begins anew.
     *
     * @param reason for people
     * @param open the stream shards of all tables whose changes this shard's writers emit now
     * @param others where changes go that are read, though no stream shard is open there
     */
    record Gap(String reason, List<OpenSpan> open, List<TopicPlace> others) implements LogEntry {
        public Gap {
            open = List.copyOf(open);
            others = List.copyOf(others);
        }
    }

    /** A partition of a table's topic. */
    record TopicPlace(long tableId, int kafkaPartition) {}

    /**
     * A transaction of several writes.
     *
     * @param decided when it was decided, milliseconds since 1970, if it is one across shards, which commit it one after the
     *     other; otherwise 0
     */
    record Transaction(String id, long decided) {}

    /** An open stream shard of a table. */
    record OpenSpan(long tableId, ShardSpan span) {}

    /**
     * Everything that the backfill of an index had to tell, or that a destination is to deliver, has been told before, in its shard's
     * order of commits. No business of streams.
     *
     * @param kafkaPartition where it goes in the table's topic
     * @param indexId the index; another number where it is about all of them, or {@link #DESTINATION}
     * @param round tells fences apart that are about the same; a destination's number
     */
    record Fence(long tableId, int kafkaPartition, int indexId, long round) implements LogEntry {
        /** Stands for a destination in the place of an index. */
        public static final int DESTINATION = Integer.MIN_VALUE;
    }

    /** A stream shard and the Kafka partition that it lies in. */
    record ShardSpan(String shardId, long streamId, long epoch, int kafkaPartition) {}

    /**
     * An item at one time.
     *
     * @param bytes its canonical JSON
     * @param size DynamoDB's size of it, in bytes
     */
    record Image(byte[] bytes, int size) {}

    /** What a change did. */
    enum Kind {
        INSERT,
        MODIFY,
        REMOVE
    }

    /** Who made a change. */
    enum Cause {
        /** A request. */
        USER(0),
        /** The TTL attribute said so. */
        TIME_TO_LIVE(1),
        /** Another region's change arrived. */
        REPLICATION(2),
        /** Nothing changed: an index that is younger than the item gets to know it. No business of streams. */
        REINDEXING(3);

        private final int code;

        Cause(int code) {
            this.code = code;
        }

        /** What stands for it in messages. */
        int code() {
            return code;
        }

        static Cause of(int code) {
            for (var cause : values()) {
                if (cause.code == code) {
                    return cause;
                }
            }
            throw new IllegalArgumentException("Unknown cause of a change: " + code);
        }
    }
}
