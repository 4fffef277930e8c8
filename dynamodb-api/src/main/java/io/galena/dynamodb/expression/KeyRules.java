package io.galena.dynamodb.expression;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.key.KeySchema;
import java.util.List;

/**
 * The rules of expressions that need the keys of the table: what a filter may not look at, what an update may not change, and that keys
 * have no parts. All throw VALIDATION, in DynamoDB's words.
 */
public final class KeyRules {
    private KeyRules() {}

    /**
     * A query's filter must not look at the key of the table or index that is queried.
     *
     * @param name what the message calls the filter: {@code Filter Expression}, or {@code QueryFilter} for the older parameter
     */
    public static void requireNoKeyIn(Condition filter, String name, KeySchema key) {
        var paths = filter.paths();
        key.attributes().forEach(attribute -> {
            if (names(paths, attribute.name())) {
                throw DynamoDbException.validation(name + " can only contain non-primary key attributes: "
                        + "Primary key attribute: " + attribute.name());
            }
        });
    }

    /** An update must leave the primary key alone. */
    public static void requireKeyUntouched(Update update, KeySchema table) {
        var targets = update.actions().stream().map(Update.Action::path).toList();
        table.attributes().forEach(attribute -> {
            if (names(targets, attribute.name())) {
                throw DynamoDbException.validation("One or more parameter values were invalid: Cannot update attribute "
                        + attribute.name() + ". This attribute is part of the key");
            }
        });
    }

    /** Attributes of keys, the table's and its indexes', have no parts that a path could lead to. */
    public static void requireScalarKeys(List<DocumentPath> paths, KeySchema table, List<KeySchema> indexes) {
        requireScalar(paths, table, "Key");
        indexes.forEach(index -> requireScalar(paths, index, "IndexKey"));
    }

    private static void requireScalar(List<DocumentPath> paths, KeySchema key, String kind) {
        key.attributes().forEach(attribute -> {
            for (var path : paths) {
                if (path.attribute().equals(attribute.name()) && !path.steps().isEmpty()) {
                    throw DynamoDbException.validation(
                            "Key attributes must be scalars; list random access '[]' and map "
                                    + "lookup '.' are not allowed: " + kind + ": " + attribute.name());
                }
            }
        });
    }

    private static boolean names(List<DocumentPath> paths, String attribute) {
        return paths.stream().anyMatch(path -> path.attribute().equals(attribute));
    }
}
