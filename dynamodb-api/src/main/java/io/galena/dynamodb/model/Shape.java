package io.galena.dynamodb.model;

import tools.jackson.core.JsonParser;

/** A type of the API model: how its values are read, checked, and shown in error messages. Immutable. */
sealed interface Shape
        permits TextShape,
                IntegerShape,
                DecimalShape,
                BooleanShape,
                BlobShape,
                TimeShape,
                AttributeValueShape,
                AttributeMapShape,
                ListShape,
                MapShape,
                StructureShape {
    /** What error messages call the type: the name of the Java class that the service holds its values in. */
    String javaName();

    /**
     * Reads a value. The parser stands at its first token, which is not null, and is left at its last one.
     *
     * @throws io.galena.dynamodb.error.DynamoDbException SERIALIZATION, if the JSON is of another type
     */
    Object read(JsonParser parser, Position position);

    /** Whether {@link #check} can find anything at all: only who says so checks. */
    default boolean hasConstraints() {
        return false;
    }

    /** Reports every constraint that a value violates, its parts included; the path of the value has been entered. */
    default void check(Object value, Violations violations) {
        // Any value will do.
    }

    /** Appends the value as error messages show it. */
    default void print(Object value, StringBuilder text) {
        text.append(value);
    }

    /** Where a value stands: the service words the same mistake differently in the two places. */
    enum Position {
        /** Directly in a structure. */
        MEMBER,
        /** In a list or a map. */
        ELEMENT
    }
}
