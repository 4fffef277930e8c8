package io.galena.dynamodb.partiql.syntax;

import io.galena.dynamodb.value.AttributeType;
import java.util.Map;
import java.util.Optional;

/** The names of types that may stand behind IS. */
final class TypeNames {
    /** What PartiQL knows as types, and what DynamoDB's messages call them. */
    private static final Map<String, String> KNOWN = Map.ofEntries(
            Map.entry("MISSING", "MISSING"),
            Map.entry("NULL", "NULL"),
            Map.entry("BOOL", "BOOLEAN"),
            Map.entry("BOOLEAN", "BOOLEAN"),
            Map.entry("SMALLINT", "SMALLINT"),
            Map.entry("INT", "INTEGER"),
            Map.entry("INTEGER", "INTEGER"),
            Map.entry("FLOAT", "FLOAT"),
            Map.entry("REAL", "REAL"),
            Map.entry("DECIMAL", "DECIMAL"),
            Map.entry("NUMERIC", "NUMERIC"),
            Map.entry("TIMESTAMP", "TIMESTAMP"),
            Map.entry("CHAR", "CHARACTER"),
            Map.entry("CHARACTER", "CHARACTER"),
            Map.entry("VARCHAR", "CHARACTER_VARYING"),
            Map.entry("STRING", "STRING"),
            Map.entry("SYMBOL", "SYMBOL"),
            Map.entry("CLOB", "CLOB"),
            Map.entry("BLOB", "BLOB"),
            Map.entry("STRUCT", "STRUCT"),
            Map.entry("TUPLE", "TUPLE"),
            Map.entry("LIST", "LIST"),
            Map.entry("SEXP", "SEXP"),
            Map.entry("BAG", "BAG"));

    private static final Map<String, AttributeType> OF_DYNAMODB = Map.of(
            "NULL", AttributeType.NULL,
            "BOOLEAN", AttributeType.BOOL,
            "BLOB", AttributeType.B,
            "STRING", AttributeType.S,
            "NUMERIC", AttributeType.N,
            "STRUCT", AttributeType.M,
            "TUPLE", AttributeType.M,
            "LIST", AttributeType.L);

    private TypeNames() {}

    /** What messages call the type of that name, in capital letters. */
    static Optional<String> known(String name) {
        return Optional.ofNullable(KNOWN.get(name));
    }

    /** The type of attribute values that a type is; none for MISSING, and for the types that DynamoDB does not have. */
    static Optional<AttributeType> ofDynamoDb(String known) {
        return Optional.ofNullable(OF_DYNAMODB.get(known));
    }
}
