package io.galena.dynamodb.model;

import io.galena.dynamodb.value.Binary;
import io.galena.dynamodb.value.JsonShape;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Bytes. */
record BlobShape() implements Shape {
    @Override
    public String javaName() {
        return "java.nio.ByteBuffer";
    }

    @Override
    public Binary read(JsonParser parser, Position position) {
        return parser.currentToken() == JsonToken.VALUE_EMBEDDED_OBJECT
                        && parser.getEmbeddedObject() instanceof byte[] bytes
                ? new Binary(bytes)
                : JsonShape.binary(parser);
    }

    @Override
    public void print(Object value, StringBuilder text) {
        text.append(javaName());
    }
}
