package io.galena.storage.testing;

import io.galena.dynamodb.key.KeyAttribute;
import io.galena.dynamodb.key.KeySchema;
import io.galena.dynamodb.value.AttributeType;
import io.galena.kit.catalog.ChangeLogDescriptor;
import io.galena.kit.catalog.IndexDescriptor;
import io.galena.kit.catalog.PartitionDescriptor;
import io.galena.kit.catalog.StreamShardDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.catalog.TableStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Descriptors of tables with key {@code pk} (S) and {@code sk} (N). */
public final class TestingTables {
    private static final AtomicLong IDS = new AtomicLong();
    private static final KeyAttribute PARTITION = new KeyAttribute("pk", AttributeType.S);
    private static final KeyAttribute SORT = new KeyAttribute("sk", AttributeType.N);

    private TestingTables() {}

    /** A new table, with one partition on each shard. */
    public static TableDescriptor table(int shards, IndexDescriptor... localIndexes) {
        var id = IDS.incrementAndGet();
        return new TableDescriptor(
                id,
                "uuid-" + id,
                "000000000000",
                "local",
                "table-" + id,
                TableStatus.ACTIVE,
                1,
                new KeySchema(List.of(PARTITION), List.of(SORT)),
                List.of(localIndexes),
                List.of(),
                Optional.empty(),
                partitions(shards),
                Optional.empty());
    }

    /** A local index with sort key {@code name} (S). */
    public static IndexDescriptor index(
            int id, String name, IndexDescriptor.Projection projection, String... included) {
        var keys = new KeySchema(List.of(PARTITION), List.of(new KeyAttribute(name, AttributeType.S)));
        return IndexDescriptor.local(id, "by-" + name, keys, projection, Set.of(included));
    }

    /** The same table under another name. */
    public static TableDescriptor named(TableDescriptor table, String name) {
        return copy(table, name, table.status(), table.version(), table.ttlAttribute(), table.partitions());
    }

    /** The table while it is being deleted. */
    public static TableDescriptor inDeletion(TableDescriptor table) {
        return copy(
                table,
                table.name(),
                TableStatus.DELETING,
                table.version() + 1,
                table.ttlAttribute(),
                table.partitions());
    }

    /** The table in its next version. */
    public static TableDescriptor next(TableDescriptor table) {
        return withTtl(table, table.ttlAttribute());
    }

    /** The table in its next version, with that TTL attribute. */
    public static TableDescriptor withTtl(TableDescriptor table, Optional<String> ttlAttribute) {
        return changed(table, table.version() + 1, ttlAttribute, table.partitions());
    }

    /** The table in the same version, with other partitions. */
    public static TableDescriptor withPartitions(TableDescriptor table, List<PartitionDescriptor> partitions) {
        return changed(table, table.version(), table.ttlAttribute(), partitions);
    }

    /** The table in its next version, with a stream of one shard for each partition. */
    public static TableDescriptor withStream(TableDescriptor table) {
        var shards = table.partitions().stream()
                .map(partition -> new StreamShardDescriptor(
                        "shardId-00000001795275485000-"
                                + String.format(Locale.ROOT, "%04x%04x", table.id(), partition.id()),
                        Optional.empty(),
                        partition.id() + 1,
                        partition.id(),
                        partition.first(),
                        partition.last()))
                .toList();
        return withChangeLog(table, Optional.of(new ChangeLogDescriptor(table.id(), shards.size(), shards)));
    }

    /** The table in its next version, with such a change log, or none. */
    public static TableDescriptor withChangeLog(TableDescriptor table, Optional<ChangeLogDescriptor> changeLog) {
        return new TableDescriptor(
                table.id(),
                table.uuid(),
                table.account(),
                table.region(),
                table.name(),
                table.status(),
                table.version() + 1,
                table.keys(),
                table.localIndexes(),
                table.globalIndexes(),
                table.ttlAttribute(),
                table.partitions(),
                changeLog);
    }

    /** The table in its next version, with a global index more: its partition key is that attribute (S), it keeps all. */
    public static TableDescriptor withGlobalIndex(TableDescriptor table, int id, String name) {
        var keys = new KeySchema(List.of(new KeyAttribute(name, AttributeType.S)), List.of());
        var index = new IndexDescriptor(
                id, "global-by-" + name, keys, IndexDescriptor.Projection.ALL, Set.of(), IndexDescriptor.Scope.GLOBAL);
        return withGlobalIndexes(
                table,
                Stream.concat(table.globalIndexes().stream(), Stream.of(index)).toList());
    }

    /** The table in its next version, without global indexes. */
    public static TableDescriptor withoutGlobalIndexes(TableDescriptor table) {
        return withGlobalIndexes(table, List.of());
    }

    /** The table in its next version, with these global indexes. */
    public static TableDescriptor withGlobalIndexes(TableDescriptor table, List<IndexDescriptor> indexes) {
        return new TableDescriptor(
                table.id(),
                table.uuid(),
                table.account(),
                table.region(),
                table.name(),
                table.status(),
                table.version() + 1,
                table.keys(),
                table.localIndexes(),
                indexes,
                table.ttlAttribute(),
                table.partitions(),
                table.changeLog());
    }

    private static TableDescriptor changed(
            TableDescriptor table, long version, Optional<String> ttlAttribute, List<PartitionDescriptor> partitions) {
        return copy(table, table.name(), table.status(), version, ttlAttribute, partitions);
    }

    private static TableDescriptor copy(
            TableDescriptor table,
            String name,
            TableStatus status,
            long version,
            Optional<String> ttlAttribute,
            List<PartitionDescriptor> partitions) {
        return new TableDescriptor(
                table.id(),
                table.uuid(),
                table.account(),
                table.region(),
                name,
                status,
                version,
                table.keys(),
                table.localIndexes(),
                table.globalIndexes(),
                ttlAttribute,
                partitions,
                table.changeLog());
    }

    private static List<PartitionDescriptor> partitions(int count) {
        var partitions = new ArrayList<PartitionDescriptor>();
        var width = Long.divideUnsigned(-1, count);
        for (var i = 0; i < count; i++) {
            var last = i == count - 1 ? -1 : (i + 1) * width - 1;
            partitions.add(new PartitionDescriptor(i, i * width, last, i, 1));
        }
        return partitions;
    }
}
