package io.galena.standalone.sdk;

import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The kinds of tables that tests use; all have the partition key {@code pk}. */
enum TableShape {
    /** The key {@code pk} (S). */
    PLAIN {
        @Override
        void define(CreateTableRequest.Builder table) {
            table.attributeDefinitions(attribute("pk", "S")).keySchema(keys("pk"));
        }
    },
    /** The key {@code pk} (S), {@code sk} (N). */
    NUMBERED {
        @Override
        void define(CreateTableRequest.Builder table) {
            table.attributeDefinitions(attribute("pk", "S"), attribute("sk", "N"))
                    .keySchema(keys("pk", "sk"));
        }
    },
    /** The key {@code pk} (B), {@code sk} (B). */
    BINARY {
        @Override
        void define(CreateTableRequest.Builder table) {
            table.attributeDefinitions(attribute("pk", "B"), attribute("sk", "B"))
                    .keySchema(keys("pk", "sk"));
        }
    },
    /** The key {@code pk} (S), {@code sk} (S), and local indexes on {@code c} (S), {@code d} (N) and {@code e} (B). */
    INDEXED {
        @Override
        void define(CreateTableRequest.Builder table) {
            table.attributeDefinitions(
                            attribute("pk", "S"),
                            attribute("sk", "S"),
                            attribute("c", "S"),
                            attribute("d", "N"),
                            attribute("e", "B"))
                    .keySchema(keys("pk", "sk"))
                    .localSecondaryIndexes(
                            index(KEYS, "c", "KEYS_ONLY"), index(ALL, "d", "ALL"), index(SOME, "e", "INCLUDE", "f"));
        }
    };

    /** The index on {@code c}, KEYS_ONLY. */
    static final String KEYS = "keys-by-c";

    /** The index on {@code d}, ALL. */
    static final String ALL = "all-by-d";

    /** The index on {@code e}, INCLUDE {@code f}. */
    static final String SOME = "some-by-e";

    abstract void define(CreateTableRequest.Builder table);

    static AttributeDefinition attribute(String name, String type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.fromValue(type))
                .build();
    }

    /** A key schema: the partition key, then sort keys. */
    static List<KeySchemaElement> keys(String... names) {
        return Arrays.stream(names)
                .map(name -> key(name, name.equals(names[0]) ? KeyType.HASH : KeyType.RANGE))
                .toList();
    }

    static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    /** An index on {@code pk} and that attribute. */
    static LocalSecondaryIndex index(String name, String sortKey, String projection, String... included) {
        var what = Projection.builder().projectionType(projection);
        if (included.length > 0) {
            what.nonKeyAttributes(included);
        }
        return LocalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(keys("pk", sortKey))
                .projection(what.build())
                .build();
    }
}
