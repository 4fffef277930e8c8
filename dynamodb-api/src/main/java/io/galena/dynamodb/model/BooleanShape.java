package io.galena.dynamodb.model;

import io.galena.dynamodb.value.JsonShape;
import tools.jackson.core.JsonParser;

/** A truth value. */
record BooleanShape() implements Shape {
    @Override
    public String javaName() {
        return "java.lang.Boolean";
    }

    @Override
    public Boolean read(JsonParser parser, Position position) {
        return JsonShape.bool(parser);
    }
}
