package io.galena.controlplane.trigger;

import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The members of a request's JSON object. A member that is null is absent. */
final class RequestJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final JsonNode object;

    private RequestJson(JsonNode object) {
        this.object = object;
    }

    /**
     * Parses a request's body; nothing at all is an empty object.
     *
     * @throws LambdaException SERIALIZATION for what is no JSON object
     */
    static RequestJson parse(String text) {
        try {
            var node = text.isBlank() ? MAPPER.createObjectNode() : MAPPER.readTree(text);
            if (node == null || !node.isObject()) {
                throw notOfType("object");
            }
            return new RequestJson(node);
        } catch (JacksonException e) {
            throw new LambdaException(LambdaErrorType.SERIALIZATION, "The request is not valid JSON");
        }
    }

    Optional<String> string(String name) {
        return member(name).map(value -> {
            if (!value.isString()) {
                throw notOfType("string");
            }
            return withoutNul(name, value.asString());
        });
    }

    /** A text as it is, if the database can keep it. */
    static String withoutNul(String name, String text) {
        if (text.indexOf('\0') >= 0) {
            throw LambdaException.invalid(name + " must not contain the character NUL.");
        }
        return text;
    }

    /**
     * A whole number.
     *
     * @throws LambdaException VALIDATION beyond the bounds
     */
    Optional<Integer> integer(String name, int least, int most) {
        return member(name).map(value -> {
            if (!value.isIntegralNumber()) {
                throw notOfType("integer");
            }
            var at = "Value '" + value.asString() + "' at '" + Character.toLowerCase(name.charAt(0)) + name.substring(1)
                    + "' failed to satisfy constraint: Member must have value ";
            if (!value.canConvertToInt() ? value.bigIntegerValue().signum() > 0 : value.intValue() > most) {
                throw violated(at + "less than or equal to " + most);
            }
            if (!value.canConvertToInt() || value.intValue() < least) {
                throw violated(at + "greater than or equal to " + least);
            }
            return value.intValue();
        });
    }

    Optional<Boolean> bool(String name) {
        return member(name).map(value -> {
            if (!value.isBoolean()) {
                throw notOfType("boolean");
            }
            return value.booleanValue();
        });
    }

    Optional<RequestJson> object(String name) {
        return member(name).map(RequestJson::objectOf);
    }

    Optional<List<RequestJson>> objects(String name) {
        return elements(name)
                .map(values -> values.stream().map(RequestJson::objectOf).toList());
    }

    Optional<List<String>> strings(String name) {
        return elements(name)
                .map(values -> values.stream()
                        .map(value -> {
                            if (!value.isString()) {
                                throw notOfType("string");
                            }
                            return withoutNul(name, value.asString());
                        })
                        .toList());
    }

    boolean has(String name) {
        return member(name).isPresent();
    }

    private Optional<JsonNode> member(String name) {
        return Optional.ofNullable(object.get(name)).filter(value -> !value.isNull());
    }

    private Optional<List<JsonNode>> elements(String name) {
        return member(name).map(value -> {
            if (!value.isArray()) {
                throw notOfType("list");
            }
            return value.valueStream().toList();
        });
    }

    private static RequestJson objectOf(JsonNode value) {
        if (!value.isObject()) {
            throw notOfType("object");
        }
        return new RequestJson(value);
    }

    static LambdaException violated(String what) {
        return new LambdaException(LambdaErrorType.VALIDATION, "1 validation error detected: " + what);
    }

    private static LambdaException notOfType(String type) {
        return new LambdaException(LambdaErrorType.SERIALIZATION, "A value is not of the type " + type);
    }
}
