package io.galena.controlplane.stream;

import io.galena.kit.catalog.PartitionDescriptor;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;

/**
 * Turns streams on and off and cuts them. Each of these begins a change of the table: what it says becomes true when every
 * shard has taken on the table's next version, and {@link #settle} writes that down. All methods belong inside {@link
 * io.galena.controlplane.database.CatalogDatabase#change}.
 */
public final class Streams {
    private static final DateTimeFormatter LABEL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private final StreamStore store;
    private final int shardsPerStream;
    private final InstantSource time;

    /** @param shardsPerStream how many shards a new stream has at least */
    public Streams(StreamStore store, int shardsPerStream, InstantSource time) {
        this.store = store;
        this.shardsPerStream = shardsPerStream;
        this.time = time;
    }

    /** A label for a stream of the table of that name: the time, or as soon after it as no other stream is named. */
    public String newLabel(String account, String region, String table, Instant now) {
        var taken = store.labels(account, region, table);
        return Stream.iterate(now, instant -> instant.plusMillis(1))
                .map(LABEL::format)
                .filter(label -> !taken.contains(label))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Begins to turn a stream on.
     *
     * @param partitions those of the table
     * @return how many partitions the topic of the table's changes needs
     */
    public int enable(NewStream stream, List<PartitionDescriptor> partitions, long revision) {
        var id = store.nextId();
        var shards = new StreamPlan(id, partitions, time.millis(), store::nextEpoch).begin(shardsPerStream);
        store.insert(id, stream, revision);
        store.insert(shards);
        return StreamPlan.topicPartitions(shards);
    }

    /** Begins to turn off the stream of a table, if it has one. */
    public void disable(long tableId, long revision) {
        store.startDisabling(tableId, revision);
        store.startClosing(tableId, revision);
    }

    /**
     * Begins to cut the shards of a table's stream.
     *
     * @param partitions those of the table
     * @param open the open shards of its stream, at least one
     * @param perPartition how many each partition is to have at least
     * @return how many partitions the topic of the table's changes needs
     * @throws io.galena.dynamodb.error.DynamoDbException VALIDATION when a partition has more already
     */
    public int cut(
            long tableId,
            List<PartitionDescriptor> partitions,
            List<StreamShard> open,
            int perPartition,
            long revision) {
        var stream = open.getFirst().stream();
        // Names stay in the order of lineage even if the clock went back.
        var millis = Math.max(
                time.millis(),
                open.stream().mapToLong(StreamShard::millis).max().orElseThrow());
        var children = new StreamPlan(stream, partitions, millis, store::nextEpoch).cut(open, perPartition);
        store.startClosing(tableId, revision);
        store.insert(children);
        return StreamPlan.topicPartitions(children);
    }

    /** Completes what was begun for a table, now that every shard holds its next version, or nothing of it any more. */
    public void settle(long tableId, long revision) {
        store.settle(tableId, time.instant(), revision);
    }
}
