package io.galena.controlplane.definition;

import io.galena.dynamodb.error.DynamoDbException;
import java.util.List;

/** The rules for local secondary indexes beyond those for their keys, in the service's order and words. */
final class LocalIndexRules {
    private static final String INVALID = "One or more parameter values were invalid: ";
    private static final int MAX_INDEXES = 5;

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
            ProjectionRules.check(index.name(), index.projection());
        });
        ProjectionRules.checkNames(
                indexes.stream().map(LocalIndexDefinition::name).toList());
        if (indexes.size() > MAX_INDEXES) {
            throw invalid("Number of LocalSecondaryIndexes exceeds per-table limit of " + MAX_INDEXES);
        }
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

    private static DynamoDbException invalid(String message) {
        return DynamoDbException.validation(INVALID + message);
    }
}
