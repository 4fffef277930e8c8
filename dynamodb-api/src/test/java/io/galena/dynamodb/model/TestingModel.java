package io.galena.dynamodb.model;

import io.galena.dynamodb.error.DynamoDbException;
import java.nio.charset.StandardCharsets;

/** The model, loaded once for all tests, and short ways to use it. */
final class TestingModel {
    static final ApiModel MODEL = ApiModel.load();

    private TestingModel() {}

    static Structure parse(String operation, String json) {
        return parse(operation, json.getBytes(StandardCharsets.UTF_8));
    }

    static Structure parse(String operation, byte[] json) {
        return MODEL.operation(operation).orElseThrow().parse(json, BodyFormat.JSON);
    }

    /** The error of a request that must have one. */
    static DynamoDbException error(String operation, String json) {
        try {
            parse(operation, json);
        } catch (DynamoDbException e) {
            return e;
        }
        throw new AssertionError("No error: " + operation + " " + json);
    }
}
