package io.galena.dynamodb.model;

import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.Deferred;
import io.galena.dynamodb.value.ValueReader;
import tools.jackson.core.JsonParser;

/** An attribute value. What is wrong with it comes to light when it is asked for, not with the constraints of the model. */
record AttributeValueShape() implements Shape {
    static final String NAME = "AttributeValue";

    @Override
    public String javaName() {
        return ServiceJson.javaName(NAME);
    }

    @Override
    public Deferred<AttributeValue> read(JsonParser parser, Position position) {
        ServiceJson.requireStructure(parser, this, position);
        return ValueReader.value(parser);
    }

    @Override
    public void print(Object value, StringBuilder text) {
        text.append(NAME).append("(...)");
    }
}
