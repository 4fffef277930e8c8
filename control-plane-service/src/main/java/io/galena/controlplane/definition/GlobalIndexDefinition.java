package io.galena.controlplane.definition;

import java.util.List;

/** A global secondary index. The catalog keeps this record as JSON: a component added later must be one that may be absent. */
public record GlobalIndexDefinition(
        String name, List<KeyElement> keySchema, ProjectionDefinition projection, IndexCapacity capacity) {
    public GlobalIndexDefinition {
        keySchema = List.copyOf(keySchema);
    }

    /** This index with another capacity. */
    public GlobalIndexDefinition with(IndexCapacity other) {
        return new GlobalIndexDefinition(name, keySchema, projection, other);
    }
}
