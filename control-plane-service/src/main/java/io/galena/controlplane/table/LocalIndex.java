package io.galena.controlplane.table;

import io.galena.controlplane.definition.AttributeDefinition;
import io.galena.controlplane.definition.KeyElement;
import io.galena.controlplane.definition.LocalIndexDefinition;
import io.galena.kit.catalog.IndexDescriptor;
import java.util.List;
import java.util.Set;

/** A local index as the catalog knows it. */
record LocalIndex(int id, LocalIndexDefinition definition, long itemCount, long sizeBytes) {
    IndexDescriptor descriptor(List<AttributeDefinition> attributes) {
        var projection = definition.projection();
        return IndexDescriptor.local(
                id,
                definition.name(),
                KeyElement.typed(definition.keySchema(), attributes),
                projection.type().orElseThrow(),
                Set.copyOf(projection.nonKeyAttributes().orElse(List.of())));
    }
}
