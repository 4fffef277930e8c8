package io.galena.stream.trigger.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.dynamodb.value.DynamoJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** What the JSON says that a function answered. */
final class FunctionAnswer {
    /** Numbers of a state come back as they were. */
    private static final JsonMapper MAPPER = JsonMapper.builder(DynamoJson.factory())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final int ERRORS_ARE_SHORT = 64 * 1024;

    private FunctionAnswer() {}

    /** Whether it is the error of a runtime rather than an answer. */
    static boolean isError(byte[] body) {
        if (body.length == 0 || body.length > ERRORS_ARE_SHORT || body[0] != '{') {
            return false;
        }
        return parse(body)
                .filter(node -> node.has("errorMessage") && node.has("errorType"))
                .isPresent();
    }

    /**
     * The place in the batch of the first record that failed: the number of records when none did, and 0 when the answer is no
     * report at all, since then all of them count as failed.
     */
    static int firstFailure(byte[] body, List<EventRecord> records) {
        if (new String(body, UTF_8).isBlank()) {
            return records.size();
        }
        var answer = parse(body);
        if (answer.isEmpty()) {
            return 0;
        }
        var failures = answer.get().path("batchItemFailures");
        if (answer.get().isNull()
                || failures.isNull()
                || (failures.isMissingNode() && answer.get().isObject())) {
            return records.size();
        }
        if (!failures.isArray()) {
            return 0;
        }
        var places = new HashMap<String, Integer>();
        for (var i = 0; i < records.size(); i++) {
            places.put(records.get(i).sequenceNumber(), i);
        }
        return failures.valueStream()
                .mapToInt(failure -> place(failure.path("itemIdentifier"), places))
                .min()
                .orElse(records.size());
    }

    /** The state for the next invocation of a window, a JSON object, if the answer has one. */
    static Optional<String> state(byte[] body) {
        return parse(body)
                .map(answer -> answer.path("state"))
                .filter(JsonNode::isObject)
                .map(JsonNode::toString);
    }

    private static int place(JsonNode identifier, Map<String, Integer> places) {
        return identifier.isString() ? places.getOrDefault(identifier.stringValue(), 0) : 0;
    }

    private static Optional<JsonNode> parse(byte[] body) {
        try {
            return Optional.ofNullable(MAPPER.readTree(body));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
