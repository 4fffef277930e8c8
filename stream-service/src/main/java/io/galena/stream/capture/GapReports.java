package io.galena.stream.capture;

/** Who tells the readers of a shard's changes that some are missing: in the shard's own log, which capture then publishes. */
@FunctionalInterface
public interface GapReports {
    /**
     * Tells of a gap before all that the shard's log says from now on, unless the shard's slot is new: then nothing is
     * missing, or it has been told already.
     *
     * @param nothingLeft whether Kafka has nothing of the shard
     * @return the generation of Kafka's data from now on, if it is Kafka that lost changes
     */
    long tell(int shard, String reason, boolean nothingLeft);
}
