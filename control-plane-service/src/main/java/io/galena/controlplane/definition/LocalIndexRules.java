package io.galena.controlplane.definition;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.kit.catalog.IndexDescriptor.Projection;
import java.util.HashSet;
import java.util.List;

/** The rules for local secondary indexes beyond those for their keys, in the service's order and words. */
final class LocalIndexRules {
    private static final String INVALID = "One or more parameter values were invalid: ";
    private static final int MAX_INDEXES = 5;
    private static final int MAX_PROJECTED = 100;

    private LocalIndexRules() {}

    static void check(List<LocalIndexDefinition> indexes, List<KeyElement> tableKey) {
        if (indexes.isEmpty()) {
            throw invalid("List of LocalSecondaryIndexes is empty");
        }
        if (tableKey.size() < 2) {
            throw invalid("Table KeySchema does not have a range key, which is required when specifying a"
                    + " LocalSecondaryIndex");
        }
        indexes.forEach(index -> {
            checkKey(index, tableKey);
            checkProjection(index);
        });
        checkNames(indexes);
        if (indexes.size() > MAX_INDEXES) {
            throw invalid("Number of LocalSecondaryIndexes exceeds per-table limit of " + MAX_INDEXES);
        }
        checkProjectedTotal(indexes);
    }

    private static void checkKey(LocalIndexDefinition index, List<KeyElement> tableKey) {
        if (index.keySchema().size() < 2) {
            throw invalid("Index KeySchema does not have a range key for index: " + index.name());
        }
        var hash = index.keySchema().getFirst().attribute();
        var tableHash = tableKey.getFirst().attribute();
        if (!hash.equals(tableHash)) {
            throw invalid("Index KeySchema does not have the same leading hash key as table KeySchema for index: "
                    + index.name() + ". index hash key: " + hash + ", table hash key: " + tableHash);
        }
    }

    private static void checkProjection(LocalIndexDefinition index) {
        var projection = index.projection();
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
                throw invalid("Duplicate NonKeyAttribute name: " + name + " for index: " + index.name());
            }
        }
    }

    private static void checkNames(List<LocalIndexDefinition> indexes) {
        var names = new HashSet<String>();
        for (var index : indexes) {
            if (!names.add(index.name())) {
                throw invalid("Duplicate index name: " + index.name());
            }
        }
    }

    private static void checkProjectedTotal(List<LocalIndexDefinition> indexes) {
        var total = indexes.stream()
                .mapToInt(index ->
                        index.projection().nonKeyAttributes().orElse(List.of()).size())
                .sum();
        if (total > MAX_PROJECTED) {
            throw invalid("Number of projected attributes exceeds the limit of " + MAX_PROJECTED + " over all indexes");
        }
    }

    private static DynamoDbException invalid(String message) {
        return DynamoDbException.validation(INVALID + message);
    }
}
