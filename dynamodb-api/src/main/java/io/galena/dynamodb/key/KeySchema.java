package io.galena.dynamodb.key;

import java.util.List;
import java.util.stream.Stream;

/**
 * The key of a table or an index: its partition (HASH) and sort (RANGE) attributes in order. A table and a local index have
 * exactly one partition attribute and at most one sort attribute; a global index may have up to four of each.
 */
public record KeySchema(List<KeyAttribute> partition, List<KeyAttribute> sort) {
    public KeySchema {
        partition = List.copyOf(partition);
        sort = List.copyOf(sort);
    }

    /** All key attributes, partition attributes first. */
    public Stream<KeyAttribute> attributes() {
        return Stream.concat(partition.stream(), sort.stream());
    }

    /** Whether an attribute of that name is part of this key. */
    public boolean contains(String name) {
        return attributes().anyMatch(attribute -> attribute.name().equals(name));
    }
}
