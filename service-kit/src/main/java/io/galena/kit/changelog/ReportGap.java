package io.galena.kit.changelog;

/**
 * Internal operation of storage: a shard's log of changes cannot be gone on with where capture stopped. Storage keeps that,
 * and tells the readers of changes in the shard's log, which capture then publishes.
 */
public final class ReportGap {
    /** The operation's name. */
    public static final String NAME = "ReportGap";

    private ReportGap() {}

    /**
     * Reports. When nothing was ever confirmed to the shard's slot nothing is missing, or it is known already.
     *
     * @param shard the shard's number
     * @param reason for people
     * @param nothingLeft whether Kafka has nothing of the shard
     */
    public record Request(int shard, String reason, boolean nothingLeft) {}

    /**
     * Says that the gap is in the shard's log, if there is one.
     *
     * @param generation that of Kafka's data from now on, see {@link SequenceNumber}
     */
    public record Answer(long generation) {}
}
