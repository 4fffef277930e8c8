package io.galena.controlplane.definition;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.model.Structure;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A policy as a request gives it: a JSON object with statements, of at most 20 KB, white space included.
 *
 * @param text the document
 */
public record PolicyDocument(String text) {
    private static final int MAX_BYTES = 20 * 1024;
    private static final Set<String> MEMBERS = Set.of("Version", "Id", "Statement");
    private static final Set<String> VERSIONS = Set.of("2012-10-17", "2008-10-17");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * The document that a member holds, if the request has it.
     *
     * @param arn of the table or stream that it is to be attached to
     * @throws DynamoDbException VALIDATION for what is no policy, not one of that resource, or too large
     */
    public static Optional<PolicyDocument> read(Structure input, String member, String arn) {
        return input.string(member).map(text -> checked(text, arn));
    }

    private static PolicyDocument checked(String text, String arn) {
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw invalid("Resource-based policy exceeds the maximum size of 20 KB");
        }
        var document = parsed(text);
        if (!document.isObject()) {
            throw invalid("Syntax errors in policy");
        }
        PolicyRules.requireKnown(document, MEMBERS);
        checkVersion(document);
        PolicyRules.requireOptionalText(document, "Id");
        var statements = PolicyRules.require(document, "Statement");
        if (!statements.isContainer()) {
            throw invalid("Syntax errors in policy");
        }
        if (statements.isEmpty()) {
            throw invalid("Statement is empty");
        }
        var rules = new PolicyRules(arn);
        if (statements.isArray()) {
            statements.forEach(rules::check);
        } else {
            rules.check(statements);
        }
        return new PolicyDocument(text);
    }

    private static void checkVersion(JsonNode document) {
        var version = document.get("Version");
        if (version != null && !(version.isString() && VERSIONS.contains(version.asString()))) {
            throw invalid("The policy must contain a valid version string");
        }
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException _) {
            throw invalid("Syntax errors in policy");
        }
    }

    static DynamoDbException invalid(String reason) {
        return DynamoDbException.validation("Invalid policy document: " + reason + ".");
    }
}
