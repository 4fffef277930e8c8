package io.galena.controlplane.definition;

import io.galena.dynamodb.model.Structure;
import java.util.List;
import java.util.Optional;

/** A local secondary index. */
public record LocalIndexDefinition(String name, List<KeyElement> keySchema, ProjectionDefinition projection) {
    public LocalIndexDefinition {
        keySchema = List.copyOf(keySchema);
    }

    static Optional<List<LocalIndexDefinition>> read(Structure input) {
        return input.structures("LocalSecondaryIndexes")
                .map(indexes ->
                        indexes.stream().map(LocalIndexDefinition::readOne).toList());
    }

    private static LocalIndexDefinition readOne(Structure index) {
        return new LocalIndexDefinition(
                index.string("IndexName").orElseThrow(),
                KeyElement.read(index).orElseThrow(),
                ProjectionDefinition.read(index.structure("Projection").orElseThrow()));
    }
}
