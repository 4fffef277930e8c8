package io.galena.storage.query;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.model.Structure;
import io.galena.dynamodb.value.Item;
import io.galena.storage.request.KeyChecks;
import io.galena.storage.request.KeyPart;
import java.util.Optional;

/** The rules for an {@code ExclusiveStartKey}, with DynamoDB's sentences; every check throws VALIDATION. */
final class StartKeys {
    private static final String INVALID = "The provided starting key is invalid";

    private StartKeys() {}

    /** Reads the member; its values must be good ones. */
    static Optional<Item> read(Structure input) {
        try {
            return input.item("ExclusiveStartKey");
        } catch (DynamoDbException e) {
            throw invalid(e);
        }
    }

    /** Checks that a key has as many attributes as those that pages of the target end with. */
    static void checkSize(Item key, ReadTarget target, String message) {
        if (key.attributes().size() != target.startKeyAttributes().size()) {
            throw DynamoDbException.validation(message);
        }
    }

    /** Checks the attributes of the key that the read follows. */
    static void checkReadKey(Item key, ReadTarget target) {
        target.keys().attributes().forEach(attribute -> {
            var value = key.find(attribute.name()).orElseThrow(() -> DynamoDbException.validation(INVALID));
            if (value.type() != attribute.type()) {
                throw KeyChecks.doesNotMatchSchema();
            }
            KeyChecks.checkContent(value, attribute, target.keys());
        });
    }

    /** Checks the part of the key that is the table's. */
    static void checkTableKey(Item key, ReadTarget target) {
        var table = target.table().keys();
        try {
            KeyChecks.checkKey(KeyPart.of(key, table.attributes()), table);
        } catch (DynamoDbException e) {
            throw invalid(e);
        }
    }

    static DynamoDbException invalid(String detail) {
        return DynamoDbException.validation(INVALID + ": " + detail);
    }

    private static DynamoDbException invalid(DynamoDbException problem) {
        return invalid(String.valueOf(problem.getMessage()));
    }
}
