package io.galena.standalone.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;

/** Definitions of global indexes, and waiting for them: they may be behind. */
final class GlobalIndexes {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private GlobalIndexes() {}

    /** An index with a partition key and perhaps a sort key. */
    static GlobalSecondaryIndex global(String name, String projection, String... keys) {
        return global(name, projection, List.of(), keys);
    }

    static GlobalSecondaryIndex global(String name, String projection, List<String> included, String... keys) {
        var what = Projection.builder().projectionType(projection);
        if (!included.isEmpty()) {
            what.nonKeyAttributes(included);
        }
        return GlobalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(TableShape.keys(keys))
                .projection(what.build())
                .build();
    }

    /** An index with several partition attributes and sort attributes, and all of the item. */
    static GlobalSecondaryIndex wide(String name, List<String> partition, List<String> sort) {
        var keys = new ArrayList<KeySchemaElement>();
        partition.forEach(attribute -> keys.add(TableShape.key(attribute, KeyType.HASH)));
        sort.forEach(attribute -> keys.add(TableShape.key(attribute, KeyType.RANGE)));
        return GlobalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(keys)
                .projection(what -> what.projectionType("ALL"))
                .build();
    }

    /** Waits until an index says what it must come to say. */
    static <T> void await(Supplier<T> actual, T expected) {
        var end = System.nanoTime() + LIMIT.toNanos();
        var said = actual.get();
        while (!Objects.equals(said, expected) && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            said = actual.get();
        }
        assertThat(said).isEqualTo(expected);
    }
}
