package io.galena.kit.operation;

import io.galena.dynamodb.error.CancellationReason;
import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.dynamodb.error.ThrottlingReason;
import io.galena.dynamodb.value.DynamoJson;
import io.galena.dynamodb.value.Item;
import io.galena.dynamodb.value.ItemCodec;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/** Errors, to and from the wire. */
public final class ErrorJson {
    private static final Map<String, ErrorType> BY_WIRE_NAME = Arrays.stream(ErrorType.values())
            .collect(Collectors.toUnmodifiableMap(ErrorType::wireName, Function.identity()));

    private ErrorJson() {}

    /** The answer that tells a client of an error, as its protocol words it. */
    public static OperationAnswer answer(DynamoDbException error, Protocol protocol) {
        var buffer = new AnswerBuffer(UsualLength.SHORTEST);
        JsonWriting.writeObject(buffer, protocol.format(), json -> {
            switch (protocol) {
                case DYNAMODB -> writeForDynamoDb(error, json);
                case KINESIS, KINESIS_CBOR -> writeForKinesis(error, json);
            }
        });
        return buffer.answer(error.type().status());
    }

    /** An empty message is left out, as the service does; an item that failed a condition is shown if the error has it. */
    private static void writeForDynamoDb(DynamoDbException error, JsonGenerator json) {
        var type = error.type();
        writeHead(type.wireName(), type.messageMember(), error, json);
        writeItem(error.item(), json);
        error.throttlingReason().ifPresent(reason -> write(reason, type, json));
        if (!error.reasons().isEmpty()) {
            json.writeArrayPropertyStart("CancellationReasons");
            error.reasons().forEach(reason -> write(reason, json));
            json.writeEndArray();
        }
    }

    /** Types have no name space, and the message is in small letters. */
    private static void writeForKinesis(DynamoDbException error, JsonGenerator json) {
        var type = error.type();
        var name = type == ErrorType.INTERNAL_SERVER_ERROR
                ? "InternalFailure"
                : type.wireName().substring(type.wireName().indexOf('#') + 1);
        writeHead(name, "message", error, json);
    }

    private static void writeHead(String type, String messageMember, DynamoDbException error, JsonGenerator json) {
        json.writeStringProperty("__type", type);
        var message = String.valueOf(error.getMessage());
        if (!message.isEmpty()) {
            json.writeStringProperty(messageMember, message);
        }
    }

    /**
     * The error that an answer of another service tells of. What is not the JSON of a known error becomes an
     * INTERNAL_SERVER_ERROR.
     */
    public static DynamoDbException read(byte[] body) {
        var type = ErrorType.INTERNAL_SERVER_ERROR;
        var message = "";
        try (var json = DynamoJson.factory().createParser(ObjectReadContext.empty(), body)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = json.currentName();
                if (json.nextToken() == JsonToken.VALUE_STRING) {
                    if (name.equals("__type")) {
                        type = BY_WIRE_NAME.getOrDefault(json.getString(), type);
                    } else if (name.equalsIgnoreCase("message")) {
                        message = json.getString();
                    }
                } else {
                    json.skipChildren();
                }
            }
        } catch (JacksonException e) {
            return new DynamoDbException(ErrorType.INTERNAL_SERVER_ERROR, "");
        }
        return new DynamoDbException(type, message);
    }

    /** The API model calls the member so or so. */
    private static void write(ThrottlingReason reason, ErrorType type, JsonGenerator json) {
        json.writeArrayPropertyStart(type == ErrorType.THROTTLING ? "throttlingReasons" : "ThrottlingReasons");
        json.writeStartObject();
        json.writeStringProperty("reason", reason.reason());
        json.writeStringProperty("resource", reason.resource());
        json.writeEndObject();
        json.writeEndArray();
    }

    private static void write(CancellationReason reason, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("Code", reason.code());
        reason.message().ifPresent(message -> json.writeStringProperty("Message", message));
        writeItem(reason.item(), json);
        json.writeEndObject();
    }

    private static void writeItem(Optional<Item> item, JsonGenerator json) {
        item.ifPresent(present -> {
            json.writeName("Item");
            ItemCodec.write(present, json);
        });
    }
}
