package io.galena.controlplane.definition;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.model.Structure;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A policy as a request gives it: a JSON object with statements, of at most 20 KB, white space included.
 *
 * @param text the document
 */
public record PolicyDocument(String text) {
    private static final int MAX_BYTES = 20 * 1024;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * The document that a member holds, if the request has it.
     *
     * @throws DynamoDbException VALIDATION for what is no policy, or too large
     */
    public static Optional<PolicyDocument> read(Structure input, String member) {
        return input.string(member).map(PolicyDocument::checked);
    }

    private static PolicyDocument checked(String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw invalid("Resource-based policy exceeds the maximum size of 20 KB");
        }
        var document = parsed(text);
        var statements = document.path("Statement");
        if (!document.isObject() || !(statements.isArray() || statements.isObject()) || statements.isEmpty()) {
            throw invalid("Syntax errors in policy");
        }
        return new PolicyDocument(text);
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException _) {
            throw invalid("Syntax errors in policy");
        }
    }

    private static DynamoDbException invalid(String reason) {
        return DynamoDbException.validation("Invalid policy document: " + reason + ".");
    }
}
