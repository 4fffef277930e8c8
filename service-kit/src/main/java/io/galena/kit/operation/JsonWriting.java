package io.galena.kit.operation;

import io.galena.dynamodb.model.BodyFormat;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/** Writes bodies with streaming Jackson. */
final class JsonWriting {
    private JsonWriting() {}

    /** Writes one object, whose members the given code writes. */
    static void writeObject(AnswerBuffer buffer, BodyFormat format, Consumer<JsonGenerator> members) {
        try (var json = format.generator(buffer)) {
            json.writeStartObject();
            members.accept(json);
            json.writeEndObject();
        }
    }
}
