package io.galena.controlplane.definition;

import io.galena.dynamodb.model.Structure;
import io.galena.kit.catalog.IndexDescriptor.Projection;
import java.util.List;
import java.util.Optional;

/**
 * Which attributes an index keeps.
 *
 * @param type absent only until the rules have been checked
 * @param nonKeyAttributes present only with {@code INCLUDE}
 */
public record ProjectionDefinition(Optional<Projection> type, Optional<List<String>> nonKeyAttributes) {
    public ProjectionDefinition {
        nonKeyAttributes = nonKeyAttributes.map(List::copyOf);
    }

    static ProjectionDefinition read(Structure projection) {
        return new ProjectionDefinition(
                projection.string("ProjectionType").map(Projection::valueOf),
                projection.strings("NonKeyAttributes").map(ProjectionDefinition::kept));
    }

    private static List<String> kept(List<String> names) {
        return names.stream().map(KeptText::require).toList();
    }
}
