package io.galena.storage.request;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.key.KeyAttribute;
import io.galena.dynamodb.key.KeySchema;
import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.Item;
import io.galena.kit.catalog.IndexDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.index.KeyLimits;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rules for keys, with the sentences in which DynamoDB tells that one is broken (every check throws VALIDATION): which
 * attributes a key has, of which types, how large, and never empty.
 */
public final class KeyChecks {
    private KeyChecks() {}

    /** Checks a {@code Key}: exactly the attributes of the schema. */
    public static void checkKey(Item key, KeySchema schema) {
        if (key.attributes().size() != schema.attributes().size()) {
            throw doesNotMatchSchema();
        }
        schema.attributes().forEach(attribute -> {
            var value = key.find(attribute.name()).orElseThrow(KeyChecks::doesNotMatchSchema);
            if (value.type() != attribute.type()) {
                throw doesNotMatchSchema();
            }
            checkContent(value, attribute, schema);
        });
    }

    /** Checks that what an item, or a key, has of the table's key and of indexes' is not empty. */
    public static void checkFilled(Item item, TableDescriptor table) {
        table.keys()
                .attributes()
                .forEach(attribute -> item.find(attribute.name())
                        .filter(value -> value.type() == attribute.type())
                        .ifPresent(value -> checkFilled(value, attribute)));
        indexes(table)
                .forEach(index -> index.keys()
                        .attributes()
                        .forEach(attribute -> item.find(attribute.name())
                                .filter(value -> value.type() == attribute.type())
                                .ifPresent(value -> checkFilled(value, attribute, index, IndexValue.GIVEN))));
    }

    /** Checks the attributes of an item to store that are part of the table's key or of an index's. */
    public static void checkItem(Item item, TableDescriptor table) {
        table.keys().attributes().forEach(attribute -> {
            var value = item.find(attribute.name())
                    .orElseThrow(() -> invalid("Missing the key " + attribute.name() + " in the item"));
            if (value.type() != attribute.type()) {
                throw invalid("Type mismatch for key " + attribute.name() + " expected: " + attribute.type()
                        + " actual: " + value.type());
            }
            checkContent(value, attribute, table.keys());
        });
        indexes(table).forEach(index -> checkIndexKey(item, index));
    }

    /** As {@link #checkItem}, in the words that a batch has for it. */
    public static void checkBatchItem(Item item, TableDescriptor table) {
        checkKey(KeyPart.of(item, table.keys().attributes()), table.keys());
        indexes(table).forEach(index -> checkIndexKey(item, index));
    }

    /** Checks the attributes of an item that are part of an index's key; an item may lack them. */
    public static void checkIndexKey(Item item, IndexDescriptor index) {
        checkIndexKey(item, index, IndexValue.GIVEN);
    }

    /** As {@link #checkIndexKey(Item, IndexDescriptor)}, of values that have come as it says. */
    static void checkIndexKey(Item item, IndexDescriptor index, IndexValue values) {
        index.keys()
                .attributes()
                .forEach(attribute -> item.find(attribute.name()).ifPresent(value -> {
                    if (value.type() != attribute.type()) {
                        throw invalid("Type mismatch for Index Key " + attribute.name() + " Expected: "
                                + attribute.type() + " Actual: " + value.type() + " IndexName: " + index.name());
                    }
                    checkFilled(value, attribute, index, values);
                    checkSize(value, attribute, index.keys());
                }));
    }

    /** Checks what a key attribute of the right type holds. */
    public static void checkContent(AttributeValue value, KeyAttribute attribute, KeySchema schema) {
        checkFilled(value, attribute);
        checkSize(value, attribute, schema);
    }

    private static void checkFilled(AttributeValue value, KeyAttribute attribute) {
        emptyKind(value).ifPresent(kind -> {
            throw DynamoDbException.validation(
                    "One or more parameter values are not valid. " + emptyValue(kind) + " Key: " + attribute.name());
        });
    }

    private static void checkFilled(
            AttributeValue value, KeyAttribute attribute, IndexDescriptor index, IndexValue values) {
        emptyKind(value).ifPresent(kind -> {
            throw DynamoDbException.validation("One or more parameter values are not valid. "
                    + switch (values) {
                        case GIVEN ->
                            "A value specified for a secondary index key is not supported. " + emptyValue(kind)
                                    + " IndexName: " + index.name() + ", IndexKey: " + attribute.name();
                        case UPDATED ->
                            "The update expression attempted to update a secondary index key to a value that is not"
                                    + " supported. " + emptyValue(kind);
                    });
        });
    }

    private static String emptyValue(String kind) {
        return "The AttributeValue for a key attribute cannot contain an empty " + kind + " value.";
    }

    /** All secondary indexes of a table. */
    public static Stream<IndexDescriptor> indexes(TableDescriptor table) {
        return Stream.concat(table.globalIndexes().stream(), table.localIndexes().stream());
    }

    private static void checkSize(AttributeValue value, KeyAttribute attribute, KeySchema schema) {
        if (!KeyLimits.isWithin(value, attribute, schema)) {
            throw invalid(
                    KeyLimits.isPartition(attribute, schema)
                            ? "Size of hashkey has exceeded the maximum size limit of2048 bytes"
                            : "Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
        }
    }

    private static Optional<String> emptyKind(AttributeValue value) {
        if (!KeyLimits.isEmpty(value)) {
            return Optional.empty();
        }
        return Optional.of(value instanceof AttributeValue.S ? "string" : "binary");
    }

    /** The error for a key that is not one of the table's. */
    public static DynamoDbException doesNotMatchSchema() {
        return DynamoDbException.validation("The provided key element does not match the schema");
    }

    private static DynamoDbException invalid(String what) {
        return DynamoDbException.validation("One or more parameter values were invalid: " + what);
    }

    /** How a value for the key of an index came: what is said of one that is empty depends on it. */
    enum IndexValue {
        /** As part of an item. */
        GIVEN,
        /** By an update. */
        UPDATED
    }
}
