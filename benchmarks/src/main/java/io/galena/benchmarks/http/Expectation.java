package io.galena.benchmarks.http;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What the body of a successful answer must be like. The length is checked of every answer, the rest of samples.
 *
 * @param least bytes
 * @param most bytes
 */
public record Expectation(long least, long most, Check check) {
    /** Looks at the body of an answer. */
    @FunctionalInterface
    public interface Check {
        /** What is wrong with it, if anything is. */
        Optional<String> complaint(JsonNode body);
    }
}
