package io.galena.controlplane.definition;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.model.Structure;
import java.util.List;
import java.util.Optional;

/** A global secondary index as a request defines it. */
public record NewGlobalIndex(
        String name, List<KeyElement> keySchema, ProjectionDefinition projection, IndexCapacity.Change capacity) {
    public NewGlobalIndex {
        keySchema = List.copyOf(keySchema);
    }

    static Optional<List<NewGlobalIndex>> readAll(Structure input) {
        return input.structures("GlobalSecondaryIndexes")
                .map(indexes -> indexes.stream().map(NewGlobalIndex::read).toList());
    }

    static NewGlobalIndex read(Structure index) {
        var name = index.string("IndexName").orElseThrow();
        return new NewGlobalIndex(
                name,
                KeyElement.read(index).orElseThrow(),
                ProjectionDefinition.read(index.structure("Projection").orElseThrow()),
                IndexCapacity.Change.read(index, name));
    }

    /**
     * The index of a table with this billing mode.
     *
     * @throws DynamoDbException VALIDATION for a capacity that does not go together with it, LIMIT_EXCEEDED for too much
     */
    public GlobalIndexDefinition define(BillingMode mode, ThroughputLimits limits) {
        return new GlobalIndexDefinition(name, keySchema, projection, capacity.create(mode, name, limits));
    }
}
