package io.galena.kit.catalog;

import io.galena.dynamodb.key.KeySchema;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that the data plane must know of a table. Immutable; every change makes a descriptor of a higher version.
 *
 * @param id the table's number, unique in the deployment and never used again; names its PostgreSQL tables
 * @param uuid the {@code TableId} that DescribeTable shows
 * @param version grows with every change that affects reads or writes; every shard holds the version that it has taken on
 * @param partitions in the order of their hash ranges, which cover all 64-bit hashes without a gap or an overlap
 * @param changeLog where changes go, if anybody reads them
 * @param capacity what bounds reads and writes, if anything does; it changes without a new version
 * @param insights whose keys are counted; it changes without a new version too
 */
public record TableDescriptor(
        long id,
        String uuid,
        String account,
        String region,
        String name,
        TableStatus status,
        long version,
        KeySchema keys,
        List<IndexDescriptor> localIndexes,
        List<IndexDescriptor> globalIndexes,
        Optional<String> ttlAttribute,
        List<PartitionDescriptor> partitions,
        Optional<ChangeLogDescriptor> changeLog,
        Optional<CapacityDescriptor> capacity,
        List<InsightsDescriptor> insights) {
    public TableDescriptor {
        localIndexes = List.copyOf(localIndexes);
        globalIndexes = List.copyOf(globalIndexes);
        partitions = List.copyOf(partitions);
        insights = List.copyOf(insights);
    }

    /** A table whose reads and writes nothing bounds and nobody counts. */
    public TableDescriptor(
            long id,
            String uuid,
            String account,
            String region,
            String name,
            TableStatus status,
            long version,
            KeySchema keys,
            List<IndexDescriptor> localIndexes,
            List<IndexDescriptor> globalIndexes,
            Optional<String> ttlAttribute,
            List<PartitionDescriptor> partitions,
            Optional<ChangeLogDescriptor> changeLog) {
        this(
                id,
                uuid,
                account,
                region,
                name,
                status,
                version,
                keys,
                localIndexes,
                globalIndexes,
                ttlAttribute,
                partitions,
                changeLog,
                Optional.empty(),
                List.of());
    }

    /** The same table with other bounds, or none. */
    public TableDescriptor with(Optional<CapacityDescriptor> bounds) {
        return with(bounds, insights);
    }

    /** The same table with other keys counted. */
    public TableDescriptor with(List<InsightsDescriptor> counted) {
        return with(capacity, counted);
    }

    /** What changes without a new version. */
    private TableDescriptor with(Optional<CapacityDescriptor> bounds, List<InsightsDescriptor> counted) {
        return new TableDescriptor(
                id,
                uuid,
                account,
                region,
                name,
                status,
                version,
                keys,
                localIndexes,
                globalIndexes,
                ttlAttribute,
                partitions,
                changeLog,
                bounds,
                counted);
    }

    /** All secondary indexes, the local ones first. */
    public Stream<IndexDescriptor> indexes() {
        return Stream.concat(localIndexes.stream(), globalIndexes.stream());
    }

    /**
     * Whether entries of that index are kept in the transaction of the write. Those of a global index are, when the whole table
     * lives on one shard; otherwise all of them come through the change log.
     */
    public boolean keepsInTransaction(IndexDescriptor index) {
        return index.scope() == IndexDescriptor.Scope.LOCAL || isOnOneShard();
    }

    /** The shards that its partitions are on. */
    public List<Integer> shards() {
        return partitions.stream().map(PartitionDescriptor::shard).distinct().toList();
    }

    /** Whether it has global indexes, and they get their entries through the change log. */
    public boolean indexesThroughLog() {
        return !globalIndexes.isEmpty() && !isOnOneShard();
    }

    /** Whether all partitions are on the same shard. */
    public boolean isOnOneShard() {
        var shard = partitions.getFirst().shard();
        return partitions.stream().allMatch(partition -> partition.shard() == shard);
    }

    /** The table's Amazon resource name. */
    public String arn() {
        return "arn:aws:dynamodb:" + region + ":" + account + ":table/" + name;
    }
}
