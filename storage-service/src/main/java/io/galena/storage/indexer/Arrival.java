package io.galena.storage.indexer;

import io.galena.dynamodb.key.KeyCodec;
import io.galena.dynamodb.value.ItemCodec;
import io.galena.dynamodb.value.Binary;
import io.galena.kit.catalog.PartitionDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.changelog.LogEntry;
import io.galena.kit.changelog.LogEntry.Image;
import io.galena.kit.changelog.TopicRecord;
import io.galena.storage.index.IndexMutation;
import io.galena.storage.index.IndexMutations;
import io.galena.storage.row.StoredRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.Uuid;

/**
 * What some records of a table's topic mean for the index entries of one shard. Of several mutations of an entry the one with
 * the highest version counts, in whatever order they come. Pure.
 */
final class Arrival {
    private final TableDescriptor table;
    private final List<PartitionDescriptor> partitions;
    private final Map<Integer, Map<Binary, Mutation>> byIndex = new LinkedHashMap<>();
    private final Map<Integer, Long> positions = new TreeMap<>();
    private final List<FencePlace> fences = new ArrayList<>();
    private final List<Long> commits = new ArrayList<>();
    private final Uuid topic;
    private int gaps;

    /**
     * Nothing has arrived yet.
     *
     * @param partitions those of the table whose entries are on the shard
     * @param topic Kafka's number of the topic
     */
    Arrival(TableDescriptor table, List<PartitionDescriptor> partitions, Uuid topic) {
        this.table = table;
        this.partitions = List.copyOf(partitions);
        this.topic = topic;
    }

    TableDescriptor table() {
        return table;
    }

    List<PartitionDescriptor> partitions() {
        return partitions;
    }

    /** Takes in a record; records of one partition come in the order of their offsets. */
    void add(int kafkaPartition, long offset, TopicRecord entry) {
        positions.put(kafkaPartition, offset + 1);
        switch (entry) {
            case TopicRecord.Change change -> add(change);
            case TopicRecord.Fence fence when fence.indexId() == LogEntry.Fence.DESTINATION -> {}
            case TopicRecord.Fence fence -> fences.add(new FencePlace(fence.indexId(), kafkaPartition, fence.round()));
            // Who tells of a gap has noted it for repair.
            case TopicRecord.Gap _ -> gaps++;
            case TopicRecord.Opened _, TopicRecord.Closed _ -> {}
        }
    }

    /** Takes note that everything before an offset has been seen. */
    void reached(int kafkaPartition, long offset) {
        positions.put(kafkaPartition, offset);
    }

    /** The entries to put or to take away, by their keys; each index has those of one of them. */
    Map<Integer, Map<Binary, Mutation>> mutations() {
        return byIndex;
    }

    /** The next offset of each partition of the topic. */
    Map<Integer, Long> positions() {
        return positions;
    }

    /** Kafka's number of the topic. */
    Uuid topic() {
        return topic;
    }

    /** How many gaps were told of. */
    int gaps() {
        return gaps;
    }

    List<FencePlace> fences() {
        return fences;
    }

    /** When the changes were committed that matter to the shard. */
    List<Long> commits() {
        return commits;
    }

    private void add(TopicRecord.Change change) {
        var key = KeyCodec.rowKey(table.keys(), ItemCodec.decode(change.keys()));
        var mutations = IndexMutations.of(
                table.globalIndexes(),
                table.keys(),
                row(key, change.version(), change.oldImage()),
                row(key, change.version(), change.newImage()));
        var matters = false;
        for (var mutation : mutations) {
            matters |= add(mutation, change.version());
        }
        if (matters) {
            commits.add(change.committed());
        }
    }

    private boolean add(IndexMutation mutation, long version) {
        var index = mutation.index().id();
        var matters = false;
        if (mutation.removed().isPresent() && (mutation.put().isEmpty() || mutation.moves())) {
            matters |= add(index, new Mutation(mutation.removed().get().key(), version, Optional.empty()));
        }
        if (mutation.put().isPresent()) {
            matters |= add(index, new Mutation(mutation.put().get().key(), version, mutation.put()));
        }
        return matters;
    }

    private boolean add(int index, Mutation mutation) {
        var hash = KeyCodec.hash(mutation.key());
        if (partitions.stream().noneMatch(partition -> partition.contains(hash))) {
            return false;
        }
        byIndex.computeIfAbsent(index, _ -> new HashMap<>())
                .merge(
                        new Binary(mutation.key()),
                        mutation,
                        (one, other) -> one.version() > other.version() ? one : other);
        return true;
    }

    private static Optional<StoredRow> row(byte[] key, long version, Optional<Image> image) {
        return image.map(
                present -> new StoredRow(key, present.bytes(), StoredRow.CANONICAL_JSON, present.size(), version));
    }

    /**
     * What becomes of an entry.
     *
     * @param version of the item's write that made it so
     * @param entry the entry, or nothing if it goes
     */
    record Mutation(byte[] key, long version, Optional<StoredRow> entry) {}

    /** A fence of an index's backfill, or of a repair. */
    record FencePlace(int indexId, int kafkaPartition, long round) {}
}
