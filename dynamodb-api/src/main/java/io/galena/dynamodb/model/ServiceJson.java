package io.galena.dynamodb.model;

import io.galena.dynamodb.value.JsonShape;
import tools.jackson.core.JsonParser;

/**
 * Checks that JSON opens the kind of collection that the model has in its place. The messages are those of the service
 * framework in front of DynamoDB, its Java internals included, as public conformance suites record them.
 */
final class ServiceJson {
    private static final String NO_CLASS =
            "class sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl cannot be cast to class java.lang.Class"
                    + " (sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl and java.lang.Class are in module"
                    + " java.base of loader 'bootstrap')";

    private ServiceJson() {}

    /** The service's class of a structure of the model. */
    static String javaName(String structure) {
        return "com.amazonaws.dynamodb.v20120810." + structure;
    }

    static void requireStructure(JsonParser parser, Shape shape, Shape.Position position) {
        switch (parser.currentToken()) {
            case START_OBJECT -> {}
            case START_ARRAY -> throw JsonShape.collectionNotExpected("class " + shape.javaName());
            default ->
                throw JsonShape.error(
                        switch (position) {
                            case MEMBER -> "Unexpected field type";
                            case ELEMENT -> "Unexpected value type in payload";
                        });
        }
    }

    static void requireMap(JsonParser parser, Shape shape, Shape.Position position) {
        switch (parser.currentToken()) {
            case START_OBJECT -> {}
            case START_ARRAY -> throw JsonShape.collectionNotExpected(shape.javaName());
            default -> throw JsonShape.error(scalarForCollection(position));
        }
    }

    static void requireList(JsonParser parser, Shape.Position position) {
        switch (parser.currentToken()) {
            case START_ARRAY -> {}
            case START_OBJECT -> throw JsonShape.structureNotExpected();
            default -> throw JsonShape.error(scalarForCollection(position));
        }
    }

    private static String scalarForCollection(Shape.Position position) {
        return switch (position) {
            case MEMBER -> "Unexpected field type";
            case ELEMENT -> NO_CLASS;
        };
    }
}
