package io.galena.kit.operation;

import io.galena.dynamodb.model.BodyFormat;
import java.util.List;

/** How a client and a service speak: how bodies are encoded, under which content types, and how errors are worded. */
@SuppressWarnings("ImmutableEnumChecker") // the list is unmodifiable
public enum Protocol {
    /** That of DynamoDB, its streams, and the services of Galena among each other. */
    DYNAMODB(BodyFormat.JSON, "application/x-amz-json-1.0", "application/json", "application/x-amz-json-1.1"),
    /** That of Kinesis. */
    KINESIS(BodyFormat.JSON, "application/x-amz-json-1.1", "application/json", "application/x-amz-json-1.0"),
    /** Kinesis as the SDK for Java prefers it. */
    KINESIS_CBOR(BodyFormat.CBOR, "application/x-amz-cbor-1.1");

    private final BodyFormat format;
    private final List<String> contentTypes;

    Protocol(BodyFormat format, String... contentTypes) {
        this.format = format;
        this.contentTypes = List.of(contentTypes);
    }

    /** How bodies are encoded. */
    public BodyFormat format() {
        return format;
    }

    /** The content type that says so. */
    public String contentType() {
        return contentTypes.getFirst();
    }

    /** Whether a content type, without parameters, is one of this protocol's. */
    public boolean isOf(String contentType) {
        return contentTypes.contains(contentType);
    }
}
