package io.galena.dynamodb.key;

import java.util.ArrayList;
import java.util.List;

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
    public List<KeyAttribute> attributes() {
        if (sort.isEmpty()) {
            return partition;
        }
        var attributes = new ArrayList<KeyAttribute>(partition.size() + sort.size());
        attributes.addAll(partition);
        attributes.addAll(sort);
        return attributes;
    }

    /** Whether an attribute of that name is part of this key. */
    public boolean contains(String name) {
        return attributes().stream().anyMatch(attribute -> attribute.name().equals(name));
    }
}
