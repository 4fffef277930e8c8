package io.galena.dynamodb.model;

import io.galena.dynamodb.value.JsonShape;
import tools.jackson.core.JsonParser;

/** A floating-point number, or a time in seconds since 1970. */
record DecimalShape() implements Shape {
    @Override
    public String javaName() {
        return "java.lang.Double";
    }

    @Override
    public Double read(JsonParser parser, Position position) {
        return JsonShape.decimal(parser);
    }
}
