package io.galena.dynamodb.model;

import io.galena.dynamodb.value.JsonShape;
import tools.jackson.core.JsonParser;

/** A type whose values are strings. */
sealed interface TextShape extends Shape permits StringShape, EnumShape, TableNameShape {
    @Override
    default String javaName() {
        return "java.lang.String";
    }

    @Override
    default String read(JsonParser parser, Position position) {
        return JsonShape.string(parser);
    }

    @Override
    default void print(Object value, StringBuilder text) {
        Violations.print((String) value, text);
    }
}
