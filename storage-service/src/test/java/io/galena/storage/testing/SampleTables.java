package io.galena.storage.testing;

import io.galena.dynamodb.key.KeyAttribute;
import io.galena.dynamodb.key.KeySchema;
import io.galena.dynamodb.value.AttributeType;
import io.galena.kit.catalog.IndexDescriptor;
import io.galena.kit.catalog.IndexDescriptor.Projection;
import io.galena.kit.catalog.PartitionDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.catalog.TableStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Descriptors of the tables that tests use.
 *
 * <ul>
 *   <li>{@code hash}: key {@code a} (S)
 *   <li>{@code range}: key {@code a} (S), {@code b} (N)
 *   <li>{@code texts}: key {@code a} (S), {@code b} (S)
 *   <li>{@code binary}: key {@code a} (B), {@code b} (B)
 *   <li>{@code indexed}: key {@code a} (S), {@code b} (S) with local indexes {@code byC} on {@code c} (S, KEYS_ONLY),
 *       {@code byD} on {@code d} (N, ALL) and {@code byE} on {@code e} (B, INCLUDE {@code f})
 * </ul>
 */
public final class SampleTables {
    public static final String ACCOUNT = "000000000000";
    public static final String REGION = "us-east-1";

    private static final KeyAttribute A = new KeyAttribute("a", AttributeType.S);

    private SampleTables() {}

    /** All of them, for one account, cut evenly over the shards; numbers of tables count up from the first. */
    public static List<TableDescriptor> all(String account, long firstId, int shards) {
        var keys = List.of(
                schema(A),
                schema(A, new KeyAttribute("b", AttributeType.N)),
                schema(A, new KeyAttribute("b", AttributeType.S)),
                schema(new KeyAttribute("a", AttributeType.B), new KeyAttribute("b", AttributeType.B)),
                schema(A, new KeyAttribute("b", AttributeType.S)));
        var names = List.of("hash", "range", "texts", "binary", "indexed");
        return IntStream.range(0, names.size())
                .mapToObj(i -> table(
                        firstId + i,
                        account,
                        names.get(i),
                        keys.get(i),
                        names.get(i).equals("indexed") ? localIndexes() : List.of(),
                        shards))
                .toList();
    }

    /** The table of that name on one shard. */
    public static TableDescriptor named(String name) {
        return all(ACCOUNT, 1, 1).stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static TableDescriptor table(
            long id, String account, String name, KeySchema keys, List<IndexDescriptor> localIndexes, int shards) {
        return new TableDescriptor(
                id,
                "00000000-0000-0000-0000-%012d".formatted(id),
                account,
                REGION,
                name,
                TableStatus.ACTIVE,
                1,
                keys,
                localIndexes,
                List.of(),
                Optional.empty(),
                partitions(shards),
                Optional.empty());
    }

    private static List<IndexDescriptor> localIndexes() {
        return List.of(
                IndexDescriptor.local(
                        1, "byC", schema(A, new KeyAttribute("c", AttributeType.S)), Projection.KEYS_ONLY, Set.of()),
                IndexDescriptor.local(
                        2, "byD", schema(A, new KeyAttribute("d", AttributeType.N)), Projection.ALL, Set.of()),
                IndexDescriptor.local(
                        3, "byE", schema(A, new KeyAttribute("e", AttributeType.B)), Projection.INCLUDE, Set.of("f")));
    }

    private static KeySchema schema(KeyAttribute partition, KeyAttribute... sort) {
        return new KeySchema(List.of(partition), List.of(sort));
    }

    private static List<PartitionDescriptor> partitions(int shards) {
        var width = Long.divideUnsigned(-1L, shards);
        return IntStream.range(0, shards)
                .mapToObj(shard -> new PartitionDescriptor(
                        shard, shard * width, shard == shards - 1 ? -1L : (shard + 1) * width - 1, shard, 1))
                .toList();
    }
}
