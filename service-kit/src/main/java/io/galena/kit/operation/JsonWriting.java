package io.galena.kit.operation;

import io.galena.dynamodb.value.DynamoJson;
import java.util.function.Consumer;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/** Writes JSON objects with streaming Jackson. */
final class JsonWriting {
    private JsonWriting() {}

    /** Writes one JSON object, whose members the given code writes. */
    static void writeObject(AnswerBuffer buffer, Consumer<JsonGenerator> members) {
        try (var json = DynamoJson.factory().createGenerator(ObjectWriteContext.empty(), buffer, JsonEncoding.UTF8)) {
            json.writeStartObject();
            members.accept(json);
            json.writeEndObject();
        }
    }
}
