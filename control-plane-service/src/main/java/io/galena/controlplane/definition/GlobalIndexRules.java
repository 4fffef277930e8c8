package io.galena.controlplane.definition;

import io.galena.controlplane.definition.KeyElement.Role;
import io.galena.dynamodb.error.DynamoDbException;
import java.util.HashSet;
import java.util.List;

/** The rules for global secondary indexes, in the service's words. */
public final class GlobalIndexRules {
    private static final String INVALID = "One or more parameter values were invalid: ";
    private static final int MAX_INDEXES = 20;
    private static final int MAX_ATTRIBUTES_OF_A_ROLE = 4;

    private GlobalIndexRules() {}

    static void check(List<NewGlobalIndex> indexes, BillingMode mode) {
        if (indexes.isEmpty()) {
            throw invalid("List of GlobalSecondaryIndexes is empty");
        }
        for (var index : indexes) {
            check(index, mode);
        }
        requireFew(indexes.size());
    }

    static void check(NewGlobalIndex index, BillingMode mode) {
        ProjectionRules.check(index.name(), index.projection());
        index.capacity().requireFit(mode, index.name());
    }

    /**
     * Checks how many global indexes a table is to have.
     *
     * @throws DynamoDbException VALIDATION for more than it can have
     */
    public static void requireFew(int count) {
        if (count > MAX_INDEXES) {
            throw invalid("GlobalSecondaryIndex count exceeds the per-table limit of " + MAX_INDEXES);
        }
    }

    /** Up to four partition attributes, then up to four sort attributes, none of them twice. */
    static void checkRoles(List<KeyElement> keySchema) {
        if (keySchema.getFirst().role() != Role.HASH) {
            throw DynamoDbException.validation("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
        }
        var names = new HashSet<String>();
        var isSort = false;
        for (var element : keySchema) {
            if (isSort && element.role() == Role.HASH) {
                throw DynamoDbException.validation(
                        "Invalid KeySchema: A KeySchemaElement of HASH key type follows one of RANGE key type");
            }
            isSort = element.role() == Role.RANGE;
            if (!names.add(element.attribute())) {
                throw DynamoDbException.validation(
                        "Both the Hash Key and the Range Key element in the KeySchema have the same name");
            }
        }
        for (var role : Role.values()) {
            if (keySchema.stream().filter(element -> element.role() == role).count() > MAX_ATTRIBUTES_OF_A_ROLE) {
                throw DynamoDbException.validation("Invalid KeySchema: The number of " + role
                        + " key attributes exceeds the limit of " + MAX_ATTRIBUTES_OF_A_ROLE);
            }
        }
    }

    private static DynamoDbException invalid(String message) {
        return DynamoDbException.validation(INVALID + message);
    }
}
