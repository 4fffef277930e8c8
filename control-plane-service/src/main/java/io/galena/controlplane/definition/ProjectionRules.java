package io.galena.controlplane.definition;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.kit.catalog.IndexDescriptor.Projection;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/** The rules for what indexes project, and for their names, in the service's words. */
public final class ProjectionRules {
    private static final String INVALID = "One or more parameter values were invalid: ";
    private static final int MAX_PROJECTED = 100;

    private ProjectionRules() {}

    static void check(String index, ProjectionDefinition projection) {
        var type = projection.type().orElseThrow(() -> invalid("Unknown ProjectionType: null"));
        if (type == Projection.INCLUDE && projection.nonKeyAttributes().isEmpty()) {
            throw invalid("ProjectionType is " + type + ", but NonKeyAttributes is not specified");
        }
        if (type != Projection.INCLUDE && projection.nonKeyAttributes().isPresent()) {
            throw invalid("ProjectionType is " + type + ", but NonKeyAttributes is specified");
        }
        var names = new HashSet<String>();
        for (var name : projection.nonKeyAttributes().orElse(List.of())) {
            if (!names.add(name)) {
                throw invalid("Duplicate NonKeyAttribute name: " + name + " for index: " + index);
            }
        }
    }

    static void checkNames(List<String> indexes) {
        var names = new HashSet<String>();
        for (var index : indexes) {
            if (!names.add(index)) {
                throw invalid("Duplicate index name: " + index);
            }
        }
    }

    /**
     * Checks how much all indexes of a table project together.
     *
     * @throws DynamoDbException VALIDATION for too many attributes
     */
    public static void checkTotal(Stream<ProjectionDefinition> projections) {
        var total = projections
                .mapToInt(projection ->
                        projection.nonKeyAttributes().orElse(List.of()).size())
                .sum();
        if (total > MAX_PROJECTED) {
            throw invalid("Number of projected attributes exceeds the limit of " + MAX_PROJECTED + " over all indexes");
        }
    }

    private static DynamoDbException invalid(String message) {
        return DynamoDbException.validation(INVALID + message);
    }
}
