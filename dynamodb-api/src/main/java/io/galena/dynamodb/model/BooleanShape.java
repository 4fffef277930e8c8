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

    @Override
    public boolean hasConstraints() {
        return false;
    }

    @Override
    public void check(Object value, Violations violations) {
        // both will do
    }

    @Override
    public void print(Object value, StringBuilder text) {
        text.append(value);
    }
}
